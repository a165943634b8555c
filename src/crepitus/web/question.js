// Questions, the same in JupyterLab and in a page without kernel. The markup is there before this script (question.html,
// recall.html) and says everything by itself; the script shows the learner only what their own answer calls for.

const RECORDED = "crepitus-recorded", kept = new Map();

function remember(id, value) {
  kept.set(id, value);
  try { localStorage.setItem(`crepitus:${id}`, JSON.stringify(value)); } catch { /* it is kept until the page is closed */ }
  dispatchEvent(new CustomEvent(RECORDED, { detail: { id, value } }));
}

function remembered(id) {
  try { return kept.get(id) ?? JSON.parse(localStorage.getItem(`crepitus:${id}`)); } catch { return null; }
}

function enlivenQuestion(form) {
  const answers = form.querySelector(".answers"), output = form.querySelector("output"), id = form.dataset.question;
  const said = [...answers.querySelectorAll("dd")], options = [...form.querySelectorAll("fieldset:first-of-type [type=radio]")];
  const words = option => option.parentElement.textContent.trim();
  answers.hidden = true;

  const before = form.dataset.kind === "prediction" && remembered(id);
  if (before) {
    for (const option of options) option.checked = words(option) === before.answer;
    for (const sure of form.querySelectorAll(".confidence [type=radio]")) sure.checked = sure.value === before.sure;
  }

  form.addEventListener("submit", event => {
    event.preventDefault();
    if (form.dataset.kind === "number") {
      const number = form.elements.answer.valueAsNumber;
      const fits = said.find(range => number >= +range.dataset.low && number <= +range.dataset.high);
      output.innerHTML = fits ? fits.innerHTML : "Type a number first.";
      return;
    }
    const answer = options.findIndex(option => option.checked);
    if (answer < 0) { output.textContent = "Choose one of the answers first."; return; }
    if (form.dataset.kind === "prediction") {
      const sure = form.querySelector(".confidence :checked")?.value ?? "confidence not given";
      remember(id, { answer: words(options[answer]), sure });
    }
    output.innerHTML = said[answer].innerHTML;
  });
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

export function enliven(root) {
  root.querySelectorAll("[data-question]").forEach(enlivenQuestion);
  return [...root.querySelectorAll("[data-recall]")].map(enlivenRecall);
}

export default {
  render({ model, el }) {
    el.innerHTML = model.get("html");
    const leave = enliven(el);
    return () => leave.forEach(stop => stop());
  },
};
