// What a page needs beside its explorers and questions: notes that Escape puts away.
addEventListener("keydown", event => {
  if (event.key === "Escape") document.activeElement?.closest(".note")?.classList.add("dismissed");
});
addEventListener("focusin", event => {
  event.target.closest?.(".note")?.classList.remove("dismissed");
});
