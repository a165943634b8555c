// What a page needs beside its explorers and questions: notes and menus that Escape puts away, the search in its header, and the
// look a reader chooses (preferences.js).
addEventListener("keydown", event => {
  if (event.key !== "Escape") return;
  document.activeElement?.closest(".note")?.classList.add("dismissed");
  const menu = document.activeElement?.closest(".menu[open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
});
addEventListener("focusin", event => {
  event.target.closest?.(".note")?.classList.remove("dismissed");
  for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

// The form of the header works without a script; with one it also works in a frame that may not submit forms.
const finder = document.querySelector("header form");
finder.addEventListener("keydown", event => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  location.href = `${finder.getAttribute("action")}?${new URLSearchParams(new FormData(finder))}`;
});

// A live notebook needs a server: where its address leads to a file on disk, it is not offered.
const live = document.querySelector(".live");
if (live) live.hidden = live.protocol === "file:";

const look = document.querySelector(".look"), radios = [...look.querySelectorAll("[data-look]")];
look.hidden = false;
for (const radio of radios) {
  radio.addEventListener("change", () => {
    const chosen = Object.fromEntries(radios.filter(one => one.checked && one.value).map(one => [one.dataset.look, one.value]));
    for (const setting of SETTINGS) if (chosen[setting]) root[setting] = chosen[setting]; else delete root[setting];
    fetchFont();
    for (const storage of ["localStorage", "sessionStorage"]) {
      try { window[storage].setItem(LOOK, JSON.stringify(chosen)); } catch { /* it lasts until the page is closed */ }
    }
  });
}
const tick = () => { for (const radio of radios) radio.checked = (root[radio.dataset.look] ?? "") === radio.value; };
tick(); // what the page wears already
opened.then(tick); // and what it wears once its storage is open

// A link to a state of an explorer that this page does not have says so (explorable.js answers for those that it has).
function lost() {
  const scenes = [...document.querySelectorAll("[data-explorer], figure:not([data-explorer]) [data-scene]")];
  const [, asked] = location.hash.match(/^#([^?]+)\?/) ?? [], known = scenes.map(found => found.dataset.explorer ?? found.dataset.scene);
  document.querySelector(".lost")?.remove();
  if (!asked || !known.length || known.includes(asked) || document.querySelector(":target")) return; // a heading may hold a question mark
  const said = Object.assign(document.createElement("p"), { className: "lost problem", textContent: `This page has no explorer “${asked}”. It has ${known.join(", ")}.` });
  said.setAttribute("role", "status");
  document.querySelector("main").prepend(said);
}
addEventListener("hashchange", lost);
addEventListener("load", lost); // when the browser has looked for the place

// What is folded is shown when its heading is pressed, when the browser finds words in it, and when a link leads into it.
const folds = [...document.querySelectorAll("[data-folds]")].map(head => {
  const heading = head.querySelector("h2, h3"), button = Object.assign(document.createElement("button"), { type: "button", className: "fold" });
  const inside = [...head.children].filter(child => child !== heading).concat(...document.querySelectorAll(`[data-fold="${head.dataset.folds}"]`));
  const open = yes => {
    button.setAttribute("aria-expanded", yes);
    for (const part of inside) if (yes) part.removeAttribute("hidden"); else part.setAttribute("hidden", "until-found");
  };
  button.append(...heading.childNodes);
  heading.append(button);
  button.addEventListener("click", () => open(button.getAttribute("aria-expanded") === "false"));
  for (const part of inside) part.addEventListener("beforematch", () => open(true));
  open(false);
  return { parts: [head, ...inside], open };
});
function unfold() {
  const name = CSS.escape(location.hash.slice(1).split("?")[0]), target = document.querySelector(":target") ?? document.querySelector(`[data-explorer="${name}"]`);
  const fold = target && folds.find(({ parts }) => parts.some(part => part.contains(target)));
  if (!fold) return;
  fold.open(true);
  target.scrollIntoView();
}
addEventListener("hashchange", unfold);
addEventListener("load", unfold);
