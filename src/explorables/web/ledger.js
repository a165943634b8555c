// The ledger of claims, the same in JupyterLab and in a page without kernel. The markup (ledger.html) is complete by itself; the
// script searches it, filters it, and lets the learner judge. It stands after store.js, which keeps verdicts as {C001: "partly"}, by
// the ids of claims and verdicts.

const GRADES = "grades";

export function enlivenLedger(section) {
  belong(section);
  const form = section.querySelector("form"), field = form.elements, output = section.querySelector("output");
  const agreement = section.querySelector(".agreement"), problem = section.querySelector(".problem"), forget = section.querySelector("[data-forget]");
  const verdicts = new Map([...field.verdict.options].map(option => [option.value, option.text]).filter(([id]) => id));
  const rows = [...section.querySelectorAll(".claim")].map(element => ({
    element, id: element.id, ...element.dataset, pairs: element.querySelector(".against") !== null,
    text: [element.id, ...element.querySelectorAll("dt, .ours")].map(part => part.textContent ?? part).join(" ").toLowerCase(),
  }));
  const start = () => field.words.closest("[hidden]") ? field.first : field.words; // a short list is not searched
  const byId = new Map(rows.map(row => [row.id, row]));
  let graded = {};  // also verdicts on claims of another edition, kept as they are
  const mine = row => verdicts.has(graded[row.id]) ? graded[row.id] : "";
  const seal = row => row.element.classList.toggle("sealed", field.first.checked && !mine(row));

  // What is stored may be blocked, damaged or of another edition: every verdict that can be read is shown.
  const recall = found => {
    graded = found ?? {};
    const text = stored(GRADES), whole = parsed(text), here = rows.filter(mine).length;
    if (blocked()) problem.textContent = "This browser keeps nothing for this page: your verdicts last until you close it.";
    else if (text !== null && !(isObject(whole) && Object.keys(whole).length === here)) {
      problem.textContent = `Some of what this browser kept could not be read and was left out. ${here} of your verdicts are here.`;
    }
  };
  const grade = (id, verdict) => {
    const all = { ...remembered(GRADES), [id]: verdict }; // another page may have judged meanwhile
    graded = Object.fromEntries(Object.entries(all).filter(([, given]) => given));
    remember(GRADES, Object.keys(graded).length ? graded : null);
    choose();
  };

  const agree = () => {
    const judged = rows.filter(mine), same = judged.filter(row => mine(row) === row.verdict).length;
    const most = Math.max(...[...verdicts.keys()].map(verdict => judged.filter(row => row.verdict === verdict).length));
    agreement.hidden = forget.hidden = !judged.length;
    agreement.textContent = `You have judged ${judged.length} of ${rows.length} claims and agree with us on ${same}. `
      + `One and the same verdict for all of them would have agreed on ${most} at best.`;
  };
  const shows = {
    "": () => true, pairs: row => row.pairs, judged: mine, open: row => !mine(row), differ: row => mine(row) && mine(row) !== row.verdict,
  };
  const apply = () => {
    const words = field.words.value.toLowerCase().split(/\s+/).filter(Boolean), first = field.first.checked, show = shows[field.show.value];
    field.verdict.disabled = first;
    let count = 0;
    for (const row of rows) {
      const fits = (!field.topic.value || row.topic === field.topic.value) && (first || !field.verdict.value || row.verdict === field.verdict.value)
        && show(row) && words.every(word => row.text.includes(word));
      row.element.hidden = !fits;
      seal(row);
      count += fits;
    }
    output.textContent = count === rows.length ? `${count} ${count === 1 ? "claim" : "claims"}.` : count ? `${count} of ${rows.length} claims.` : "No claim fits. Take back a filter or a word.";
  };

  const pattern = document.createElement("dd");
  pattern.className = "mine";
  pattern.innerHTML = `<label>Your verdict <select data-lm-suppress-shortcuts="true"><option value="">none yet</option></select></label>`;
  for (const [id, words] of verdicts) pattern.querySelector("select").add(new Option(words, id));
  const choose = () => { for (const row of rows) { row.select.value = mine(row); seal(row); } };
  for (const row of rows) {
    const line = pattern.cloneNode(true);
    row.select = line.querySelector("select");
    row.select.setAttribute("aria-label", `Your verdict on ${row.id}`);
    row.element.querySelector("dt").after(line);
    row.select.addEventListener("change", () => {
      grade(row.id, row.select.value);
      agree();
      if (mine(row)) agreement.textContent = `${row.id}: you say ${verdicts.get(mine(row))}, we say ${verdicts.get(row.verdict)}. ${agreement.textContent}`;
    });
  }

  const reveal = id => {
    const row = byId.get(id);
    if (!row) return;
    if (row.element.hidden) showAll();
    row.element.focus();
    row.element.scrollIntoView({ block: "center" });
  };
  section.addEventListener("click", event => {
    const id = event.target.closest?.(".against a, .leap a")?.hash.slice(1);
    if (!id) return;
    event.preventDefault();  // in JupyterLab the address belongs to JupyterLab
    if (byId.has(id)) reveal(id); else (id === "claims-end" ? section.querySelector(`#${id}`) : start()).focus();
  });
  const follow = () => reveal(location.hash.slice(1));
  const showAll = () => { form.reset(); apply(); };
  const draw = found => {
    if (section.dataset.ready && JSON.stringify(found ?? {}) === JSON.stringify(graded)) return; // judged here: the list stays as it is
    recall(found); choose(); agree(); apply();
    section.dataset.ready = "ledger";
  };

  form.addEventListener("input", apply);
  form.querySelector("[data-all]").addEventListener("click", showAll);
  onEnter(form, apply);
  forget.addEventListener("click", () => { remember(GRADES, null); start().focus(); });
  addEventListener("hashchange", follow);
  form.hidden = false;
  const leave = watch(draw, GRADES);
  follow();
  return () => { removeEventListener("hashchange", follow); leave(); };
}

export default {
  render({ model, el }) {
    el.innerHTML = model.get("html");
    Object.assign(el.dataset, model.get("data"));
    return enlivenLedger(el.querySelector("[data-ledger]"));
  },
};
