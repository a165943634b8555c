// The page on which a teacher reads a class: from what tally.js counts it makes tables of one lesson at a time.

const page = document.querySelector("[data-class]");
belong(page);
const lessons = lessonsOf(page), told = page.querySelector(".told"), picker = page.querySelector("select"), shown = page.querySelector(".counted");
const rounds = [...page.querySelectorAll(".round")].map(box => enlivenRound(box, read));
let learners = [[], []], chosenByHand = false;

function read() {
  const found = rounds.map(({ files, codes }) => readRound(files, codes, lessons));
  learners = found.map(round => round.learners);
  const handed = sum(rounds.map(({ files, codes }) => files.length + codes.split("\n").filter(line => line.trim()).length));
  const words = learners.map((all, i) => `${["First round", "Second round"][i]}: ${counted(all.length, "learner", "learners")}.`);
  const notes = found.flatMap(({ notes }) => notes), few = learners.some(all => all.length && all.length < 10);
  told.replaceChildren(element("p", {}, handed ? `${words[0]}${learners[1].length ? ` ${words[1]}` : ""} ${counted(notes.length, "remark", "remarks")}.` : "Nothing was read yet."),
    remarks(notes),
    ...(few ? [element("p", {}, "In a group of fewer than ten even counts can point at somebody. Think before you show them.")] : []));
  const able = lessons.filter(lesson => lesson.questions.some(question => columns(question).length)), before = picker.value;
  picker.replaceChildren(...able.map(lesson => element("option", { value: lesson.edition }, lesson.title)));
  const newest = able.toSorted((a, b) => newestIn(b) - newestIn(a))[0];
  picker.value = chosenByHand && able.some(({ edition }) => String(edition) === before) ? before : newest?.edition ?? "";
  page.querySelector(".which").hidden = !able.length;
  show();
}

// The lesson of today is the one that was answered last; a code is as new as the moment at which it is read.
const newestIn = ({ questions }) => Math.max(...learners.flat().flatMap(learner => questions.flatMap(({ names }) => names.map(name => learner.get(name)?.when ?? 0))));

// What is put side by side for a question: the rounds, and of the pre-test the first time and the second.
function columns(question) {
  const made = learners.flatMap((all, round) => question.names.map((name, i) => ({
    round, counts: votes(all, question, name), certain: votes(all, question, name, "certain"), time: question.names.length > 1 ? ["then", "now"][i] : "",
  }))).filter(({ counts }) => sum(counts));
  const both = new Set(made.map(({ round }) => round)).size > 1;
  return made.map(side => ({ ...side, title: [both ? ["before", "after"][side.round] : "", side.time].filter(Boolean).join(", ") || "answers" }));
}

const percent = share => `${Math.round(100 * share)} %`;

function table(caption, heads, rows, titled = false) {
  const made = element("table", {}, element("caption", { className: titled ? "" : "unseen" }, caption),
    element("thead", {}, element("tr", {}, ...heads.map(head => element("th", { scope: "col" }, head)))),
    element("tbody", {}, ...rows.map(([first, ...cells]) => element("tr", {}, element("th", { scope: "row" }, first), ...cells.map(cell => element("td", {}, cell))))));
  const wide = element("div", { className: "wide", tabIndex: 0 }, made);
  wide.setAttribute("role", "group");
  wide.setAttribute("aria-label", `${caption}, may scroll sideways`);
  return wide;
}

function bar(n, all, certain = 0) {
  const line = element("span", { className: "bar" });
  line.style.width = `${6 * n / all}rem`;
  return element("span", { className: "share" }, line, `${n} (${percent(n / all)})`, ...(certain ? [element("small", {}, `${certain} certain`)] : []));
}

