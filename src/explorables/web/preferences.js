// Runs before a page is drawn: the look that a reader chose on any page of the course, as attributes of its root.
const root = document.documentElement.dataset;
try {
  const chosen = JSON.parse(localStorage.getItem("crepitus-look"));
  for (const setting of ["theme", "font", "spacing"]) if (typeof chosen?.[setting] === "string") root[setting] = chosen[setting];
} catch { /* it is damaged, or storage is blocked: the page looks as the system likes it */ }

// The typeface for dyslexic readers is large, so it stands beside the pages and is fetched only by those who want it.
function fetchFont() {
  if (root.font !== "dyslexic" || document.querySelector("link[href='open-dyslexic.css']")) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "open-dyslexic.css" }));
}
fetchFont();
