// What is written over the picture: names in columns at its sides with lines to what they name, so that none hides another; measures; a scale.

const NS = "http://www.w3.org/2000/svg";
const EDGE = 8; // px from the picture's side
const DOT = "MX Ym-1.5 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0"; // round the point that is named
const STEPS = [200, 100, 50, 20, 10, 5, 2]; // mm

export function overlay(box) {
  const holder = box.querySelector(".labels"), lines = box.querySelector(".lines"), scale = box.querySelector(".scale"), pool = new Map();
  let drawn = [], bar = null;

  function element(key) {
    if (!pool.has(key)) {
      const line = lines.appendChild(document.createElementNS(NS, "path")), span = holder.appendChild(document.createElement("span"));
      pool.set(key, { line, span, of: "" });
    }
    return pool.get(key);
  }

  // `items`: { key, text, x, y, kind } where kind is "part", "spot", "spot behind" what is seen, "chosen" or "length"; a length also has x2, y2 and stands on its line.
  function write(items, { width, height, perMetre }) {
    const wanted = new Set(items.map(item => item.key));
    for (const [key, { line, span }] of pool) if (!wanted.has(key)) line.remove(), span.remove(), pool.delete(key);
    for (const item of items) {
      Object.assign(item, element(item.key));
      const of = `${item.text} ${item.kind} ${Math.round(width)}`, known = pool.get(item.key);
      if (known.of !== of) {
        item.span.textContent = item.text;
        item.span.className = item.kind;
        Object.assign(known, { of, wide: item.span.offsetWidth, high: item.span.offsetHeight });
      }
      Object.assign(item, { wide: known.wide, high: known.high });
    }
    const aside = items.filter(item => item.kind !== "length").sort((a, b) => a.x - b.x), half = Math.ceil(aside.length / 2);
    const spots = aside.some(item => item.kind.startsWith("spot")), fits = !spots && aside.reduce((sum, item) => sum + item.high, 0) < height - 2 * EDGE;
    column(fits ? [] : aside.slice(0, half), height, item => EDGE);
    column(fits ? aside : aside.slice(half), height, item => width - EDGE - item.wide);
    for (const item of items) {
      if (item.kind === "length") Object.assign(item, { left: (item.x + item.x2 - item.wide) / 2, top: (item.y + item.y2) / 2 - item.high - 4 });
      else Object.assign(item, { x2: item.left > item.x ? item.left - 3 : item.left + item.wide + 3, y2: item.top + item.high / 2 });
      item.left = Math.max(2, Math.min(item.left, width - item.wide - 2));
      item.span.style.transform = `translate(${item.left.toFixed(1)}px,${item.top.toFixed(1)}px)`;
      const [x, y, x2, y2] = [item.x, item.y, item.x2, item.y2].map(value => value.toFixed(1));
      item.line.setAttribute("d", `M${x} ${y}L${x2} ${y2}${DOT.replace("X", x).replace("Y", y)}`);
      if (item.line.getAttribute("class") !== item.kind) item.line.setAttribute("class", item.kind);
    }
    lines.style.display = items.length ? "" : "none"; // an empty sheet over the picture takes time too
    drawn = items;
    const mm = STEPS.find(mm => mm * perMetre / 1000 < width / 4) ?? 1, wide = `${(mm * perMetre / 1000).toFixed(1)}px`;
    bar = { text: `${mm} mm`, wide: mm * perMetre / 1000 };
    if (scale.textContent !== bar.text) scale.textContent = bar.text;
    if (scale.style.width !== wide) scale.style.width = wide;
  }

  // From top to bottom in the order of what they name, as near to its height as their neighbours let them.
  function column(items, height, left) {
    items.sort((a, b) => a.y - b.y);
    const squeeze = Math.min(1, (height - 2 * EDGE) / items.reduce((sum, item) => sum + item.high, 0));
    let floor = EDGE;
    for (const item of items) {
      item.left = left(item);
      item.top = Math.max(floor, item.y - item.high / 2);
      floor = item.top + item.high * squeeze;
    }
    let ceiling = height - EDGE;
    for (const item of items.toReversed()) {
      item.top = Math.max(0, Math.min(item.top, ceiling - item.high));
      ceiling = item.top + item.high * (1 - squeeze);
    }
  }

  // The same on a picture that is saved.
  function onto(context) {
    const css = getComputedStyle(box), ink = css.getPropertyValue("--ink").trim(), family = css.fontFamily, { height } = lines.parentElement.getBoundingClientRect();
    context.textBaseline = "middle";
    for (const { x, y, x2, y2, text, left, top, wide, high, kind } of drawn) {
      context.strokeStyle = context.fillStyle = ink;
      context.lineWidth = kind === "length" ? 2 : 0.8;
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(x2, y2);
      context.stroke();
      context.font = `${kind === "chosen" || kind === "length" ? "bold " : ""}12px ${family}`;
      context.fillText(text, left, top + high / 2, wide);
    }
    context.fillStyle = ink;
    context.font = `12px ${family}`;
    context.fillText(bar.text, 12, height - 20);
    context.fillRect(12, height - 10, bar.wide, 3);
  }

  return { write, onto };
}
