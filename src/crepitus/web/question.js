// Questions, the same in JupyterLab and in a page without kernel. The markup is there before this script (question.html,
// recall.html, answers.html) and says everything by itself; the script shows the learner only what their own answer calls for.
// What was answered is kept in the browser's storage: `crepitus:ID` holds {answer, sure}, `crepitus:again:ID` the second answer.

const RECORDED = "crepitus-recorded", PREFIX = "crepitus:", COURSE = "Why Backs Crack", VERSION = 1, kept = new Map();

addEventListener(RECORDED, ({ detail: { id, value } }) => kept.set(id, value));

function remember(id, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + id); else localStorage.setItem(PREFIX + id, JSON.stringify(value));
  } catch { /* it is kept until the page is closed */ }
  dispatchEvent(new CustomEvent(RECORDED, { detail: { id, value } }));
}

function remembered(id) {
  try { return kept.get(id) ?? JSON.parse(localStorage.getItem(PREFIX + id)); } catch { return null; }
}

const texts = object => Object.values(object).every(text => typeof text === "string");
const readable = (id, value) => value !== null && typeof value === "object" && !Array.isArray(value) && texts(value)
  && (id === "grades" || ("answer" in value && "sure" in value));

function everything() {
  const names = new Set(kept.keys()), found = {};
  try { for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) names.add(key.slice(PREFIX.length)); } catch { /* blocked */ }
  for (const id of [...names].sort()) { const value = remembered(id); if (readable(id, value)) found[id] = value; }
  return found;
}

function enlivenQuestion(form) {
  const answers = form.querySelector(".answers"), output = form.querySelector("output"), kind = form.dataset.kind;
  const said = [...answers.querySelectorAll("dd")], options = [...form.querySelectorAll("fieldset:first-of-type [type=radio]")];
  const words = option => option.parentElement.textContent.trim();
  const id = kind === "again" ? `again:${form.dataset.question}` : form.dataset.question;
  answers.hidden = true;

  const restore = before => {
    for (const option of options) option.checked = words(option) === before?.answer;
    for (const sure of form.querySelectorAll(".confidence [type=radio]")) sure.checked = sure.value === before?.sure;
    if (!before) output.textContent = "";
  };
  const hear = ({ detail }) => { if (detail.id === id) restore(detail.value); };
  const keeps = form.querySelector(".confidence") !== null;
  if (keeps) { const before = remembered(id); if (before) restore(before); addEventListener(RECORDED, hear); }

  form.addEventListener("submit", event => {
    event.preventDefault();
    if (kind === "number") {
      const number = form.elements.answer.valueAsNumber;
      const fits = said.find(range => number >= +range.dataset.low && number <= +range.dataset.high);
      output.innerHTML = fits ? fits.innerHTML : "Type a number first.";
      return;
    }
    const answer = options.findIndex(option => option.checked);
    if (answer < 0) { output.textContent = "Choose one of the answers first."; return; }
    if (keeps) {
      const sure = form.querySelector(".confidence :checked")?.value ?? "confidence not given";
      remember(id, { answer: words(options[answer]), sure });
    }
    output.innerHTML = said[answer].innerHTML;
  });
  return () => removeEventListener(RECORDED, hear);
}

function enlivenRecall(aside) {
  const show = before => {
    if (!before) return;
    aside.querySelector("details").open = true;
    aside.querySelector("summary").textContent = "You predicted, and this came out";
    for (const term of aside.querySelectorAll("dt")) {
      const mine = term.dataset.answer === before.answer;
      term.hidden = term.nextElementSibling.hidden = !mine;
      term.querySelector(".sure").textContent = mine ? ` (${before.sure})` : "";
    }
  };
  const hear = ({ detail }) => { if (detail.id === aside.dataset.recall) show(detail.value); };
  show(remembered(aside.dataset.recall));
  addEventListener(RECORDED, hear);
  return () => removeEventListener(RECORDED, hear);
}

const BACK = [
  "You are certain, and we say otherwise. Begin here.", "Worth another look.",
  "You were certain, and it was not so. Such errors like to come back: ask yourself again in a week.", "",
];

// The share of what was left to learn that was learnt: (now - then) / (all - then), over questions answered both times.
export function gain(then, now, all) { return (now - then) / (all - then); }

function inWords(then, now, all) {
  const counted = `Of ${all} ${all === 1 ? "question" : "questions"} that you answered both times, you had ${then} right then and ${now} now. `;
  if (then === all) return counted + "There was nothing left to gain.";
  return counted + `Your normalised gain is ${gain(then, now, all).toFixed(2).replace("-", "−")}. `
    + `One answer more or less would have moved it by ${(1 / (all - then)).toFixed(2)}, so do not read much into it.`;
}

