// Questions, the same in JupyterLab and in a page without kernel. The markup is there before this script (question.html,
// recall.html) and says everything by itself; the script shows the learner only what their own answer calls for.

const recorded = new CustomEvent("crepitus-recorded");

export function remember(key, value) {
  try { localStorage.setItem(`crepitus:${key}`, JSON.stringify(value)); } catch { /* a browser that keeps nothing still teaches */ }
}

export function remembered(key) {
  try { return JSON.parse(localStorage.getItem(`crepitus:${key}`)); } catch { return null; }
}

function enlivenQuestion(form) {
  const answers = form.querySelector(".answers"), output = form.querySelector("output"), id = form.dataset.question;
  const said = [...answers.querySelectorAll("dd")];
  answers.hidden = true;

  const picked = name => form.querySelector(`input[name="${name}"]:checked`)?.value;
  const before = form.dataset.kind === "prediction" && remembered(id);
  if (before) {
    for (const [name, value] of [[id, before.answer], [`${id}-sure`, before.sure]])
      form.querySelector(`input[name="${name}"][value="${CSS.escape(value)}"]`)?.setAttribute("checked", "");
  }

  form.addEventListener("submit", event => {
    event.preventDefault();
    if (form.dataset.kind === "number") {
      const number = form.elements.answer.valueAsNumber;
      const fits = said.find(range => number >= +range.dataset.low && number <= +range.dataset.high);
      output.innerHTML = fits ? fits.innerHTML : "Type a number first.";
      return;
    }
    const answer = picked(id), sure = picked(`${id}-sure`) ?? "confidence not given";
    if (answer === undefined) { output.textContent = "Choose one of the answers first."; return; }
    if (form.dataset.kind === "prediction") {
      remember(id, { answer, sure });
      dispatchEvent(recorded);
    }
    output.innerHTML = said[+answer].innerHTML;
  });
}

function enlivenRecall(aside) {
  const show = () => {
    const before = remembered(aside.dataset.recall);
    if (!before) return;
    aside.querySelector("details").open = true;
    aside.querySelector("summary").textContent = "You predicted, and this came out";
    for (const term of aside.querySelectorAll("dt")) {
      const mine = term.dataset.answer === before.answer;
      term.hidden = term.nextElementSibling.hidden = !mine;
      term.querySelector(".sure").textContent = mine ? ` (${before.sure})` : "";
    }
  };
  show();
  addEventListener("crepitus-recorded", show);
}

export function enliven(root) {
  root.querySelectorAll("[data-question]").forEach(enlivenQuestion);
  root.querySelectorAll("[data-recall]").forEach(enlivenRecall);
}

export default {
  render({ model, el }) {
    el.innerHTML = model.get("html");
    enliven(el);
  },
};
