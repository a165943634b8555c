// What a reader sees, as one plain object: everything is drawn and told in words from it, undone by going back to an earlier one, and
// kept in an address by writing it down. Angles in degrees, lengths in millimetres.
//
// turn, tilt: where one looks from; near: the middle of the picture and half its height, null: all fits; part: what is picked; alone: the
// only part that is shown; hidden, pale: parts that are not, or are seen through; shown, clear: layers; cut: turn and tilt of the side
// that is cut away and how deep, in %; apart: pulled apart, in %; labels; from, to: places on parts, between which is measured.

export const VIEWS = { front: [0, 0], left: [-90, 0], behind: [180, 0], above: [-90, 90] };

export function plain(shown, [turn, tilt]) {
  return { turn, tilt, near: null, part: "", alone: "", hidden: [], pale: [], shown, clear: [], cut: null, apart: 0, labels: false, from: null, to: null };
}

// How each of these is written in an address, and read again: from texts, of which there may be several. `known` are names.
const round = value => `${Math.round(100 * value) / 100}`;
const numbers = (text, count) => {
  const found = text.split("_").map(Number);
  if (found.length !== count || !found.every(Number.isFinite)) throw Error(`${count} numbers with _ between them`);
  return found;
};
const number = (low, high) => ({
  write: value => [round(value)],
  read([text]) {
    const value = Number(text);
    if (text === "" || !(value >= low && value <= high)) throw Error(`${low} to ${high}`);
    return value;
  },
});
const vector = count => ({ write: value => [value ? value.map(round).join("_") : ""], read: ([text]) => text ? numbers(text, count) : null });
const named = kind => ({
  write: value => [value],
  read([text], known) {
    if (text && !known[kind].includes(text)) throw Error(`one of ${known[kind].join(", ")}`);
    return text;
  },
});
const several = kind => ({ write: value => value.length ? value : [""], read: (texts, known) => texts.filter(Boolean).map(text => named(kind).read([text], known)) });
const place = {
  write: value => [value ? [...value.at.map(round), value.part].join("_") : ""],
  read([text], known) {
    if (!text) return null;
    const [x, y, z, ...rest] = text.split("_");
    return { part: named("parts").read([rest.join("_")], known), at: numbers([x, y, z].join("_"), 3) };
  },
};
const KINDS = {
  turn: number(-180, 180), tilt: number(-90, 90), near: vector(4), part: named("parts"), alone: named("parts"), hidden: several("parts"), pale: several("parts"),
  shown: several("layers"), clear: several("layers"), cut: vector(3), apart: number(0, 100), from: place, to: place,
  labels: { write: value => [value ? "yes" : "no"], read: ([text]) => text === "yes" },
};
const BEFORE = "view."; // so that no parameter of an explorer is meant

// Name and text of everything that is not as it was at the start.
export function write(view, start) {
  const differs = Object.entries(KINDS).filter(([key, kind]) => kind.write(view[key]).join() !== kind.write(start[key]).join());
  return differs.flatMap(([key, kind]) => kind.write(view[key]).map(text => [BEFORE + key, text]));
}

// The view that they mean; an Error says what is wrong with one.
export function read(entries, start, known) {
  const view = { ...start }, texts = Object.groupBy(entries, ([name]) => name);
  for (const [name, found] of Object.entries(texts)) {
    const kind = KINDS[name.slice(BEFORE.length)];
    if (!kind) throw new Error(`The link asks for “${name}”, which this picture does not have; it has ${Object.keys(KINDS).map(key => BEFORE + key).join(", ")}.`);
    try {
      view[name.slice(BEFORE.length)] = kind.read(found.map(([, text]) => text), known);
    } catch (wrong) {
      throw new Error(`The link asks for ${name} = “${found.map(([, text]) => text).join(", ")}”; it can be ${wrong.message}.`);
    }
  }
  if (view.near) view.near[3] = Math.min(Math.max(view.near[3], 5), 800);
  return view;
}

// The views that there were, as they are written, to go back to and forth again.
export function past(first) {
  const views = [first];
  let at = 0;
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  return {
    keep(view) {
      if (same(view, views[at])) return false;
      views.splice(at + 1, Infinity, view);
      at++;
      return true;
    },
    step: by => views[at + by] && views[at += by],
    can: by => at + by in views,
  };
}
