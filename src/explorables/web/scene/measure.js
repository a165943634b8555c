// From one point to another: picked in the picture, or chosen from the landmarks.

import { follow } from "./meshes.js";

const mm = value => (1000 * value).toFixed(1);

export function measure(box, world) {
  const lists = { from: box.querySelector("[data-from]"), to: box.querySelector("[data-to]") }, tick = box.querySelector("[data-measure]"), told = box.querySelector(".length");
  const value = place => place ? spotOf(place) ?? "picked" : "";
  const part = place => world.parts.find(part => part.name === place.part);

  function spotOf(place) {
    const n = part(place).spots.findIndex(spot => spot.at.every((value, i) => Math.abs(1000 * value - place.at[i]) < 0.06));
    return n < 0 ? null : `${place.part}|${n}`;
  }

  const words = place => {
    const key = spotOf(place);
    return key ? `${part(place).spots[+key.split("|").at(-1)].name} of ${part(place).label}` : `a point on ${part(place).label}`;
  };

  function fill() { // when they are first wanted: there are hundreds
    if (lists.from.options.length > 2) return;
    for (const list of Object.values(lists)) {
      for (const part of world.parts.filter(part => part.spots.length)) {
        const group = list.appendChild(Object.assign(document.createElement("optgroup"), { label: part.label }));
        part.spots.forEach((spot, n) => group.append(new Option(`${spot.name} (${part.short || part.label})`, `${part.name}|${n}`)));
      }
    }
    show();
  }

  for (const [key, list] of Object.entries(lists)) {
    list.addEventListener("change", () => {
      if (list.value === "picked") return show();
      const at = list.value.lastIndexOf("|"), part = world.parts.find(part => part.name === list.value.slice(0, at));
      world.change(view => { view[key] = part ? { part: part.name, at: part.spots[+list.value.slice(at + 1)].at.map(value => 1000 * value) } : null; }, part);
    });
  }

  function ends(view, whole) {
    return view.from && view.to ? [view.from, view.to].map(place => follow(part(place), place.at.map(value => value / 1000), whole)) : null;
  }

  function show() {
    const view = world.view;
    for (const [key, list] of Object.entries(lists)) list.value = value(view[key]);
    const found = ends(view, true);
    if (!found) {
      told.textContent = tick.checked ? view.from ? `From ${words(view.from)}. Now pick the second point.` : "Pick the first point in the picture." : "";
      return;
    }
    const gap = found[1].sub(found[0]), [x, y, z] = gap.toArray();
    const steps = [[x, "forward", "back"], [y, "up", "down"], [z, "to the right", "to the left"]].filter(([value]) => Math.abs(value) >= 5e-5).map(([value, plus, minus]) => `${mm(Math.abs(value))} mm ${value > 0 ? plus : minus}`);
    told.textContent = `From ${words(view.from)} to ${words(view.to)}: ${mm(gap.length())} mm in a straight line${steps.length > 1 ? ` (${steps.join(", ")})` : ""}${view.apart ? ", as they are when nothing is pulled apart" : ""}.`;
  }

  tick.addEventListener("change", show);
  return {
    fill, show, ends,
    get on() { return tick.checked; },
    off() { tick.checked = false; },
    pick(place) { // the first of two, or the second
      world.change(view => {
        if (view.from && !view.to) view.to = place;
        else Object.assign(view, { from: place, to: null });
      });
    },
    length: view => { const found = ends(view, true); return found && `${mm(found[0].distanceTo(found[1]))} mm`; },
  };
}