function compare(section) {
  const both = [], items = [...section.querySelectorAll("[data-item]")];
  for (const item of items) {
    const known = [...item.querySelectorAll("[data-option]")].map(option => option.textContent);
    const right = item.querySelector("[data-right]").textContent, answers = {};
    for (const [time, id] of [["then", item.dataset.item], ["now", `again:${item.dataset.item}`]]) {
      const line = item.querySelector(`.${time}`), found = remembered(id);
      answers[time] = known.includes(found?.answer) ? { right: found.answer === right, sure: found.sure } : null;
      line.hidden = !answers[time];
      if (answers[time]) {
        line.textContent = `${time === "then" ? "Then" : "Now"}: ${found.answer} (${found.sure}). ${answers[time].right ? "Our answer too." : "Not our answer."}`;
      }
    }
    item.querySelector(".right").hidden = !answers.now;
    item.hidden = !answers.then && !answers.now;
    if (answers.then && answers.now) both.push(answers);
    const wrong = time => answers[time] && !answers[time].right, certain = time => answers[time]?.sure === "certain";
    item.rank = wrong("now") ? (certain("now") ? 0 : 1) : wrong("then") && certain("then") ? 2 : 3;
    const back = item.querySelector(".back");
    back.textContent = BACK[item.rank];
    back.hidden = !back.textContent;
  }
  items.map((item, i) => [item.rank, i, item]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).forEach(([, , item]) => item.parentElement.append(item));
  if (!both.length) return "No question has been answered both times yet. Your first answers come from the page where the course starts; if this browser keeps pages apart, save them there as a file and read it here.";
  const count = time => both.filter(answers => answers[time].right).length;
  return inWords(count("then"), count("now"), both.length);
}

function enlivenAnswers(section) {
  const output = section.querySelector("output"), problem = section.querySelector(".problem"), ids = section.dataset.items.split(" ");
  const erase = section.querySelector("[data-erase]"), ask = erase.textContent;
  section.querySelector(".files").hidden = false;
  for (const list of section.querySelectorAll("li > ul")) list.hidden = true;

  const show = () => {
    const answered = ids.filter(id => readable(id, remembered(id))).length;
    output.textContent = section.dataset.answers === "compared" ? compare(section)
      : `You have answered ${answered} of the ${ids.length} questions. Your answers are in this browser and nowhere else.`;
  };
  const hear = () => { erase.textContent = ask; show(); };

  section.querySelector("[data-save]").addEventListener("click", () => {
    const file = JSON.stringify({ course: COURSE, version: VERSION, kept: everything() }, null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file], { type: "application/json" }));
    link.download = "why-backs-crack-answers.json";
    link.click();
    URL.revokeObjectURL(link.href);
    problem.textContent = `Saved ${Object.keys(everything()).length} entries. The file is yours; nothing was sent.`;
  });
  section.querySelector("[data-read]").addEventListener("change", async event => {
    const [file] = event.target.files;
    if (file) problem.textContent = read(await file.text());
    event.target.value = "";
  });
  erase.addEventListener("click", () => {
    if (erase.textContent === ask) { erase.textContent = "Press again to erase them for good"; return; }
    for (const id of Object.keys(everything())) remember(id, null);
    problem.textContent = "Erased. This browser keeps no answer of yours any more.";
  });
  addEventListener(RECORDED, hear);
  show();
  return () => removeEventListener(RECORDED, hear);
}

// A file may be damaged, older or newer: what can be read of it is kept, and the rest is counted.
function read(text) {
  let file;
  try { file = JSON.parse(text); } catch { return "This file cannot be read: it is not JSON. Nothing was changed."; }
  if (file === null || typeof file !== "object") return "This file holds no answers of this course. Nothing was changed.";
  const entries = Object.entries(file.kept !== null && typeof file.kept === "object" ? file.kept : file).filter(([id]) => !["course", "version", "kept"].includes(id));
  const good = entries.filter(([id, value]) => readable(id, value)), lost = entries.length - good.length;
  if (!good.length) return "No answer in this file can be read. Nothing was changed.";
  for (const [id, value] of good) remember(id, value);
  return `Read ${good.length} ${good.length === 1 ? "entry" : "entries"}.`
    + (lost ? ` ${lost} could not be read and ${lost === 1 ? "was" : "were"} left out.` : "")
    + (file.version > VERSION ? " The file is from a newer edition of the course; what this one knows was kept." : "");
}

export function enliven(root) {
  const each = (selector, alive) => [...root.querySelectorAll(selector)].map(alive);
  return [...each("[data-question]", enlivenQuestion), ...each("[data-recall]", enlivenRecall), ...each("[data-answers]", enlivenAnswers)];
}

export default {
  render({ model, el }) {
    el.innerHTML = model.get("html");
    const leave = enliven(el);
    return () => leave.forEach(stop => stop());
  },
};
