// Name it: asks where something is, or what it is called, checks, explains, and counts. A question is about the parts that are shown or,
// where one part with landmarks stands alone, about those.

const CHOICES = 4;

export function quiz(box, world) {
  const panel = box.querySelector(".quiz"), begin = box.querySelector("[data-quiz]"), asked = panel.querySelector(".asked"), told = panel.querySelector(".answer");
  const choices = panel.querySelector(".choices"), kind = panel.querySelector("[data-kind]"), next = panel.querySelector("[data-next]");
  let now = null, right = 0, all = 0, last = null;
  const shuffled = list => list.map(one => [Math.random(), one]).sort((a, b) => a[0] - b[0]).map(([, one]) => one);

  function pool() {
    const alone = world.parts.find(part => part.name === world.view.alone);
    if (alone?.spots.length >= CHOICES) return alone.spots.map(spot => ({ part: alone, spot, label: spot.name, does: spot.does }));
    return world.parts.filter(part => world.visible(part)).map(part => ({ part, label: part.label, does: part.does }));
  }

  function ask() {
    const things = pool();
    if (things.length < 2) {
      now = null;
      choices.replaceChildren();
      asked.textContent = "There is too little to ask about: show more parts first.";
      return;
    }
    const fresh = things.filter(thing => thing.label !== last), thing = fresh[Math.floor(Math.random() * fresh.length)], find = kind.value === "find";
    last = thing.label;
    now = { ...thing, find, done: false };
    asked.textContent = find ? `Where is ${thing.spot ? `the ${thing.label}` : thing.label}? Pick it in the picture.` : thing.spot ? "What is the place called that is marked?" : "Which part is highlighted?";
    told.textContent = "";
    next.textContent = "Skip";
    const near = things.indexOf(things.find(one => one.label === thing.label)), others = [...things].sort((a, b) => Math.abs(things.indexOf(a) - near) - Math.abs(things.indexOf(b) - near));
    const names = [...new Set(others.map(one => one.label))].filter(label => label !== thing.label).slice(0, 2 * CHOICES);
    choices.replaceChildren(...(find ? [] : shuffled([thing.label, ...shuffled(names).slice(0, CHOICES - 1)]).map(label => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
      button.addEventListener("click", () => answer(label));
      return button;
    })));
    world.show(find ? null : thing.part);
  }

  function answer(label) {
    if (!now || now.done) return;
    now.done = true;
    all++;
    if (label === now.label) right++;
    const it = `${now.label}. ${now.does}`.replace(/\.?$/, ".");
    const wrong = now.find ? `${label ? `No, you picked ${label}.` : "There is nothing."} What was asked for is marked now: ` : `No, not ${label}. It is: `;
    told.textContent = `${label === now.label ? "Right: " : wrong}${it} ${right} of ${all} right.`;
    choices.querySelectorAll("button").forEach(button => { button.disabled = true; });
    next.textContent = "Next question";
    if (panel.contains(document.activeElement) || document.activeElement === document.body) next.focus();
    world.show(now.part);
  }

  function close() {
    now = null;
    panel.hidden = true;
    begin.setAttribute("aria-pressed", "false");
    world.show(null);
  }

  begin.addEventListener("click", event => {
    if (!panel.hidden) return close();
    panel.hidden = false;
    begin.setAttribute("aria-pressed", "true");
    [right, all] = [0, 0];
    kind.value = event.detail ? "find" : "name"; // who pressed a key gets what can be answered by keys
    world.quiet();
    ask();
    (choices.querySelector("button") ?? next).focus({ preventScroll: true });
  });
  kind.addEventListener("change", ask);
  next.addEventListener("click", () => { ask(); choices.querySelector("button")?.focus(); });
  panel.querySelector("[data-end]").addEventListener("click", () => { close(); begin.focus(); });

  return {
    get on() { return Boolean(now); },
    // What is marked in the picture: a landmark that is asked for or explained.
    get mark() { return now?.spot && (!now.find || now.done) ? { part: now.part, spot: now.spot, text: now.done ? now.label : "?" } : null; },
    hit(part, at) { // at: on the part at rest [m]
      if (!now?.find || now.done) return;
      if (!now.spot || part !== now.part) return answer(part && (now.spot ? `a place on ${part.label}` : part.label));
      const far = spot => spot.at.reduce((sum, value, i) => sum + (value - at[i]) ** 2, 0);
      answer([...part.spots].sort((a, b) => far(a) - far(b))[0].name);
    },
  };
}
