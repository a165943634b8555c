// Reads what a class handed in, and counts it. Nothing here is stored or sent. disk.js, store.js and code.js stand before it.
// A learner is a Map from the name of a question to {at, sure, when}: which answer was given, how sure one was, and the moment in ms.

const lessonsOf = page => JSON.parse(page.querySelector("[data-lessons]").textContent);
const named = lessons => new Map(lessons.flatMap(({ questions }) => questions).flatMap(question => question.names.map(name => [name, question])));

// Which of a question's answers an entry of a file means, or -1.
function meant(question, entry) {
  if (question.answers[0] && "low" in question.answers[0]) {
    const number = Number(entry.answer);
    return question.answers.findIndex(({ low, high }) => number >= low && number <= high);
  }
  return question.answers.indexOf(chosen(entry, question.answers));
}

// One file: {learner, dates, notes}, or {problem}. What a learner wrote is only ever compared, never shown.
function readLearner(text, known) {
  let file;
  try { file = JSON.parse(text); } catch { return { problem: "cannot be read: it is damaged, or no file of answers" }; }
  const holds = isObject(file) && isObject(file.kept) ? file.kept : isObject(file) && !("course" in file) ? file : null;
  if (!holds) return { problem: "holds no answers" };
  if ("course" in file && file.course !== course.title) return { problem: "belongs to another course" };
  const learner = new Map(), dates = new Set();
  let lost = 0, damaged = 0;
  for (const [id, value] of Object.entries(holds)) {
    const question = known.get(id), entry = question && legible(id, value), at = entry ? meant(question, entry) : -1;
    if (question && !entry) damaged += 1;
    else if (question && at < 0) lost += 1;
    if (at < 0) continue;
    learner.set(id, { at, sure: entry.sure, when: time(entry) });
    if (Date.parse(entry.when)) dates.add(`${id} ${entry.when}`);
  }
  if (!learner.size) return { problem: "holds no answer to a question of this course" };
  const notes = [];
  if (!(Number(file.version) >= VERSION)) notes.push("is of an older edition; its answers were recognised by their words");
  if (file.version > VERSION) notes.push("is of a newer edition; what this one knows was counted");
  if (lost) notes.push(`gives ${counted(lost, "answer that is", "answers that are")} no longer among the choices`);
  if (damaged) notes.push(`has ${counted(damaged, "entry that", "entries that")} cannot be read`);
  return { learner, dates, notes };
}

const latest = dates => [...dates].map(date => date.split(" ").pop()).sort().pop() ?? "";

// Files of one round, [{name, text}]: who handed in twice is counted once, with the later file.
function readFiles(files, known) {
  const read = files.map(file => ({ ...file, ...readLearner(file.text, known) })), notes = [], kept = [];
  for (const one of read.filter(({ problem }) => problem)) notes.push([one.name, `${one.problem}. It was left out.`]);
  for (const one of read.filter(({ learner }) => learner).toSorted((a, b) => latest(b.dates) < latest(a.dates) ? -1 : 1)) {
    const same = kept.find(other => [...one.dates].some(date => other.dates.has(date)) || other.text === one.text);
    if (same) { notes.push([one.name, `comes from the same learner as ${same.name}, which is as new or newer. It was left out.`]); continue; }
    kept.push(one);
    for (const note of one.notes) notes.push([one.name, `${note}.`]);
  }
  return { learners: kept.map(({ learner }) => learner), names: kept.map(({ name }) => name), notes };
}

// A line may hold a name too, as in a chat: what it says is said by the part that is a code.
function decodeLine(line, lessons) {
  const parts = [line.match(/([0-9A-Za-z]{4}[-–—]){2,}[0-9A-Za-z]{1,4}/)?.[0], line, line.split(":").pop()].filter(Boolean).map(part => decode(part, lessons));
  return parts.find(({ lesson }) => lesson) ?? parts[0];
}
const MOST = 24, begins = line => `“${line.trim().length > MOST ? `${line.trim().slice(0, MOST)}…` : line.trim()}”`;

