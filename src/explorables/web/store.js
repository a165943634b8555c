// What a learner's browser keeps: the one place that writes and reads it. disk.js stands before it; question.js, progress.js or
// ledger.js stand after it. `COURSE:ID` holds one entry, an object of texts: {answer, sure, when, version}, for a review also its
// `box` in the schedule; `COURSE:again:ID` is the second answer to a question of the pre-test, `COURSE:grades` the verdicts of the
// ledger, and `COURSE:sheet:NUMBER` a worksheet that was filled in. An answer is the id of an option, or a number, `sure` the id of a
// confidence. Each entry says its version itself, because pages and files of several editions may write into one browser: before
// version 3 an answer was the text of its option; without a version it is of the first, which knew {answer, sure} only. Texts this
// edition does not know are kept, and what it cannot read stays until it is answered anew.

const RECORDED = "explorables-recorded", VERSION = 3, SHEET = "sheet:", kept = new Map(), watchers = new Set();
let course; // {course, title, file, confidence}: its name, title and file of answers, and the words of confidences, as a page's root or a widget says them

const belong = element => { course = element.closest("[data-course]").dataset; };
const key = id => `${course.course}:${id}`;
const area = () => { if (isOpen) return localStorage; throw new Error("It is too early."); };
const refresh = () => { for (const look of watchers) look(); };

addEventListener(RECORDED, ({ detail }) => {
  if (detail.course !== course?.course) return;
  if (detail.refused) kept.set(detail.id, detail.value); else kept.delete(detail.id);
  refresh();
});

// Something may have been answered on another page: while this one is open, was hidden, or waited to be gone back to.
opened.then(() => {
  for (const [id, value] of kept) remember(id, value);
  addEventListener("storage", refresh);
  addEventListener("pageshow", event => { if (event.persisted) refresh(); });
  document.addEventListener("visibilitychange", refresh);
  refresh();
});

// Draws what is kept, once that can be known and whenever it may have changed; with an id, only when that entry has. Returns what ends it.
function watch(draw, id) {
  let before;
  const look = () => {
    const entry = id && remembered(id), now = JSON.stringify(entry);
    if (id && now === before) return;
    before = now;
    draw(entry);
  };
  watchers.add(look);
  if (isOpen) look();
  return () => watchers.delete(look);
}

// Storage comes first, so that two open pages don't undo each other; what it refuses is kept until the page is closed.
function remember(id, value) {
  let refused = false;
  try {
    if (value === null) area().removeItem(key(id)); else area().setItem(key(id), JSON.stringify(value));
  } catch { refused = true; }
  dispatchEvent(new CustomEvent(RECORDED, { detail: { course: course.course, id, value, refused } }));
}

function record(id, entry) {
  remember(id, { ...remembered(id), ...entry, when: new Date().toISOString(), version: String(VERSION) });
}

const isObject = value => value !== null && typeof value === "object" && !Array.isArray(value);

// The entry with all that can be read of it, or null.
function legible(id, value) {
  if (!isObject(value)) return null;
  const texts = Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === "string"));
  if (id === "grades") return Object.keys(texts).length ? texts : null;
  return "answer" in texts ? { sure: "confidence not given", ...texts } : null;
}

const parsed = text => { try { return JSON.parse(text); } catch { return null; } };
const stored = id => { try { return area().getItem(key(id)); } catch { return null; } };
const blocked = () => { try { area().getItem(key("")); return false; } catch { return isOpen; } };
const remembered = id => legible(id, kept.get(id) ?? parsed(stored(id)));

function names() {
  const found = new Set(kept.keys());
  try { for (const name of Object.keys(area())) if (name.startsWith(key(""))) found.add(name.slice(key("").length)); } catch { /* blocked */ }
  return [...found].sort();
}