function questionTable(question) {
  const sides = columns(question), rows = question.answers.map((answer, i) => ({ answer, cells: sides.map(({ counts, certain }) => bar(counts[i], sum(counts), certain[i])), any: sides.some(({ counts }) => counts[i]) }));
  const kept = rows.filter(({ answer, any }) => any || answer.right || "id" in answer); // of ranges only those that were met
  const behind = kept.some(({ answer }) => answer.belief);
  const made = table(question.ask, ["answer", ...sides.map(({ title, counts }) => `${title} (${sum(counts)})`), ...(behind ? ["what may stand behind it"] : [])],
    kept.map(({ answer, cells }) => [answer.right ? element("span", { className: "verdict right" }, `${answer.text} (${question.kind === "prediction" ? "came out" : "right"})`) : answer.text, ...cells, ...(behind ? [answer.belief] : [])]), true);
  made.querySelectorAll("tbody tr").forEach((row, i) => row.classList.toggle("nobody", !kept[i].any && !kept[i].answer.right)); // paper goes without
  return made;
}

// What to talk about next, the worst first: where few are right, it needs the experiment again; where the class is split, talk pays.
// The limits are our choice.
const URGENT = 5, ADVICE = [
  [.35, "Few have it. Show the experiment again, or explain; then ask once more."],
  [.7, "The class is split. Let pairs with different answers argue, then vote again."],
  [2, "Most have it. A sentence from one of them will do."],
];

function discuss(questions) {
  const found = questions.filter(rightOf).map(question => {
    const { counts, certain } = columns(question).at(-1), share = shareRight(question, counts), [, words] = ADVICE.find(([most]) => share <= most);
    return { question, share, words, sure: sum(certain.filter((_, i) => !question.answers[i].right)) };
  }).sort((a, b) => a.share - b.share || b.sure - a.sure);
  const shown = found.slice(0, URGENT), more = found.slice(URGENT), few = more.filter(({ share }) => share <= ADVICE[0][0]).length;
  return [element("ol", {}, ...shown.map(({ question, share, words, sure }) =>
    element("li", {}, element("strong", {}, question.ask), ` ${percent(share)} right${sure ? `, ${sure} certain and wrong` : ""}. ${words}`))),
  ...(more.length ? [element("p", {}, `And ${counted(more.length, "more question", "more questions")}, ${few || "none"} of them with few right. They stand below, question by question.`)] : [])];
}

function surenessTable(found) {
  const rows = ["certain", "fairly sure", "guessing", "confidence not given", "not asked"].map(sure => [sure, found.filter(one => one.sure === sure)]).filter(([, all]) => all.length);
  return table("How sure, and how right", ["they were", "answers", "right"], rows.map(([sure, all]) => {
    const right = all.filter(({ answer }) => answer.right).length;
    return [sureness({ sure }), String(all.length), bar(right, all.length)];
  }));
}

function beliefTable(all, questions) {
  const rows = new Map();
  for (const learner of all) {
    const own = new Set(questions.map(question => question.answers[learner.get(question.id)?.at]?.belief).filter(Boolean));
    for (const belief of own) rows.set(belief, (rows.get(belief) ?? 0) + 1);
  }
  return table("Ideas behind wrong answers", ["the idea", "learners"], [...rows].sort((a, b) => b[1] - a[1]).map(([belief, n]) => [belief, bar(n, all.length)]));
}

function show() {
  const lesson = lessons.find(({ edition }) => String(edition) === picker.value), asked = lesson ? lesson.questions.filter(question => columns(question).length) : [];
  const newest = learners[1].length ? learners[1] : learners[0], here = newest.filter(learner => asked.some(({ id }) => learner.has(id)));
  shown.replaceChildren(...(!lesson ? [] : [
    element("h2", {}, lesson.title), element("h3", {}, "What to discuss next"), ...discuss(asked),
    element("h3", {}, "How sure, and how right"), surenessTable(judged(here, asked)),
    element("p", {}, "Only predictions, reviews and the pre-test ask how sure one is; checks and numbers do not."),
    element("h3", {}, "Ideas behind wrong answers"), beliefTable(here, asked),
    element("h3", {}, "Question by question"), ...asked.map(questionTable),
  ]));
  page.querySelector("[data-print]").hidden = !lesson;
}

picker.addEventListener("change", () => { chosenByHand = true; show(); });
askBeforeLeaving(() => rounds.some(({ files, codes }) => files.length || codes.trim()));
page.querySelector("[data-print]").addEventListener("click", () => print());
page.querySelector("time").textContent = new Date().toLocaleDateString("en-GB", { dateStyle: "long" });
page.querySelector(".read").hidden = false;
read();