// Codes of one round, one a line. Equal ones, or a file that says the same, may come from two learners: both count, and are named.
function readCodes(text, lessons, seen) {
  const learners = [], notes = [];
  text.split("\n").forEach((line, i) => {
    if (!line.trim()) return;
    const { problem, lesson, answers } = decodeLine(line, lessons), name = `Line ${i + 1}`;
    if (problem) { notes.push([name, `${begins(line)} ${problem}. It was left out.`]); return; }
    if (answers.every(({ at }) => at < 0)) { notes.push([name, "holds no answer. It was left out."]); return; }
    const twin = encode(lesson.questions, answers, lesson.edition);
    if (seen.has(twin)) notes.push([name, `says the same as ${seen.get(twin)}. Both were counted; take one away if one learner gave both.`]);
    else seen.set(twin, name);
    learners.push(new Map(answers.flatMap((answer, n) => answer.at < 0 ? [] : [[lesson.questions[n].id, { ...answer, when: Date.now() }]])));
  });
  return { learners, notes };
}

function readRound(files, codes, lessons) {
  const fromFiles = readFiles(files, named(lessons));
  const seen = new Map(fromFiles.learners.flatMap((learner, i) => lessons.map(({ questions, edition }) =>
    [encode(questions, questions.map(({ id }) => learner.get(id) ?? { at: -1 }), edition), fromFiles.names[i]])));
  const fromCodes = readCodes(codes, lessons, seen);
  return { learners: [...fromFiles.learners, ...fromCodes.learners], notes: [...fromFiles.notes, ...fromCodes.notes] };
}

// How often each answer to a question was given under a name, by anybody or by those who were that sure.
export function votes(learners, question, name, sure) {
  const counts = question.answers.map(() => 0);
  for (const learner of learners) if (learner.has(name) && (!sure || learner.get(name).sure === sure)) counts[learner.get(name).at] += 1;
  return counts;
}

const sum = numbers => numbers.reduce((all, one) => all + one, 0);
const rightOf = question => question.answers.some(({ right }) => right);
const shareRight = (question, counts) => sum(counts.filter((_, i) => question.answers[i].right)) / sum(counts);

// Every given answer to some questions that can be right or wrong, of the newest round in which a learner's question was answered.
function judged(learners, questions) {
  return questions.filter(rightOf).flatMap(question => learners.flatMap(learner => {
    const found = learner.get(question.id);
    return found ? [{ question, answer: question.answers[found.at], sure: found.sure }] : [];
  }));
}

// Words and elements, never markup: a file may hold anything.
function element(name, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

const remarks = notes => element("ul", {}, ...notes.map(([name, note]) => element("li", {}, element("strong", {}, name), ` ${note}`)));

// Nothing here is stored, so the browser asks before it leaves a page that holds something.
const askBeforeLeaving = holds => addEventListener("beforeunload", event => { if (holds()) event.preventDefault(); });

// Files that are chosen or dropped, and codes that are typed, for one round: calls `changed` whenever there are others.
function enlivenRound(box, changed) {
  const round = { files: [], codes: "" }, chooser = box.querySelector("[type=file]"), codes = box.querySelector("textarea");
  const add = async list => {
    const read = await Promise.all([...list].map(async file => ({ name: file.name, text: await file.text() })));
    round.files.push(...read);
    chooser.value = "";
    changed();
  };
  chooser.addEventListener("change", () => add(chooser.files));
  codes.addEventListener("input", () => { round.codes = codes.value; changed(); });
  box.addEventListener("dragover", event => { event.preventDefault(); box.classList.add("over"); });
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", event => { event.preventDefault(); box.classList.remove("over"); add(event.dataTransfer.files); });
  box.querySelector("[data-empty]").addEventListener("click", () => { round.files = []; round.codes = codes.value = ""; changed(); });
  return round;
}
