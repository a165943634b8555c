// A drawing whose moving parts are changed number by number. A part is a fragment of SVG; two fragments that differ in nothing but the
// numbers of their places and strengths have one shape, and can be shown in between. What has another shape is put in place whole.
const PLACES = / (d|x|y|width|height|transform|style)="([^"]*)"/g, NUMBERS = /-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/g;
const STRENGTHS = /(?<=(?:opacity|width): )[\d.]+/g; // of a style: its colours are words

const fragments = new Map();

// A fragment taken apart: its shape, and the numbers in it.
function taken(text) {
  let found = fragments.get(text);
  if (!found) {
    const numbers = [];
    const shape = text.replace(/ (?:id|xlink:href|href)="[^"]*"/g, "").replace(PLACES, (_, name, value) =>
      name + value.replace(name === "style" ? STRENGTHS : NUMBERS, number => { numbers.push(+number); return "#"; }).replace(/\s/g, ""));
    fragments.set(text, found = { shape, numbers: Float64Array.from(numbers) });
  }
  return found;
}

// Where a number of an attribute lies: across (X, Y) or from where one is (x, y); nothing for a strength, an angle or a scale.
function roles(node, name, value, count) {
  const along = letters => Array.from({ length: count }, (_, i) => letters[i % letters.length]);
  if (name === "style" || node.closest("defs")) return along(" ");
  if (name === "d") return along("xy").map((letter, i) => i < 2 ? letter.toUpperCase() : letter);
  if (name === "transform") return [...value.matchAll(/(\w+)\(([^)]*)\)/g)].flatMap(([, kind, inside]) => {
    const letters = { translate: "XY", rotate: " XY" }[kind] ?? " ";
    return (inside.match(NUMBERS) ?? []).map((_, i) => letters[i % letters.length]);
  });
  return along({ x: "X", y: "Y", width: "x", height: "y" }[name]);
}

class Part {
  constructor(group, own) {
    Object.assign(this, { group, own, shape: null, shown: null, slots: slots(group) }); // what stands there already can be read
  }

  // The open lines that are drawn here, as points of this layout.
  lines() {
    return this.slots.filter(({ node, name, words }) => name === "d" && !/[zqc]/i.test(words.join("")) && node.style.fill === "none" && !node.closest("defs"))
      .map(({ now }) => {
        const points = [];
        for (let i = 0, x = 0, y = 0; i < now.length; i += 2) points.push([x += now[i], y += now[i + 1]]);
        return points;
      });
  }

  // Show a fragment, or, of two, the one between them; `to` says where the place of a number lies in this layout.
  show(text, next = text, share = 0, to = null) {
    const a = taken(text), b = share && next !== text ? taken(next) : a;
    if (a.shape !== b.shape) return this.show(share < 0.5 ? text : next, undefined, 0, to);
    const still = a === b && a === this.shown && to === this.to;
    if (still) return;
    if (a.shape !== this.shape) this.put(text, a);
    this.shown = a === b ? a : null;
    this.to = to;
    let n = 0;
    for (const slot of this.slots) {
      let changed = false;
      for (let i = 0; i < slot.now.length; i++, n++) {
        let value = a.numbers[n] + share * (b.numbers[n] - a.numbers[n]);
        if (to) value = to[slot.roles[i]](value);
        if (value !== slot.now[i]) { slot.now[i] = value; changed = true; }
      }
      if (changed) slot.write();
    }
  }

  put(text, { shape }) {
    this.group.innerHTML = this.own(text);
    this.shape = shape;
    this.slots = slots(this.group);
  }
}

// What can be changed in a fragment, in the order of its numbers.
const slots = group => [...group.querySelectorAll("*")].flatMap(node => [...node.attributes]
  .filter(({ name }) => /^(d|x|y|width|height|transform|style)$/.test(name)).map(({ name, value }) => slot(node, name, value)));

function slot(node, name, value) {
  const pattern = name === "style" ? STRENGTHS : NUMBERS; // a blank may stand between numbers and not behind the last: WebKit reads no "3 "
  const words = value.split(pattern).map((word, i, all) => i && i < all.length - 1 && !word.trim() ? " " : word);
  const now = Float64Array.from(value.match(pattern) ?? [], Number);
  return {
    node, name, words, now, roles: roles(node, name, value, now.length),
    write() {
      let text = words[0];
      for (let i = 0; i < now.length; i++) text += (this.roles[i] === " " ? +now[i].toPrecision(5) : Math.round(now[i] * 100) / 100) + words[i + 1];
      node.setAttribute(name, text);
    },
  };
}

// From the box of an axes in the broad layout to its box in the narrow one.
function between([x0, y0, x1, y1], [u0, v0, u1, v1]) {
  const across = (u1 - u0) / (x1 - x0), up = (v1 - v0) / (y1 - y0);
  return { X: x => u0 + across * (x - x0), Y: y => v0 + up * (y - y0), x: x => across * x, y: y => up * y, " ": value => value };
}

// Words that would stick out of a narrow picture are moved in, and made smaller where they are longer than it is wide.
function fit(svg) {
  const texts = [...svg.querySelectorAll("text")], frame = svg.getBoundingClientRect(), scale = frame.width / svg.viewBox.baseVal.width;
  if (!frame.width) return; // not laid out yet: its words would shrink to nothing
  for (const text of texts) { // as it was drawn, whatever room there was before
    text.style.translate = "";
    text.style.fontSize = text.dataset.size ??= text.style.fontSize;
  }
  const boxes = texts.map(text => text.getBoundingClientRect());
  texts.forEach((text, i) => {
    const { left, right, width, height } = boxes[i], size = Math.min(1, frame.width / width);
    if (!width || height > width && text.textContent.length > 3) return; // turned
    const over = right - frame.right, under = frame.left - left;
    if (size < 1) text.style.fontSize = `${size * parseFloat(getComputedStyle(text).fontSize)}px`;
    const anchored = { middle: 0.5, end: 1 }[text.style.textAnchor] ?? 0, kept = anchored * (1 - size) * width;
    if (size < 1) text.style.translate = `${(frame.left - left - kept) / scale}px`;
    else if (over > 0 || under > 0) text.style.translate = `${(over > 0 ? -over : under) / scale}px`;
  });
}
