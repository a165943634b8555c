// Questions, the same in JupyterLab and in a page without kernel. The markup is there before this script (question.html,
// recall.html, answers.html) and says everything by itself; the script shows the learner only what their own answer calls for.
// store.js, which keeps what was answered, number.js and code.js stand before it.

// What is said beside the feedback where sureness and verdict do not fit each other.
const COMMENTS = {
  wrong: { certain: "You were certain. Such errors like to come back, so say in your own words what is otherwise." },
  right: { guessing: "You were guessing. Say in your own words why it is so: then it is yours." },
};

function enlivenQuestion(form) {
  const answers = form.querySelector(".answers"), output = form.querySelector("output"), kind = form.dataset.kind;
  const said = [...answers.querySelectorAll("dd")], options = choices(form.querySelectorAll("[data-texts]"));
  const id = kind === "again" ? `again:${form.dataset.question}` : form.dataset.question;
  const known = entry => kind === "number" || chosen(entry, options);
  const waits = () => kind === "review" && chosen(remembered(id), options) && !isDue(remembered(id)); // until it is due, its first answer counts
  let first = true, touched = false;
  answers.hidden = true;

  const restore = before => {
    if (kind === "number") form.elements.answer.value = before?.answer ?? "";
    for (const option of options) option.element.checked = option === chosen(before, options);
    for (const sure of form.querySelectorAll(".confidence [type=radio]")) sure.checked = sure.value === before?.sure;
    output.textContent = !before || known(before) ? ""
      : `You once answered ${lost(before)}, which is no longer among the choices. It is kept until you answer again.`;
  };
  const draw = before => {
    if (touched) return; // what is being chosen stays
    if (!first || kind !== "review" || waits() || !known(before)) restore(before); // a review that is due is asked afresh
    first = false;
  };

  const answerNumber = () => {
    const typed = form.elements.answer.value, within = (range, number) => number >= +range.dataset.low && number <= +range.dataset.high;
    const expected = said.filter(range => Math.max(-range.dataset.low, range.dataset.high) < 1e300);
    const { number, said: words } = readNumber(typed, number => expected.some(range => within(range, number)), form.dataset.unit);
    const fits = said.find(range => within(range, number));
    if (fits) record(id, { answer: String(number), sure: "not asked" });
    output.innerHTML = fits ? fits.innerHTML : /\d/.test(typed) ? "Type one number, and nothing else." : "Type a number first.";
    output.append(words && ` ${words.trim()}`);
  };
  const answerOption = () => {
    const option = options.find(found => found.element.checked);
    if (!option) { output.textContent = "Choose one of the answers first."; return; }
    const asked = form.querySelector(".confidence"), sure = asked?.querySelector(":checked")?.value ?? (asked ? "confidence not given" : "not asked");
    const feedback = said[options.indexOf(option)];
    if (!waits()) {
      const right = feedback.dataset.verdict === "right";
      record(id, { answer: option.id, sure, ...(kind === "review" && { box: box(remembered(id), right, sure) }) });
    }
    output.innerHTML = feedback.innerHTML;
    const comment = COMMENTS[feedback.dataset.verdict]?.[sure];
    if (comment) output.append(Object.assign(document.createElement("p"), { className: "comment", textContent: comment }));
  };
  const answer = () => {
    touched = false;
    if (kind === "number") answerNumber(); else answerOption();
  };
  form.addEventListener("input", () => { touched = true; });
  form.querySelector("button").addEventListener("click", answer);
  onEnter(form, answer);
  return watch(draw, id);
}

function enlivenRecall(aside) {
  const options = choices(aside.querySelectorAll("[data-option]")), details = aside.querySelector("details");
  const summary = details.querySelector("summary"), nothing = summary.textContent;
  return watch(before => {
    const mine = chosen(before, options);
    details.open = Boolean(before);
    summary.textContent = !before ? nothing : mine ? "You predicted, and this came out"
      : `You predicted ${lost(before)}, which is no longer among the choices. What came out for each of them`;
    for (const option of options) {
      option.element.hidden = option.element.nextElementSibling.hidden = Boolean(mine) && option !== mine;
      option.element.querySelector(".sure").textContent = option === mine ? ` (${sureness(before)})` : "";
    }
  }, aside.dataset.recall);
}

const BACK = [
  "You are certain, and we say otherwise. Begin here.", "Worth another look.",
  "You were certain, and it was not so. Such errors like to come back: ask yourself again in a week.", "",
];

// The share of what was left to learn that was learnt: (now - then) / (all - then), over questions answered both times.
export function gain(then, now, all) { return (now - then) / (all - then); }