// What a file of answers takes along. A sheet stays here: a name and free words stand on it.
const taken = () => names().filter(id => !id.startsWith(SHEET));
const everything = () => Object.fromEntries(taken().map(id => [id, remembered(id)]).filter(([, entry]) => entry));
const damaged = () => Object.fromEntries(taken().filter(id => !remembered(id) && stored(id) !== null).map(id => [id, stored(id)]));
const erase = () => { for (const id of names()) remember(id, null); };

// Options as the markup has them: an id, and every text under which an edition before ids kept it, today's first.
const choices = elements => [...elements].map(element => ({ element, id: element.dataset.option ?? element.value, texts: JSON.parse(element.dataset.texts) }));
const hasId = entry => Number(entry.version) >= 3;
const chosen = (entry, options) => entry && options.find(({ id, texts }) => hasId(entry) ? id === entry.answer : texts.includes(entry.answer));

const counted = (n, one, many) => `${n} ${n === 1 ? one : many}`;
const sureness = ({ sure }) => parsed(course.confidence)[sure] ?? sure;
const quoted = (words, entry) => `“${words}”${entry.sure === "not asked" ? "" : ` (${sureness(entry)})`}`;
const lost = entry => hasId(entry) ? "something" : quoted(entry.answer, entry); // an answer that is no option any more: its id tells nobody anything
const time = entry => { const when = Date.parse(entry?.when); return when < Date.now() + 864e5 ? when : 0; }; // no date, or one to come: as old as can be

// A file may be damaged, older or newer: what can be read of it is kept, and the rest is counted. Of two answers to one question
// the newer stays, and the file's if neither is dated; of verdicts on one claim the file's.
function readFile(text) {
  let file;
  try { file = JSON.parse(text); } catch { return "This file cannot be read: it is not JSON. Nothing was changed."; }
  if (file === null || typeof file !== "object") return "This file holds no answers of this course. Nothing was changed.";
  const entries = Object.entries(isObject(file.kept) ? file.kept : file).filter(([id]) => !["course", "version", "kept", "damaged"].includes(id));
  const good = entries.map(([id, value]) => [id, legible(id, value)]).filter(([, entry]) => entry), bad = entries.length - good.length;
  if (!good.length) return "No answer in this file can be read. Nothing was changed.";
  let older = 0;
  for (const [id, entry] of good) {
    const mine = remembered(id);
    if (id === "grades") remember(id, { ...mine, ...entry });
    else if (mine && time(mine) > time(entry)) older += 1;
    else remember(id, entry);
  }
  return `Read ${counted(good.length, "entry", "entries")}.`
    + (older ? ` For ${counted(older, "question", "questions")} the answer here was the newer one and was kept.` : "")
    + (bad ? ` ${bad} could not be read and ${bad === 1 ? "was" : "were"} left out.` : "")
    + (file.version > VERSION ? " The file is from a newer edition of the course; what this one knows was kept." : "");
}

// What a button does, Enter in a field does too. `submit` is only listened to: a frame that may not submit forms never sends it.
function onEnter(form, act) {
  const instead = event => { event.preventDefault(); act(); };
  form.addEventListener("keydown", event => { if (event.key === "Enter" && event.target.matches("input") && !event.isComposing) instead(event); });
  form.addEventListener("submit", instead);
}

// When a review comes back: each right answer moves it one box on, a right guess leaves it where it was. A wrong answer comes
// back in three days, and tomorrow if it was certain: such errors last. The days are our choice.
const DAYS = [1, 3, 7, 21, 60];

function box(before, right, sure) {
  const now = Math.max(1, DAYS.findIndex((_, i) => String(i) === before?.box));
  if (!right) return sure === "certain" ? "0" : "1";
  return String(sure === "guessing" ? now : Math.min(now + 1, DAYS.length - 1));
}

const day = time => Math.floor((time - new Date(time).getTimezoneOffset() * 6e4) / 864e5);
const comesBack = entry => time(entry) ? day(time(entry)) + (DAYS[Number(entry.box)] ?? 0) : 0;
const isDue = entry => comesBack(entry) <= day(Date.now());
