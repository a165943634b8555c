// Searches all pages of the course without a network: every section, term, claim and source is in the page. `make web` bundles it with MiniSearch.

import MiniSearch from "minisearch";

const section = document.querySelector("[data-search]"), form = section.querySelector("[role=search]"), field = form.querySelector("input");
const output = section.querySelector("output"), list = section.querySelector(".found"), MOST = 30, AROUND = 110;
const packed = Uint8Array.from(atob(section.querySelector("[data-documents]").textContent), letter => letter.charCodeAt(0));
const unpacked = new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")));
const documents = (await unpacked.json()).map((document, id) => ({ id, ...document }));
const index = new MiniSearch({
  fields: ["title", "text"], storeFields: [],
  searchOptions: { prefix: term => term.length > 2, fuzzy: term => term.length > 4 ? 0.2 : 0, boost: { title: 3 }, combineWith: "AND" },
});
index.addAll(documents);

// The words around the first match, with every match marked.
function excerpt(text, terms) {
  const pattern = new RegExp(terms.map(term => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "giu");
  const at = Math.max(text.search(pattern), 0), from = at > AROUND ? text.indexOf(" ", at - AROUND) + 1 : 0;
  const shown = text.slice(from, from + 2 * AROUND), line = document.createElement("p");
  let last = 0;
  line.append(from ? "… " : "");
  for (const match of shown.matchAll(pattern)) {
    const mark = document.createElement("mark");
    mark.textContent = match[0];
    line.append(shown.slice(last, match.index), mark);
    last = match.index + match[0].length;
  }
  line.append(shown.slice(last), from + 2 * AROUND < text.length ? " …" : "");
  return line;
}

function show() {
  const words = field.value.trim(), results = words ? index.search(words) : [];
  list.replaceChildren(...results.slice(0, MOST).map(result => {
    const { at, title, where, text } = documents[result.id], item = document.createElement("li"), link = document.createElement("a");
    link.href = at;
    link.textContent = title;
    const place = Object.assign(document.createElement("span"), { className: "place", textContent: where });
    item.append(link, " ", place, excerpt(text, result.terms));
    return item;
  }));
  output.textContent = !words ? "Type a word: a term, a name, a quantity."
    : results.length > MOST ? `${results.length} places; the best ${MOST} are shown.`
    : results.length ? `${results.length} ${results.length === 1 ? "place" : "places"}.`
    : "Nothing found. Try fewer or other words.";
}

form.hidden = false;
field.value = new URLSearchParams(location.search).get("q") ?? "";
field.addEventListener("input", show);
show();
field.focus();