function inWords(then, now, all) {
  const told = `Of ${counted(all, "question", "questions")} that you answered both times, you had ${then} right then and ${now} now. `;
  if (then === all) return told + "There was nothing left to gain.";
  return told + `Your normalised gain is ${gain(then, now, all).toFixed(2).replace("-", "−")}. `
    + `One answer more or less would have moved it by ${(1 / (all - then)).toFixed(2)}, so do not read much into it.`;
}

function compare(section) {
  const both = [], items = [...section.querySelectorAll("[data-item]")];
  for (const item of items) {
    const options = choices(item.querySelectorAll("[data-option]")), answers = {};
    for (const [time, id] of [["then", item.dataset.item], ["now", `again:${item.dataset.item}`]]) {
      const line = item.querySelector(`.${time}`), found = remembered(id), option = chosen(found, options);
      answers[time] = option ? { right: "right" in option.element.dataset, sure: found.sure } : null;
      line.hidden = !found;
      if (found) line.textContent = `${time === "then" ? "Then" : "Now"}: ${option ? `${option.texts[0]} (${sureness(found)}).` : `${lost(found)}. That is no longer among the choices.`}`;
    }
    for (const time of answers.now ? ["then", "now"] : []) {  // what is right is withheld until the question was asked again
      if (answers[time]) item.querySelector(`.${time}`).append(answers[time].right ? " Our answer too." : " Not our answer.");
    }
    item.querySelector(".right").hidden = !answers.now;
    item.hidden = [...item.querySelectorAll(".then, .now")].every(line => line.hidden);
    if (answers.then && answers.now) both.push(answers);
    const wrong = time => answers.now && answers[time] && !answers[time].right, certain = time => answers[time]?.sure === "certain";
    item.rank = wrong("now") ? (certain("now") ? 0 : 1) : wrong("then") && certain("then") ? 2 : 3;
    const back = item.querySelector(".back");
    back.textContent = BACK[item.rank];
    back.hidden = !back.textContent;
  }
  items.map((item, i) => [item.rank, i, item]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).forEach(([, , item]) => item.parentElement.append(item));
  if (!both.length) return "No question has been answered both times yet. Your first answers come from the page where the course starts; if they do not appear here, save them there as a file and read it here.";
  const count = time => both.filter(answers => answers[time].right).length;
  return inWords(count("then"), count("now"), both.length);
}

const FLEETING = "This browser keeps nothing for this page: your answers last until you close it.";

// What was answered on this page, form by form as they stand: the entry, the place of its option or range, and whether that is right.
// A prediction is right or wrong where the page says what came out; an answer whose verdict is withheld is neither.
export function given(page = document) {
  return [...page.querySelectorAll("form.question")].map(form => {
    const { kind, question } = form.dataset, id = kind === "again" ? `again:${question}` : question, entry = remembered(id);
    const said = [...form.querySelectorAll(".answers dd")], options = choices(form.querySelectorAll("[data-texts]"));
    const at = !entry ? -1 : kind === "number" ? said.findIndex(({ dataset }) => +entry.answer >= +dataset.low && +entry.answer <= +dataset.high)
      : options.indexOf(chosen(entry, options));
    const outcomes = kind === "prediction" ? [...page.querySelectorAll(`[data-recall="${question}"] dd`)] : [];
    const right = at < 0 ? null : outcomes.some(({ dataset }) => "met" in dataset) ? "met" in outcomes[at].dataset
      : said[at].dataset.verdict ? said[at].dataset.verdict === "right" : null;
    return { id, question, kind, entry, at, right, of: said.length, asksSure: Boolean(form.querySelector(".confidence")) };
  });
}

// A prediction is judged once all is answered: before that it may still be voted on.
function inThisLesson(page) {
  const all = given(page), answered = all.filter(({ at }) => at >= 0), done = answered.length === all.length;
  const judged = answered.filter(({ kind, right }) => right !== null && (done || kind !== "prediction"));
  const right = found => found.filter(one => one.right).length;
  const sure = ["certain", "fairly sure", "guessing"].map(id => [id, judged.filter(({ entry }) => entry.sure === id)]).filter(([, found]) => found.length);
  return (`You have answered ${answered.length} of the ${counted(all.length, "question", "questions")} of this lesson. `
    + (judged.length ? `Of ${counted(judged.length, "answer", "answers")} that can be right or wrong, ${right(judged)} ${right(judged) === 1 ? "is" : "are"} right. ` : "")
    + (sure.length ? `How sure and how right: ${sure.map(([id, found]) => `“${sureness({ sure: id })}” ${right(found)} of ${found.length}`).join(", ")}. ` : "")
    + (done || !answered.some(({ kind }) => kind === "prediction") ? "" : "Predictions are judged when all is answered. ") + (blocked() ? FLEETING : "")).trim();
}

