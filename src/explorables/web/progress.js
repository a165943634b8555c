// The learner's path on the pages index, progress and review, drawn from what store.js reads. Without this script the pages hold
// every lesson and every question in order.

const asked = element => element.dataset.asked.split(" ");
const answered = element => asked(element).filter(id => remembered(id)).length;
const date = day => new Date(day * 864e5).toLocaleDateString("en-GB", { timeZone: "UTC", day: "numeric", month: "long" });
const link = (href, textContent) => Object.assign(document.createElement("a"), { href, textContent });
const reviewIsDue = ({ entry, begun }) => entry ? isDue(entry) : begun;

function count() {
  for (const line of document.querySelectorAll("span[data-asked]")) {
    line.dataset.none ??= line.textContent;
    const n = answered(line);
    line.textContent = n ? `${n} of ${asked(line).length} ${line.dataset.words}` : line.dataset.none;
  }
}

// Where one is: the furthest lesson in which something is answered, or the one after it. Questions skipped before it may stay so.
function whatNext(path, judged) {
  const rows = [...path.querySelectorAll("[data-minutes]")].map(row => {
    const lines = [...row.querySelectorAll("[data-asked]")], all = lines.flatMap(asked).length;
    const done = lines.map(answered).reduce((sum, n) => sum + n, 0);
    return { row, done, all, left: row.dataset.minutes * (1 - done / all) };
  });
  const last = rows.findLast(({ done }) => done), whole = ({ done, all }) => done === all;
  const next = !last || !whole(last) ? last ?? rows[0] : rows[rows.indexOf(last) + 1] ?? rows.find(found => !whole(found));
  for (const { row } of rows) row.querySelector("a").setAttribute("aria-current", row === next?.row ? "step" : "false");
  const rounded = minutes => minutes < 90 ? `about ${Math.max(5, 5 * Math.round(minutes / 5))} minutes` : `about ${Math.round(minutes / 30) / 2} hours`;
  const begun = new Set(rows.filter(({ done }) => done).map(({ row }) => row.dataset.lesson));
  const due = judged.filter(({ kind, entry, of }) => kind === "review" && reviewIsDue({ entry, begun: begun.has(of) })).length;
  const line = path.querySelector(".next");
  line.replaceChildren(next ? `${next === rows[0] && !next.done ? "Begin with" : next.done ? "Go on with" : "Next comes"} ` : "You have answered every question of the course. ");
  if (next) line.append(link(next.row.querySelector("a").getAttribute("href"), next.row.querySelector("a").textContent), ` (${next.done ? `${next.done} of ${next.all} answered, ` : ""}${rounded(next.left)}). `);
  if (next) line.append(`Of the whole course ${rounded(rows.reduce((sum, { left }) => sum + left, 0))} are left, if we go by the share of questions answered. `);
  if (due) line.append(link("review.html", counted(due, "review question", "review questions")), due === 1 ? " is due today." : " are due today.");
}

function believed(path, judged) {
  const given = judged.map(one => ({ ...one, option: chosen(one.entry, one.options) })).filter(({ option }) => option)
    .map(one => ({ ...one, right: one.option.right, sure: one.entry.sure }));
  const item = (one, words) => {
    const line = document.createElement("li");
    line.append(words, `${one.ask} You said ${quoted(one.option.texts[0], one.entry)}. `, link(one.at, `Lesson ${one.at.slice(0, 2)}`));
    return line;
  };
  const rows = ["certain", "fairly sure", "guessing"].map(sure => [sure, given.filter(one => one.sure === sure)]); // by their ids
  path.querySelector("tbody").replaceChildren(...rows.map(([sure, all]) => {
    const row = document.createElement("tr");
    row.innerHTML = `<th scope="row">${sureness({ sure })}</th><td>${all.length}</td><td>${all.filter(one => one.right).length}</td>`;
    return row;
  }));
  const certain = rows[0][1], wrong = certain.filter(one => !one.right);
  path.querySelector("table").hidden = !given.length;
  path.querySelector(".sure").textContent = certain.length
    ? `Of ${counted(certain.length, "answer", "answers")} that you gave as certain, ${certain.length - wrong.length} ${certain.length - wrong.length === 1 ? "was" : "were"} right.`
    : "No answer that can be right or wrong was given as certain yet.";
  const made = given.filter(one => one.kind === "prediction"), met = made.filter(one => one.right).length;
  path.querySelector(".predictions").textContent = made.length
    ? `Of ${counted(made.length, "prediction", "predictions")} whose result is known, ${met} came out as you said and ${made.length - met} did not. To be surprised is what a prediction is for.`
    : "No prediction whose result is known is kept here yet.";
  path.querySelector(".outcomes").replaceChildren(...made.map(one => item(one, one.right ? "Met. " : "Missed. ")));
  path.querySelector("details").hidden = !made.length;
  path.querySelector(".errors").textContent = wrong.length ? "Of these you were certain, and it came out otherwise. They are worth a second visit." : "There is none.";
  path.querySelector(".certain").replaceChildren(...wrong.map(one => item(one, "")));
}

