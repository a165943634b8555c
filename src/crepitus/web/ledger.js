// The ledger of claims, the same in JupyterLab and in a page without kernel. The markup (ledger.html) is complete by itself; the
// script searches it, filters it, and lets the learner judge. Judgements are kept under `crepitus:grades` as {C001: "partly"}.

const RECORDED = "crepitus-recorded", KEY = "crepitus:grades";

export function enlivenLedger(section) {
  const form = section.querySelector("form"), field = form.elements, output = section.querySelector("output");
  const agreement = section.querySelector(".agreement"), problem = section.querySelector(".problem"), forget = section.querySelector("[data-forget]");
  const verdicts = [...field.verdict.options].map(option => option.value).filter(Boolean);
  const rows = [...section.querySelectorAll(".claim")].map(element => ({
    element, id: element.id, ...element.dataset, pairs: element.querySelector(".against") !== null,
    text: [element.id, ...element.querySelectorAll("dt, .ours")].map(part => part.textContent ?? part).join(" ").toLowerCase(),
  }));
  const byId = new Map(rows.map(row => [row.id, row]));
  let mine = {}, others = {};  // others: verdicts on claims of another edition, kept as they are

  // What is stored may be blocked, damaged or of another edition: every judgement that can be read is kept.
  const sort = found => {
    const usable = found !== null && typeof found === "object" && !Array.isArray(found) ? Object.entries(found) : [];
    mine = Object.fromEntries(usable.filter(([id, verdict]) => byId.has(id) && verdicts.includes(verdict)));
    others = Object.fromEntries(usable.filter(([id, verdict]) => !byId.has(id) && typeof verdict === "string"));
    const lost = usable.length - Object.keys(mine).length;
    if (found !== null && (lost || !usable.length && Object(found) !== found)) {
      problem.textContent = `Some of what this browser kept could not be read and was left out. ${Object.keys(mine).length} of your verdicts are here.`;
    }
  };
  const recall = () => {
    let text = null;
    try { text = localStorage.getItem(KEY); } catch { problem.textContent = "This browser keeps nothing for this page: your verdicts last until you close it."; }
    try { sort(JSON.parse(text)); } catch { sort("damaged"); }
  };
  const keep = () => {
    const all = { ...others, ...mine }, value = Object.keys(all).length ? all : null;
    try { if (value) localStorage.setItem(KEY, JSON.stringify(value)); else localStorage.removeItem(KEY); } catch { /* said in recall */ }
    dispatchEvent(new CustomEvent(RECORDED, { detail: { id: "grades", value } }));
  };

  const agree = () => {
    const judged = rows.filter(row => mine[row.id]), same = judged.filter(row => mine[row.id] === row.verdict).length;
    const most = Math.max(...verdicts.map(verdict => judged.filter(row => row.verdict === verdict).length));
    agreement.hidden = forget.hidden = !judged.length;
    agreement.textContent = `You have judged ${judged.length} of ${rows.length} claims and agree with us on ${same}. `
      + `One and the same verdict for all of them would have agreed on ${most} at best.`;
  };
  const shows = {
    "": () => true, pairs: row => row.pairs, judged: row => mine[row.id], open: row => !mine[row.id],
    differ: row => mine[row.id] && mine[row.id] !== row.verdict,
  };
  const apply = () => {
    const words = field.words.value.toLowerCase().split(/\s+/).filter(Boolean), first = field.first.checked, show = shows[field.show.value];
    field.verdict.disabled = first;
    let count = 0;
    for (const row of rows) {
      const fits = (!field.topic.value || row.topic === field.topic.value) && (first || !field.verdict.value || row.verdict === field.verdict.value)
        && show(row) && words.every(word => row.text.includes(word));
      row.element.hidden = !fits;
      row.element.classList.toggle("sealed", first && !mine[row.id]);
      count += fits;
    }
    output.textContent = count === rows.length ? `${count} claims.` : count ? `${count} of ${rows.length} claims.` : "No claim fits. Take back a filter or a word.";
  };

  const pattern = document.createElement("dd");
  pattern.className = "mine";
  pattern.innerHTML = `<label>Your verdict <select data-lm-suppress-shortcuts="true"><option value="">none yet</option>${verdicts.map(verdict => `<option>${verdict}</option>`).join("")}</select></label>`;
  const choose = () => { for (const row of rows) row.select.value = mine[row.id] ?? ""; };
  for (const row of rows) {
    const line = pattern.cloneNode(true);
    row.select = line.querySelector("select");
    row.select.setAttribute("aria-label", `Your verdict on ${row.id}`);
    row.element.querySelector("dt").after(line);
    row.select.addEventListener("change", () => {
      if (row.select.value) mine[row.id] = row.select.value; else delete mine[row.id];
      row.element.classList.toggle("sealed", field.first.checked && !mine[row.id]);
      keep();
      agree();
      if (mine[row.id]) agreement.textContent = `${row.id}: you say ${mine[row.id]}, we say ${row.verdict}. ${agreement.textContent}`;
    });
  }

  const reveal = id => {
    const row = byId.get(id);
    if (!row) return;
    if (row.element.hidden) { form.reset(); apply(); }
    row.element.focus();
    row.element.scrollIntoView({ block: "center" });
  };
  section.addEventListener("click", event => {
    const id = event.target.closest?.(".against a, .leap a")?.hash.slice(1);
    if (!id) return;
    event.preventDefault();  // in JupyterLab the address belongs to JupyterLab
    if (byId.has(id)) reveal(id); else (id === "claims-end" ? section.querySelector(`#${id}`) : field.words).focus();
  });
  const follow = () => reveal(location.hash.slice(1));
  const hear = ({ detail }) => {
    if (detail.id !== "grades" || JSON.stringify(detail.value ?? {}) === JSON.stringify({ ...others, ...mine })) return;
    sort(detail.value);
    choose(); agree(); apply();
  };

  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", event => event.preventDefault());
  forget.addEventListener("click", () => { mine = others = {}; keep(); choose(); agree(); apply(); field.words.focus(); });
  addEventListener("hashchange", follow);
  addEventListener(RECORDED, hear);
  form.hidden = false;
  recall(); choose(); agree(); apply(); follow();
  section.dataset.ready = "ledger";
  return () => { removeEventListener("hashchange", follow); removeEventListener(RECORDED, hear); };
}

export default {
  render({ model, el }) {
    el.innerHTML = model.get("html");
    return enlivenLedger(el.querySelector("[data-ledger]"));
  },
};
