// One question for the projector: hands are typed, or read from files and codes, and hidden until they are shown; twice, side by side.
// Each vote has its own files and codes; what they say of a question is added to its hands. Hands of every question stay while the page is open.

const page = document.querySelector("[data-vote]");
belong(page);
const lessons = lessonsOf(page), [lessonPicker, picker] = page.querySelectorAll("select"), list = page.querySelector(".options"), said = page.querySelector(".sum");
const buttons = Object.fromEntries(["show", "right"].map(name => [name, page.querySelector(`[data-${name}]`)])), turns = [...page.querySelectorAll("[data-round]")];
const raised = new Map(), rounds = [...page.querySelectorAll(".round")].map(box => enlivenRound(box, draw));
let question, hands, at = 0;

const pressed = button => button.getAttribute("aria-pressed") === "true";
const press = (button, on) => button.setAttribute("aria-pressed", String(on));
const groups = [...picker.children], lessonOf = id => lessons.findIndex(({ questions }) => questions.some(question => question.id === id));

// Ranges of numbers stand by size, with what is left over last: the right one would come first.
const inOrder = ({ low, high }) => low < -1e300 && high > 1e300 ? Infinity : low;
const standing = answers => answers.map((answer, i) => ({ answer, i })).sort((a, b) => "low" in a.answer ? inOrder(a.answer) - inOrder(b.answer) : 0);

function begin(id) {
  const lesson = lessonOf(id);
  lessonPicker.value = lesson;
  picker.replaceChildren(groups[lesson]); // of the questions only those of the lesson
  picker.value = id;
  question = lessons[lesson].questions.find(question => question.id === id);
  if (!raised.has(id)) raised.set(id, [0, 1].map(() => question.answers.map(() => 0)));
  hands = raised.get(id);
  page.querySelector(".ask").textContent = question.ask;
  list.replaceChildren(...standing(question.answers).map(({ answer, i }, place) => {
    const letter = String.fromCharCode(65 + place), field = element("input", { type: "number", min: "0", max: "999", inputMode: "numeric", autocomplete: "off" });
    field.setAttribute("aria-label", `Hands for ${letter}: ${answer.text}`);
    field.addEventListener("input", () => { hands[at][i] = Math.min(999, Math.max(0, Math.round(Number(field.value)) || 0)); draw(field); });
    const row = element("li", {}, element("span", { className: "letter" }, letter), element("span", { className: "words" }, answer.text), field, element("div", { className: "bars" }));
    row.dataset.answer = i;
    return row;
  }));
  turn(0);
}

function turn(to) {
  at = to;
  for (const button of turns) press(button, Number(button.dataset.round) === to);
  for (const button of Object.values(buttons)) press(button, false);
  draw();
}

function track(counts, i, words, kind) {
  const line = element("span", { className: "bar" }), all = sum(counts) || 1;
  line.style.width = `calc((100% - 6.5em) * ${counts[i] / all})`;
  return element("div", { className: kind }, ...(words ? [element("span", {}, words)] : []), element("span", { className: "track" }, line, `${counts[i]} (${Math.round(100 * counts[i] / all)} %)`));
}

function draw(typed) {
  const read = rounds.map(({ files, codes }) => readRound(files, codes, lessons)), handedIn = read.map(({ learners }) => votes(learners, question, question.id));
  const all = handedIn.map((counts, n) => counts.map((count, i) => count + hands[n][i])), both = all.every(sum);
  const open = pressed(buttons.show), answered = pressed(buttons.right), known = rightOf(question);
  for (const row of list.children) {
    const i = Number(row.dataset.answer), field = row.querySelector("input"), words = row.querySelector(".words"), right = question.answers[i].right && answered;
    if (field !== typed) field.value = hands[at][i] || "";
    field.hidden = open;
    words.classList.toggle("verdict", right);
    words.classList.toggle("right", right);
    words.textContent = question.answers[i].text + (right ? (question.kind === "prediction" ? " (this came out)" : " (our answer)") : "");
    row.querySelector(".bars").replaceChildren(...(!open ? [] : both ? [track(all[0], i, "before", "first"), track(all[1], i, "after", "second")] : [track(all[at], i, "", "second")]));
  }
  buttons.show.textContent = open ? "Hide the bars" : "Show the bars";
  const fromFiles = sum(handedIn[at]), votesOf = n => counted(sum(all[n]), "vote", "votes");
  said.textContent = (both ? `${sum(all[0])} and ${votesOf(1)}` : votesOf(at)) + (fromFiles ? `, ${fromFiles} of them from files or codes.` : ".");
  page.querySelector(".unsettled").textContent = answered && !known ? "None of these is settled. The lesson says why." : "";
  const lines = read.flatMap(({ learners, notes }, n) => learners.length || notes.length ? [element("p", {}, `${["First", "Second"][n]} vote: `
    + `${counted(sum(handedIn[n]), "answer", "answers")} to this question, from ${counted(learners.length, "learner", "learners")}.`), remarks(notes)] : []);
  page.querySelector(".told").replaceChildren(...lines);
}

for (const button of Object.values(buttons)) button.addEventListener("click", () => { press(button, !pressed(button)); draw(); });
for (const button of turns) button.addEventListener("click", () => turn(Number(button.dataset.round)));
lessonPicker.addEventListener("change", () => begin(lessons[lessonPicker.value].questions[0].id));
picker.addEventListener("change", () => begin(picker.value));
function called() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  begin(lessonOf(wanted) >= 0 ? wanted : question?.id ?? lessons[0].questions[0].id);
}
lessonPicker.replaceChildren(...lessons.map(({ title }, value) => element("option", { value }, title)));
addEventListener("hashchange", called);
askBeforeLeaving(() => rounds.some(({ files, codes }) => files.length || codes.trim()) || [...raised.values()].flat(2).some(Boolean));
page.hidden = false;
called();