function enlivenProgress(path) {
  const judged = JSON.parse(path.querySelector("script").textContent);
  path.querySelector(".unscripted").hidden = true;
  path.querySelector(".beliefs").hidden = false;
  path.querySelector("[data-print]").addEventListener("click", () => print());
  return () => {
    for (const one of judged) one.entry = remembered(one.id);
    whatNext(path, judged);
    believed(path, judged);
  };
}

// Due reviews come first: those of which one was certain and wrong, then the longest due, then new ones. Once one is touched, all
// stay where they are.
function enlivenReviews(page) {
  const items = [...page.querySelectorAll("[data-review]")].map(element => ({ element, id: element.dataset.review, line: element.querySelector(".when") }));
  const due = page.querySelector(".due"), later = page.querySelector(".later");
  const read = () => { for (const item of items) Object.assign(item, { entry: remembered(item.id), begun: answered(item.element) > 0 }); };
  const rank = ({ entry }) => !entry ? Infinity : entry.box === "0" ? -1 : comesBack(entry);
  const open = () => items.some(({ entry, begun }) => entry || begun);
  const elements = found => found.map(({ element }) => element);
  let touched = false;
  for (const kind of ["focusin", "input"]) page.addEventListener(kind, () => { touched = true; });

  const place = () => {
    const sorted = items.toSorted((a, b) => rank(a) - rank(b) || 0), rest = sorted.filter(item => open() && !reviewIsDue(item));
    due.append(...elements(open() ? sorted.filter(reviewIsDue) : items));
    later.querySelector("div").append(...elements(rest));
    later.querySelector("summary").textContent = `${counted(rest.length, "question that is", "questions that are")} not due`;
    later.hidden = !rest.length;
  };
  return () => {
    read();
    if (!touched) place();
    const left = items.filter(reviewIsDue).length, days = items.filter(item => item.entry && !reviewIsDue(item)).map(({ entry }) => comesBack(entry));
    const soon = days.length ? ` The next after ${left ? "these" : "today"} comes on ${date(Math.min(...days))}.` : "";
    page.querySelector(".next").textContent = !open() ? "No answer is kept in this browser yet, so here are all questions in the order of the lessons."
      : (left ? `${counted(left, "question is", "questions are")} due today.` : "Nothing is due today.") + soon;
    for (const { line, entry, begun } of items) {
      line.textContent = !open() ? "" : entry && isDue(entry) ? (entry.box === "0" ? "Due today. Last time you were certain, and it was not so." : "Due today.")
        : entry ? `Comes back on ${date(comesBack(entry))}.` : begun ? "New: you have begun its lesson." : "Waits until you begin its lesson.";
    }
  };
}

function enlivenPath() {
  belong(document.documentElement);
  const parts = [["[data-path]", enlivenProgress], ["[data-reviews]", enlivenReviews]];
  const draws = [count, ...parts.flatMap(([selector, alive]) => [...document.querySelectorAll(selector)].map(alive))];
  watch(() => { for (const one of draws) one(); });
}
