// What a page needs beside its explorers and questions: notes and menus that Escape puts away, and the look a reader chooses (look.js).
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

const look = document.querySelector(".look");
look.hidden = false;
for (const radio of look.querySelectorAll("[data-look]")) {
  const { dataset: { look: setting }, value } = radio;
  if ((root[setting] ?? "") === value) radio.checked = true;
  radio.addEventListener("change", () => {
    if (value) root[setting] = value; else delete root[setting];
    fetchFont();
    const chosen = Object.fromEntries([...look.querySelectorAll(":checked")].filter(one => one.value).map(one => [one.dataset.look, one.value]));
    try { localStorage.setItem("crepitus-look", JSON.stringify(chosen)); } catch { /* it lasts until the page is closed */ }
  });
}
