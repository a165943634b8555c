// Reports a lesson to a learning platform by SCORM, in the edition that stands before it: done or not, the share of right answers, and
// the short code of all answers. It stands before question.js, which says what was answered. Without a platform, or where its frame may
// not be looked out of, the page works alone. Predictions are never counted, and what is withheld is not either.

const SAYS = {
  1.2: { api: "API", begin: "LMSInitialize", set: "LMSSetValue", save: "LMSCommit", end: "LMSFinish", core: "core.", status: "core.lesson_status" },
  2004: { api: "API_1484_11", begin: "Initialize", set: "SetValue", save: "Commit", end: "Terminate", core: "", status: "completion_status" },
}[EDITION];
const SCORED = ["quiz", "number", "review", "again"], began = Date.now();

// The platform's API is in one of the frames above, or in the window that opened this one; some of them may not be looked into.
function above(start) {
  for (let frame = start, n = 0; frame && n < 30; n += 1) {
    try { if (frame[SAYS.api]) return frame[SAYS.api]; } catch { /* it is of another origin */ }
    if (frame === frame.parent) return null;
    frame = frame.parent;
  }
  return null;
}

function platform() {
  try { return above(window) ?? above(window.top.opener); } catch { return null; }
}

const api = platform();
const call = (name, ...values) => { try { return api?.[name](...values); } catch { return undefined; } }; // a platform's fault stops no lesson
const set = (name, value) => call(SAYS.set, `cmi.${name}`, String(value));
let ended = api && String(call(SAYS.begin, "")) === "true" ? false : true, reported = "";
if (!ended) document.documentElement.dataset.reports = ""; // and the page says so

function duration() {
  const seconds = Math.round((Date.now() - began) / 1000), two = n => String(n).padStart(2, "0");
  if (EDITION === "2004") return `PT${seconds}S`;
  return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

addEventListener("explorables-given", ({ detail: { answers, code } }) => {
  if (ended || code === reported) return;
  reported = code;
  const scored = answers.filter(({ kind }) => SCORED.includes(kind)), asked = answers.filter(({ kind }) => kind !== "prediction");
  const wanted = asked.length ? asked : answers;
  if (scored.length) {
    const share = scored.filter(({ right }) => right).length / scored.length;
    set(`${SAYS.core}score.min`, 0);
    set(`${SAYS.core}score.max`, 100);
    set(`${SAYS.core}score.raw`, Math.round(100 * share));
    if (EDITION === "2004") set("score.scaled", share.toFixed(4));
  }
  set(SAYS.status, wanted.every(({ at }) => at >= 0) ? "completed" : "incomplete");
  set("suspend_data", code);
  set(`${SAYS.core}session_time`, duration());
  call(SAYS.save, "");
});

addEventListener("pagehide", () => {
  if (ended) return;
  ended = true;
  set(`${SAYS.core}session_time`, duration());
  call(SAYS.end, "");
});
