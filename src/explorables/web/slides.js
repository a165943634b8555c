// A lesson as slides: one slide at a time fills the screen, its type as large as fits. The page itself is what is shown: its markup says
// what belongs to which slide (data-slide) and what of it is the speaker's (data-notes). Nothing moves, and nothing is there twice.

const TYPE = [36, 33, 30, 27.5, 25, 23, 21, 19.5, 18, 16.5]; // px on a screen of 1280 x 720; larger screens have larger type
const SCROLLED = 21, BESIDE_PICTURE = 25; // if nothing fits; at most, where a picture wants the room
const html = document.documentElement, main = document.querySelector("main"), slides = main.querySelector(".slides"), list = slides.querySelector("select");
const parts = [...main.querySelectorAll("[data-slide]")], last = list.options.length;
const beside = slides.querySelector("[data-beside]"), blocked = slides.querySelector(".problem");
const start = document.querySelector(".present"), notes = slides.querySelector("[data-speak]"), full = slides.querySelector("[data-full]");
let at = 0, before = 1, whole = true; // the slide that is shown, from 1; the one to come back to; whether nothing is beyond the edge

const shown = () => parts.filter(part => part.dataset.slide.split(" ").includes(`${at}`)); // a scene and its task may be on two
const slideOf = part => parseInt(part.dataset.slide);
const keep = address => history.replaceState(null, "", address);

function show(number) {
  at = Math.min(Math.max(number, 1), last);
  html.dataset.presenting = "";
  const on = shown();
  for (const part of parts) part.toggleAttribute("data-on", on.includes(part));
  for (const task of on.filter(part => part.matches(".tag-task"))) {
    if (at === slideOf(task)) delete task.dataset.notes;
    else task.dataset.notes = "all"; // beside its scene it is said
  }
  slides.hidden = false;
  slides.querySelector("output").textContent = `${at} of ${last}`;
  slides.querySelector("[data-turn='-1']").disabled = at === 1;
  slides.querySelector("[data-turn='1']").disabled = at === last;
  notes.disabled = !on.some(part => part.dataset.notes);
  list.value = at;
  keep(`#present-${at}`);
  main.setAttribute("aria-label", list.selectedOptions[0].parentElement.label);
  main.tabIndex = -1;
  const active = document.activeElement; // who turns slides with the bar stays there
  if (!slides.contains(active) || active.disabled) main.focus({ preventScroll: true });
  fit();
  main.scrollTop = 0;
  clear();
  drawDesk(list.selectedOptions[0], list.options[at], `${at} of ${last}`, on);
}

const clear = () => { blocked.textContent = ""; };

function leave(target) {
  closeDesk();
  const [first] = shown(), back = target ?? main.querySelector("[data-on] .fill") ?? first;
  delete html.dataset.presenting;
  slides.hidden = true;
  for (const part of parts) part.removeAttribute("data-on");
  main.removeAttribute("aria-label");
  main.removeAttribute("tabindex");
  before = at;
  at = 0;
  if (document.fullscreenElement) document.exitFullscreen();
  if (!target) keep(location.href.split("#")[0]);
  (target ?? first).scrollIntoView();
  if (back.tabIndex < 0) back.tabIndex = -1; // so that it can have the focus, and the next Tab goes on from there
  back.focus({ preventScroll: true });
}

const fits = () => main.scrollHeight <= main.clientHeight
  && shown().every(part => [part, ...part.querySelectorAll(".wide")].every(box => box.scrollWidth <= box.clientWidth));

function fit() {
  const unit = Math.min(innerHeight / 720, innerWidth / 1280);
  const set = size => html.style.setProperty("--type", `${Math.max(size * unit, 16)}px`);
  const most = main.querySelector("[data-on] figure") ? BESIDE_PICTURE : TYPE[0];
  whole = TYPE.some(size => size <= most && (set(size), fits()));
  if (!whole && most > BESIDE_PICTURE) set(SCROLLED);
}

function speak() {
  notes.setAttribute("aria-pressed", html.toggleAttribute("data-speaking"));
  fit();
}

function present() {
  const opens = openDesk(slides.querySelector("template"), press, by => show(at + by));
  if (opens) show(at);
  else blocked.textContent = "The browser keeps the second window closed. Allow this page to open windows, and press P again.";
}

const keys = {
  ArrowRight: () => show(at + 1), PageDown: () => show(at + 1), ArrowLeft: () => show(at - 1), PageUp: () => show(at - 1),
  Home: () => show(1), End: () => show(last), n: speak, N: speak,
  Escape: there => there ? closeDesk() : leave(), p: there => there ? closeDesk() : present(), P: there => keys.p(there),
};

function press(event) { // in this window or in the presenter's
  const { key, target } = event, there = target.ownerDocument !== document;
  if (!at && event.altKey && event.code === "KeyP") { event.preventDefault(); show(before); } // no bare letter: who speaks to a computer types them
  if (!at || !keys[key] || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (key === "Escape" && target.closest(".note:not(.dismissed)")) return; // it puts that away first
  const busy = target.matches("input:not([type=checkbox], [type=radio]), select, audio"); // of choices, up and down change them
  if (busy && !["PageUp", "PageDown", "Escape"].includes(key)) return; // which a presenter in the hand sends
  event.preventDefault();
  keys[key](there);
}
addEventListener("keydown", press);
addEventListener("pointerdown", clear);

for (const button of slides.querySelectorAll("[data-turn]")) button.addEventListener("click", () => show(at + +button.dataset.turn));
list.addEventListener("change", () => show(+list.value));
notes.addEventListener("click", speak);
beside.addEventListener("click", present);
slides.querySelector("[data-leave]").addEventListener("click", () => leave());
full.hidden = !document.fullscreenEnabled;
full.addEventListener("click", () => document.fullscreenElement ? document.exitFullscreen() : html.requestFullscreen());
start.hidden = false;
start.addEventListener("click", () => show(before));
for (const caption of main.querySelectorAll("[data-slide] figure > figcaption")) {
  const fill = Object.assign(document.createElement("button"), { type: "button", className: "fill", textContent: "Fill the screen" });
  fill.setAttribute("aria-label", `Fill the screen: ${caption.textContent}`);
  fill.addEventListener("click", () => show(slideOf(fill.closest("[data-slide]"))));
  caption.append(fill);
}

// What an answer, a slider or a scene adds to a slide may need smaller type.
new MutationObserver(() => { if (at && whole && !fits()) fit(); })
  .observe(main, { subtree: true, childList: true, characterData: true, attributeFilter: ["open", "hidden", "class"] });
addEventListener("resize", () => { if (at) fit(); });
document.fonts.ready.then(() => { if (at) fit(); });

// What an address asks for: a place, or an explorer in one of its states.
function anchored() {
  return document.querySelector(":target") ?? document.querySelector(`[data-explorer="${CSS.escape(location.hash.slice(1).split("?")[0])}"]`);
}

function follow() {
  const asked = location.hash.match(/^#present(?:-(\d+))?$/), target = asked ? null : anchored();
  const slide = target?.closest("[data-slide]");
  if (asked) show(+(asked[1] ?? 1));
  else if (at && target) slide ? show(slideOf(slide)) : leave(target);
}
addEventListener("hashchange", follow);
follow();
if ("present" in html.dataset && !location.hash) show(1);
