// Runs before a page is drawn: the look that a reader chose on any page of the course, as attributes of its root. disk.js stands
// before it. What a page from disk may not read yet, it finds as the page before it left it: in the storage of the same tab.
const root = document.documentElement.dataset, LOOK = `${root.course}-look`, SETTINGS = ["theme", "font", "spacing", "sources"];

function wear(storage) {
  try {
    const text = window[storage].getItem(LOOK), chosen = JSON.parse(text);
    if (storage === "localStorage") sessionStorage.setItem(LOOK, text);
    for (const setting of SETTINGS) if (typeof chosen?.[setting] === "string") root[setting] = chosen[setting]; else delete root[setting];
  } catch { /* it is damaged, or storage is blocked: the page looks as the system likes it */ }
  fetchFont();
}

// The typeface for dyslexic readers is large, so it stands beside the pages and is fetched only by those who want it.
function fetchFont() {
  if (root.font !== "dyslexic" || document.querySelector("link[href='open-dyslexic.css']")) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "open-dyslexic.css" }));
}

wear(isOpen ? "localStorage" : "sessionStorage");
if (!isOpen) opened.then(() => wear("localStorage"));