// The code of what was answered on this page; qr.js and scorm.js, where they are, hear of it too.
function hand(section) {
  const all = given(), code = encode(all, all.map(({ at, entry }) => ({ at, sure: entry?.sure })), section.dataset.edition);
  for (const place of section.querySelectorAll(".code")) place.textContent = code;
  const open = section.querySelector(".open"), next = all.find(({ at }) => at < 0);
  open.hidden = !next;
  if (next) open.querySelector("a").hash = `ask-${next.question}`;
  section.dispatchEvent(new CustomEvent("explorables-given", { bubbles: true, detail: { answers: all, code } }));
}

const byChance = () => [...crypto.getRandomValues(new Uint8Array(4))].map(byte => LETTERS[byte % 32]).join("");

function enlivenAnswers(section) {
  const output = section.querySelector("output"), problem = section.querySelector(".problem"), ids = section.dataset.items.split(" ");
  const eraser = section.querySelector("[data-erase]"), ask = eraser?.textContent;
  const tell = text => { problem.textContent = text; };
  let asked = false;
  for (const ready of section.querySelectorAll(".files, .handed")) ready.hidden = false;
  section.querySelector(".handed")?.addEventListener("toggle", () => hand(section));
  for (const list of section.querySelectorAll("li > ul")) list.hidden = true;

  section.querySelector("[data-copy]")?.addEventListener("click", async () => {
    const code = section.querySelector(".code").textContent;
    try { await navigator.clipboard.writeText(code); tell("The code is copied."); } catch { tell(`The code is ${code}`); } // where a page may not copy, the reader can
  });
  section.querySelector("[data-save]")?.addEventListener("click", () => {
    const good = everything(), bad = damaged(), n = Object.keys(good).length + Object.keys(bad).length;
    if (!n) return tell("There is no answer to save yet.");
    const file = JSON.stringify({ course: course.title, version: VERSION, kept: good, ...(Object.keys(bad).length && { damaged: bad }) }, null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file], { type: "application/json" }));
    link.download = `${course.file}-${section.dataset.lesson ?? "answers"}-${byChance()}.json`; // in one folder no two have one name
    link.click();
    URL.revokeObjectURL(link.href);
    tell(`Saved ${counted(n, "entry", "entries")} as ${link.download}. The file is yours.`);
  });
  section.querySelector("[data-read]")?.addEventListener("change", async event => {
    const [file] = event.target.files;
    if (file) tell(readFile(await file.text()));
    event.target.value = "";
  });
  eraser?.addEventListener("click", () => {
    asked = !asked;
    if (asked) { eraser.textContent = "Press again to erase them for good"; return; }
    erase();
    tell("Erased. This browser keeps no answer of yours any more.");
  });

  let first = true, before;
  return watch(() => {
    const now = JSON.stringify(everything());
    if (now !== before) tell(""); // what was said of a file is over once something else is answered
    before = now;
    asked = false;
    if (eraser) eraser.textContent = ask;
    if (section.dataset.edition) hand(section);
    const answered = ids.filter(remembered).length, bad = Object.keys(damaged()).length;
    if (first && bad) tell(`${counted(bad, "entry", "entries")} in this browser cannot be read. We leave ${bad === 1 ? "it" : "them"} alone until you answer anew, and a file you save has the text as it stands. All other answers are here.`);
    first = false;
    output.textContent = section.dataset.answers === "compared" ? compare(section) : "given" in section.dataset ? inThisLesson(document) : `You have answered ${answered} of the ${ids.length} questions. `
      + (blocked() ? FLEETING : "reports" in document.documentElement.dataset ? "" : "Your answers are in this browser and nowhere else.");
  });
}

export function enliven(root) {
  belong(root);
  const each = (selector, alive) => [...root.querySelectorAll(selector)].map(alive);
  return [...each("[data-question]", enlivenQuestion), ...each("[data-recall]", enlivenRecall), ...each("[data-answers], [data-given]", enlivenAnswers)];
}

export default {
  render({ model, el }) {
    el.innerHTML = model.get("html");
    Object.assign(el.dataset, model.get("data"));
    const leave = enliven(el);
    return () => leave.forEach(stop => stop());
  },
};
