// A worksheet that is filled in on a screen keeps what is written, in this browser and nowhere else, grows with it, and prints all of
// it. disk.js and store.js stand before it. One entry holds a whole sheet: the text of every field by its name, and of every choice
// its place among those of its name.

const sheet = document.querySelector("[data-sheet]"), own = `${SHEET}${sheet.dataset.sheet}`, MOST = 40;
belong(sheet);
const fields = () => [...sheet.querySelectorAll("textarea[name], input[type=text][name]")];
const choicesOf = () => Map.groupBy(sheet.querySelectorAll("[type=radio]"), ({ name }) => name);
const grow = field => { field.parentElement.dataset.text = field.value; }; // what lies unseen behind a field is as tall as its text

// A table has always one row that is empty; the names of its cells say table, row and column.
function addRow(body) {
  const last = body.rows[body.rows.length - 1], row = last.cloneNode(true);
  for (const field of row.querySelectorAll("textarea")) {
    field.name = field.name.replace(/\d+(?=\.\d+$)/, body.rows.length);
    field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+$/, body.rows.length + 1));
    field.value = "";
    grow(field);
  }
  body.append(row);
}
const isEmpty = row => [...row.querySelectorAll("textarea")].every(({ value }) => !value);
function enlarge() {
  for (const { tBodies: [body] } of sheet.querySelectorAll("table.notes")) if (!isEmpty(body.rows[body.rows.length - 1]) && body.rows.length < MOST) addRow(body);
}

function fill(entry) {
  const kept = isObject(parsed(entry?.answer)) ? parsed(entry.answer) : {};
  for (const name of Object.keys(kept)) {
    const [, table, row] = name.match(/^(.+)\.(\d+)\.\d+$/) ?? [], body = table && sheet.querySelector(`table[data-notes="${CSS.escape(table)}"]`)?.tBodies[0];
    while (body && body.rows.length <= Number(row) && body.rows.length < MOST) addRow(body);
  }
  for (const field of fields()) if (field !== document.activeElement) { field.value = typeof kept[field.name] === "string" ? kept[field.name] : ""; grow(field); }
  for (const [name, all] of choicesOf()) all.forEach((one, i) => { one.checked = kept[name] === String(i); });
  enlarge();
}

sheet.addEventListener("input", event => {
  if (event.target.matches("textarea")) grow(event.target);
  enlarge();
  const written = fields().filter(({ value }) => value).map(({ name, value }) => [name, value]);
  const chosenOnes = [...choicesOf()].map(([name, all]) => [name, String(all.findIndex(({ checked }) => checked))]).filter(([, at]) => at !== "-1");
  record(own, { answer: JSON.stringify(Object.fromEntries([...written, ...chosenOnes])), sure: "not asked" });
});

const eraser = sheet.querySelector("[data-erase]"), asks = eraser.textContent;
let asked = false;
eraser.addEventListener("click", () => {
  asked = !asked;
  eraser.textContent = asked ? "Press again to empty this sheet" : asks;
  if (!asked) { remember(own, null); fill(null); }
});
sheet.querySelector("[data-print]").addEventListener("click", () => print());
for (const part of sheet.querySelectorAll(".kept")) part.hidden = false;
watch(fill, own);
