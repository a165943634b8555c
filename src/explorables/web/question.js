// Questions, the same in JupyterLab and in a page without kernel. The markup is there before this script (question.html,
// recall.html, answers.html) and says everything by itself; the script shows the learner only what their own answer calls for.
// store.js stands before it and keeps what was answered.

function enlivenQuestion(form) {
  const answers = form.querySelector(".answers"), output = form.querySelector("output"), kind = form.dataset.kind;
  const said = [...answers.querySelectorAll("dd")], options = [...form.querySelectorAll("fieldset:first-of-type [type=radio]")];
  const words = option => option.parentElement.textContent.trim();
  const id = kind === "again" ? `again:${form.dataset.question}` : form.dataset.question;
  const known = entry => options.some(option => words(option) === entry?.answer);
  const waits = () => kind === "review" && known(remembered(id)) && !isDue(remembered(id));  // until it is due, its first answer counts
  answers.hidden = true;

  const restore = before => {
    if (kind === "number") { form.elements.answer.value = before?.answer ?? ""; return; }
    for (const option of options) option.checked = words(option) === before?.answer;
    for (const sure of form.querySelectorAll(".confidence [type=radio]")) sure.checked = sure.value === before?.sure;
    output.textContent = !before || known(before) ? ""
      : `You once answered ${quoted(before)}, which is no longer among the choices. It is kept until you answer again.`;
  };
  const hear = ({ detail }) => { if (detail.id === id) restore(detail.value); };
  const before = remembered(id);
  if (before && (kind !== "review" || waits() || !known(before))) restore(before);  // a review that is due is asked afresh
  addEventListener(RECORDED, hear);

  form.addEventListener("submit", event => {
    event.preventDefault();
    if (kind === "number") {
      const number = form.elements.answer.valueAsNumber;
      const fits = said.find(range => number >= +range.dataset.low && number <= +range.dataset.high);
      if (fits) record(id, { answer: String(number), sure: "not asked" });
      output.innerHTML = fits ? fits.innerHTML : "Type a number first.";
      return;
    }
    const answer = options.findIndex(option => option.checked);
    if (answer < 0) { output.textContent = "Choose one of the answers first."; return; }
    const asked = form.querySelector(".confidence"), sure = asked?.querySelector(":checked")?.value ?? (asked ? "confidence not given" : "not asked");
    if (!waits()) {
      const right = !said[answer].dataset.misconception;
      record(id, { answer: words(options[answer]), sure, ...(kind === "review" && { box: box(remembered(id), right, sure) }) });
    }
    output.innerHTML = said[answer].innerHTML;
  });
  return () => removeEventListener(RECORDED, hear);
}

function enlivenRecall(aside) {
  const show = before => {
    if (!before) return;
    const terms = [...aside.querySelectorAll("dt")], known = terms.some(term => term.dataset.answer === before.answer);
    aside.querySelector("details").open = true;
    aside.querySelector("summary").textContent = known ? "You predicted, and this came out"
      : `You predicted ${quoted(before)}, which is no longer among the choices. What came out for each of them`;
    for (const term of terms) {
      const mine = term.dataset.answer === before.answer;
      term.hidden = term.nextElementSibling.hidden = known && !mine;
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
  const told = `Of ${counted(all, "question", "questions")} that you answered both times, you had ${then} right then and ${now} now. `;
  if (then === all) return told + "There was nothing left to gain.";
  return told + `Your normalised gain is ${gain(then, now, all).toFixed(2).replace("-", "−")}. `
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
      line.hidden = !found;
      if (found) line.textContent = `${time === "then" ? "Then" : "Now"}: ${found.answer} (${found.sure}).` + (answers[time] ? "" : " That is no longer among the choices.");
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
  if (!both.length) return "No question has been answered both times yet. Your first answers come from the page where the course starts; if this browser keeps pages apart, save them there as a file and read it here.";
  const count = time => both.filter(answers => answers[time].right).length;
  return inWords(count("then"), count("now"), both.length);
}

function enlivenAnswers(section) {
  const output = section.querySelector("output"), problem = section.querySelector(".problem"), ids = section.dataset.items.split(" ");
  const eraser = section.querySelector("[data-erase]"), ask = eraser.textContent;
  section.querySelector(".files").hidden = false;
  for (const list of section.querySelectorAll("li > ul")) list.hidden = true;

  const show = () => {
    const answered = ids.filter(remembered).length;
    output.textContent = section.dataset.answers === "compared" ? compare(section)
      : `You have answered ${answered} of the ${ids.length} questions. Your answers are in this browser and nowhere else.`;
  };
  const hear = () => { eraser.textContent = ask; show(); };

  section.querySelector("[data-save]").addEventListener("click", () => {
    const bad = damaged(), file = JSON.stringify({ course: COURSE, version: VERSION, kept: everything(), ...(Object.keys(bad).length && { damaged: bad }) }, null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file], { type: "application/json" }));
    link.download = "why-backs-crack-answers.json";
    link.click();
    URL.revokeObjectURL(link.href);
    problem.textContent = `Saved ${counted(Object.keys(everything()).length, "entry", "entries")}. The file is yours; nothing was sent.`;
  });
  section.querySelector("[data-read]").addEventListener("change", async event => {
    const [file] = event.target.files;
    if (file) problem.textContent = read(await file.text());
    event.target.value = "";
  });
  eraser.addEventListener("click", () => {
    if (eraser.textContent === ask) { eraser.textContent = "Press again to erase them for good"; return; }
    erase();
    problem.textContent = "Erased. This browser keeps no answer of yours any more.";
  });
  const bad = Object.keys(damaged()).length;
  if (bad) problem.textContent = `${counted(bad, "entry", "entries")} in this browser cannot be read. We leave ${bad === 1 ? "it" : "them"} alone until you answer anew, and a file you save has the text as it stands. All other answers are here.`;
  addEventListener(RECORDED, hear);
  show();
  return () => removeEventListener(RECORDED, hear);
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
