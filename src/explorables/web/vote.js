// One question for the projector: hands are typed, or read from files and codes, and hidden until they are shown; twice, side by side.

const page = document.querySelector("[data-vote]");
belong(page);
const lessons = lessonsOf(page), picker = page.querySelector("select"), list = page.querySelector(".options"), said = page.querySelector(".sum");
const buttons = Object.fromEntries(["show", "right"].map(name => [name, page.querySelector(`[data-${name}]`)])), turns = [...page.querySelectorAll("[data-round]")];
let question, hands, at = 0;

const round = enlivenRound(page.querySelector(".round"), () => {
  const { learners, notes } = readRound(round.files, round.codes, lessons), counts = votes(learners, question, question.id);
  page.querySelector(".told").replaceChildren(element("p", {}, `${counted(sum(counts), "answer", "answers")} to this question, from ${counted(learners.length, "learner", "learners")}.`),
    element("ul", {}, ...notes.map(([name, note]) => element("li", {}, element("strong", {}, name), ` ${note}`))));
  hands[at] = counts;
  draw();
});
const pressed = button => button.getAttribute("aria-pressed") === "true";
const press = (button, on) => button.setAttribute("aria-pressed", String(on));

function begin() {
  question = lessons.flatMap(({ questions }) => questions).find(({ id }) => id === picker.value);
  hands = [question.answers.map(() => 0), question.answers.map(() => 0)];
  page.querySelector(".ask").textContent = question.ask;
  turn(0);
  for (const button of Object.values(buttons)) press(button, false);
  list.replaceChildren(...question.answers.map((answer, i) => {
    const letter = String.fromCharCode(65 + i), field = element("input", { type: "number", min: "0", max: "999", inputMode: "numeric", autocomplete: "off" });
    field.setAttribute("aria-label", `Hands for ${letter}: ${answer.text}`);
    field.addEventListener("input", () => { hands[at][i] = Math.min(999, Math.max(0, Math.round(Number(field.value)) || 0)); draw(field); });
    return element("li", {}, element("span", { className: "letter" }, letter), element("span", { className: "words" }, answer.text), field, element("div", { className: "bars" }));
  }));
  draw();
}

function turn(to) {
  at = to;
  for (const button of turns) press(button, Number(button.dataset.round) === to);
}

function track(counts, i, words, kind) {
  const line = element("span", { className: "bar" }), all = sum(counts) || 1;
  line.style.width = `${80 * counts[i] / all}%`;
  return element("div", { className: kind }, words, element("span", { className: "track" }, line, `${counts[i]} (${Math.round(100 * counts[i] / all)} %)`));
}

function draw(typed) {
  const open = pressed(buttons.show), both = hands.every(counts => sum(counts));
  [...list.children].forEach((row, i) => {
    const field = row.querySelector("input"), words = row.querySelector(".words"), right = question.answers[i].right && pressed(buttons.right);
    if (field !== typed) field.value = hands[at][i] || "";
    field.hidden = open;
    words.classList.toggle("verdict", right);
    words.classList.toggle("right", right);
    words.textContent = question.answers[i].text + (right ? (question.kind === "prediction" ? " (this came out)" : " (our answer)") : "");
    row.querySelector(".bars").replaceChildren(...(!open ? [] : both ? [track(hands[0], i, "before", "first"), track(hands[1], i, "after", "second")] : [track(hands[at], i, "", "second")]));
  });
  buttons.show.textContent = open ? "Hide the bars" : "Show the bars";
  said.textContent = both ? `${sum(hands[0])} and ${sum(hands[1])} votes.` : `${counted(sum(hands[at]), "vote", "votes")}.`;
  buttons.right.hidden = !rightOf(question);
}

for (const button of Object.values(buttons)) button.addEventListener("click", () => { press(button, !pressed(button)); draw(); });
for (const button of turns) button.addEventListener("click", () => { turn(Number(button.dataset.round)); press(buttons.show, false); draw(); });
picker.addEventListener("change", begin);
function called() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  if ([...picker.options].some(({ value }) => value === wanted)) picker.value = wanted;
  begin();
}
addEventListener("hashchange", called);
page.hidden = false;
called();
