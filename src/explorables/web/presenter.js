// The presenter's window, for the screen that the class does not see: which slide is on, what to say and to ask, what comes next, and the
// time. The page opens it empty and writes into it (the template of slides.html), so it has no address and works from disk. It stands
// before slides.js, whose keys turn slides here as well.

let desk = null, began = 0; // the window, or none; when the clock was set to zero, in ms

const minutes = ms => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, "0")}`;
const put = (name, text) => { desk.document.querySelector(`[data-says=${name}]`).textContent = text; };
const tick = () => { if (desk) put("time", minutes(Date.now() - began)); }; // a window that is closing still ticks once
const closeDesk = () => { desk?.close(); desk = null; };

// Opens it, or brings it to the front, and says whether the browser let it. `press` hears of keys, `turn` of buttons.
function openDesk(template, press, turn) {
  if (desk && !desk.closed) { desk.focus(); return true; }
  desk = window.open("", "", "popup,width=820,height=880");
  if (!desk) return false;
  const inside = desk.document;
  inside.write(`<!doctype html><html lang="${document.documentElement.lang}"><title></title><body class="desk">`);
  inside.close();
  inside.title = `Presenter: ${document.title}`;
  inside.head.append(...[...document.head.querySelectorAll("style, link")].map(look => look.cloneNode(true)));
  inside.body.append(inside.importNode(template.content, true));
  for (const button of inside.querySelectorAll("[data-turn]")) button.addEventListener("click", () => turn(+button.dataset.turn));
  inside.querySelector("[data-zero]").addEventListener("click", () => { began = Date.now(); tick(); });
  inside.addEventListener("keydown", press);
  began ||= Date.now(); // who closes the window and opens it again goes on
  desk.setInterval(tick, 1000);
  return true;
}

// What it says of the slide that is on: its entry in the list of slides, the one after it, and the parts of the page that it shows.
function drawDesk(on, next, position, parts) {
  if (!desk || desk.closed) return;
  const inside = desk.document, title = ({ dataset: { name }, parentElement: { label } }) => name === label ? label : `${label} · ${name}`;
  for (const setting of SETTINGS) inside.documentElement.dataset[setting] = root[setting] ?? "";
  put("position", position);
  put("title", title(on));
  put("planned", on.dataset.planned);
  put("next", next ? title(next) : "the end");
  const said = ":scope[data-notes=all] > :not(h1, h2, h3, .settles, .clock), :scope[data-notes=rest] > p:first-of-type ~ *, .answers > dl";
  const notes = parts.flatMap(part => [...part.querySelectorAll(said)]).map(note => inside.importNode(note, true));
  for (const note of notes) note.removeAttribute("hidden"); // what the page folds is said all the same
  inside.querySelector("[data-says=notes]").replaceChildren(...notes);
  inside.querySelector(".says").hidden = !notes.length;
  for (const extra of inside.querySelectorAll(".says :is([role=tooltip], .cite sup)")) extra.remove();
  for (const way of inside.querySelectorAll(".says :is(a, button)")) way.replaceWith(...way.childNodes); // none leads away from here
  tick();
}

addEventListener("pagehide", closeDesk);
