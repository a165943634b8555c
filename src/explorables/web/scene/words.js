// The same in words: where one looks from and what is shown, what lies around a part, and which part a name means.

import { Vector3 } from "three";

const SIDES = ["in front", "in front on the right", "the right side", "behind on the right", "behind", "behind on the left", "the left side", "in front on the left"];
const AROUND = [["Above", 1, 1], ["Below", 1, -1], ["In front", 0, 1], ["Behind", 0, -1], ["On the left", 2, -1], ["On the right", 2, 1]]; // axis and sign
const NAMED = 2; // parts in each direction
const FEW = 4;
const FARTHEST = 3; // half lengths of a part, from its middle: what is farther away does not lie beside it

export const join = words => words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
const some = (names, kind = "parts") => names.length > FEW ? `${names.length} ${kind}` : join(names);

export function from(turn, tilt) {
  const side = SIDES[((Math.round(turn / 45) % 8) + 8) % 8];
  return tilt > 69 ? "above" : tilt > 17 ? `above and ${side}` : tilt < -69 ? "below" : tilt < -17 ? `below and ${side}` : side;
}

export function seen(view, { parts, layers }) {
  const label = name => parts.find(part => part.name === name).label, layer = name => layers.find(layer => layer.name === name).label;
  const said = [`Seen from ${from(view.turn, view.tilt)}.`];
  said.push(view.alone ? `Shown: nothing but ${label(view.alone)}.` : `Shown: ${view.shown.map(layer).join(", ") || "nothing"}.`);
  if (view.hidden.length && !view.alone) said.push(`Hidden: ${some(view.hidden.map(label))}.`);
  if (view.pale.length + view.clear.length) said.push(`Seen through: ${[...view.clear.map(layer), ...(view.pale.length ? [some(view.pale.map(label))] : [])].join(", ")}.`);
  if (view.cut) said.push(`Cut away from ${from(view.cut[0], view.cut[1])}, ${Math.round(view.cut[2])} % deep.`);
  if (view.apart) said.push(`Pulled apart by ${Math.round(view.apart)} %.`);
  return said.join(" ");
}

// Of each direction the nearest parts, measured from the part's middle to their corners, in half lengths of the part on each axis.
export function around(part, others) {
  const middle = part.mesh.geometry.boundingBox.getCenter(new Vector3()), size = part.mesh.geometry.boundingBox.getSize(new Vector3()).divideScalar(2).toArray(), found = AROUND.map(() => []);
  const inside = [];
  for (const other of others) {
    if (other === part) continue;
    const p = other.mesh.geometry.attributes.position.array, least = AROUND.map(() => Infinity), gap = [0, 0, 0];
    const lift = other.follows.length > 1 ? null : other.moved.elements, own = part.follows.length > 1 ? middle : middle.clone().applyMatrix4(part.moved);
    let within = 0;
    for (let i = 0; i < p.length; i += 3) {
      for (let k = 0; k < 3; k++) gap[k] = ((lift ? lift[k] * p[i] + lift[4 + k] * p[i + 1] + lift[8 + k] * p[i + 2] + lift[12 + k] : p[i + k])- own.getComponent(k)) / size[k];
      if (gap.every(value => Math.abs(value) < 0.4)) within++;
      const axis = Math.abs(gap[0]) > Math.abs(gap[1]) ? Math.abs(gap[0]) > Math.abs(gap[2]) ? 0 : 2 : Math.abs(gap[1]) > Math.abs(gap[2]) ? 1 : 2;
      const far = gap[0] ** 2 + gap[1] ** 2 + gap[2] ** 2, n = AROUND.findIndex(([, a, sign]) => a === axis && sign === Math.sign(gap[axis]));
      if (n >= 0 && far < least[n]) least[n] = far;
    }
    const { boundingBox: mine } = part.mesh.geometry, { boundingBox: theirs } = other.mesh.geometry;
    if (within && ["x", "y", "z"].some((axis, k) => theirs.min[axis] < mine.min[axis] - size[k] / 2 && theirs.max[axis] > mine.max[axis] + size[k] / 2)) inside.push(other.label);
    else least.forEach((far, n) => far < FARTHEST ** 2 && found[n].push({ far, label: other.label }));
  }
  const said = AROUND.map(([words], n) => [words, found[n].sort((a, b) => a.far - b.far).slice(0, NAMED).map(one => one.label)]);
  if (inside.length) said.unshift(["Through its middle", inside.slice(0, NAMED)]);
  return said.filter(([, names]) => names.length).map(([words, names]) => `${words}: ${join(names)}.`).join(" ");
}

const bare = text => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

// Parts and their landmarks by name. The best are those that are called so, then those whose name begins so, then those with these words.
export function finder(parts) {
  const things = parts.flatMap(part => [
    { part, label: part.label, names: [part.label, part.short, ...part.also] },
    ...part.spots.map((spot, n) => ({ part, spot: n, label: `${spot.name} of ${part.label}`, names: [spot.name, ...spot.also].flatMap(name => [name, `${name} of ${part.label}`, `${part.short} ${name}`]) })),
  ]).map(thing => ({ ...thing, names: thing.names.filter(Boolean).map(bare) }));

  return (text, picked) => {
    const asked = bare(text), words = asked.split(" ");
    if (!asked) return { said: "Type a name." };
    const rank = ({ names, part }) => Math.max(...names.map(name => name === asked ? 3 : name.startsWith(asked) ? 2 : words.every(word => ` ${name}`.includes(` ${word}`)) ? 1 : 0)) + (part === picked ? 0.5 : 0);
    const ranked = things.map(thing => ({ thing, rank: rank(thing) })).filter(one => one.rank >= 1).sort((a, b) => b.rank - a.rank);
    if (!ranked.length) {
      const near = things.map(({ label, names }) => ({ label, like: Math.max(...names.map(name => likeness(name, asked))) })).sort((a, b) => b.like - a.like).filter(one => one.like > 0.3);
      const others = [...new Set(near.map(one => one.label))].slice(0, 3);
      return { said: `Nothing here is called “${text.trim()}”. ${others.length ? `Perhaps ${join(others)}?` : `The list beside it names all ${parts.length} parts.`}` };
    }
    const best = ranked.filter(one => one.rank === ranked[0].rank), { thing } = best[0], others = best.slice(1, 1 + FEW).map(one => one.thing.label);
    return { ...thing, said: best.length > 1 ? `“${text.trim()}” fits ${best.length} here; this is ${thing.label}. Others: ${join(others)}${best.length > 1 + FEW ? " …" : "."}` : `Found: ${thing.label}.` };
  };
}

// How many pairs of letters two words share: 0 to 1.
function likeness(one, other) {
  const pairs = word => [...word].slice(1).map((letter, i) => word[i] + letter), [a, b] = [pairs(one), pairs(other)];
  return 2 * a.filter(pair => b.includes(pair)).length / (a.length + b.length || 1);
}
