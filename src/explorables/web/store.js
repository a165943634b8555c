// What a learner's browser keeps: the one place that writes and reads it; question.js, path.js or ledger.js stand after it.
// `crepitus:ID` holds one entry, an object of texts: {answer, sure, when, version}, for a review also its `box` in the schedule.
// `crepitus:again:ID` is the second answer to a question of the pre-test, `crepitus:grades` the verdicts of the ledger. Each entry
// says its version itself, because pages and files of several editions may write into one browser; without one it is of the first,
// which knew {answer, sure} only. Texts this edition does not know are kept, and what it cannot read stays until it is answered anew.

const RECORDED = "explorables-recorded", PREFIX = "crepitus:", COURSE = "Why Backs Crack", VERSION = 2, kept = new Map();

addEventListener(RECORDED, ({ detail: { id, value, refused } }) => refused ? kept.set(id, value) : kept.delete(id));

// Storage comes first, so that two open pages don't undo each other; what it refuses is kept until the page is closed.
function remember(id, value) {
  let refused = false;
  try {
    if (value === null) localStorage.removeItem(PREFIX + id); else localStorage.setItem(PREFIX + id, JSON.stringify(value));
  } catch { refused = true; }
  dispatchEvent(new CustomEvent(RECORDED, { detail: { id, value, refused } }));
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
const stored = id => { try { return localStorage.getItem(PREFIX + id); } catch { return null; } };
const blocked = () => { try { localStorage.getItem(PREFIX); return false; } catch { return true; } };
const remembered = id => kept.get(id) ?? legible(id, parsed(stored(id)));

function names() {
  const found = new Set(kept.keys());
  try { for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) found.add(key.slice(PREFIX.length)); } catch { /* blocked */ }
  return [...found].sort();
}

const everything = () => Object.fromEntries(names().map(id => [id, remembered(id)]).filter(([, entry]) => entry));
const damaged = () => Object.fromEntries(names().filter(id => !remembered(id) && stored(id) !== null).map(id => [id, stored(id)]));
const erase = () => { for (const id of names()) remember(id, null); };

const counted = (n, one, many) => `${n} ${n === 1 ? one : many}`;
const quoted = ({ answer, sure }) => `“${answer}”${sure === "not asked" ? "" : ` (${sure})`}`;
const time = entry => { const when = Date.parse(entry?.when); return when < Date.now() + 864e5 ? when : 0; };  // no date, or one to come: as old as can be

// A file may be damaged, older or newer: what can be read of it is kept, and the rest is counted. Of two answers to one question
// the newer stays, and the file's if neither is dated; of verdicts on one claim the file's.
function read(text) {
  let file;
  try { file = JSON.parse(text); } catch { return "This file cannot be read: it is not JSON. Nothing was changed."; }
  if (file === null || typeof file !== "object") return "This file holds no answers of this course. Nothing was changed.";
  const entries = Object.entries(isObject(file.kept) ? file.kept : file).filter(([id]) => !["course", "version", "kept", "damaged"].includes(id));
  const good = entries.map(([id, value]) => [id, legible(id, value)]).filter(([, entry]) => entry), lost = entries.length - good.length;
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
    + (lost ? ` ${lost} could not be read and ${lost === 1 ? "was" : "were"} left out.` : "")
    + (file.version > VERSION ? " The file is from a newer edition of the course; what this one knows was kept." : "");
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
