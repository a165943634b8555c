// One explorer, the same in JupyterLab and in a page without kernel: what can be moved, a picture, a clock and a sentence.
// The markup is there before this script (explorable.html); states come from a table of all of them, or else from the kernel.

const PATIENCE = 5000; // ms after which a silent kernel is given up
const NEAR = "100% 0px"; // of a screen around what is seen: there a table is unpacked and a scene begins

// In a page: when a reader comes near, takes hold of something in it, or follows a link to a state of it.
export function enlivenNear(figure) {
  const { promise, resolve } = Promise.withResolvers(), asked = () => location.hash.startsWith(`#${nameOf(figure)}?`) && resolve();
  asked();
  addEventListener("hashchange", asked);
  figure.addEventListener("focusin", resolve);
  Promise.race([promise, whenNear(figure)]).then(() => {
    removeEventListener("hashchange", asked);
    enliven(figure);
  });
}

const nameOf = figure => figure.dataset.explorer ?? figure.querySelector("[data-scene]")?.dataset.scene;

// Returns what ends it.
export function enliven(figure, kernel) {
  const name = nameOf(figure), place = kernel || !name ? null : address(figure, name);
  const begun = figure.querySelector(".scene") && whenNear(figure).then(() => stage(figure, kernel, place));
  const close = () => {
    place?.close();
    begun?.then(view => view?.close());
  };
  if (!figure.dataset.explorer) {
    if (place?.asked()) figure.scrollIntoView();
    const narrow = figure.querySelector(".picture .narrow");
    if (narrow?.checkVisibility()) fit(narrow);
    return close;
  }
  // Ids of this copy's and this layout's own: another copy of the same picture, hidden, would lend its clip paths and marks and hide ours.
  const mark = Math.random().toString(36).slice(2, 8);
  const own = (svg, i) => svg.replace(/( id="|href="#|url\(#)/g, `$1${mark}-${i}-`);
  const picture = figure.querySelector(".picture"), readout = figure.querySelector("output");
  const problem = figure.querySelector(".problem"), audio = figure.querySelector("audio"), sounds = audio ? 2 : 0, poses = figure.dataset.posed ? 1 : 0;
  const say = text => { problem.textContent = text; };
  const first = [...picture.querySelectorAll(".broad [data-parts] > *")].map(group => group.innerHTML); // as it stands in the markup
  picture.innerHTML = [...picture.children].map((svg, i) => own(svg.outerHTML, i)).join("");
  const layouts = [...picture.children].map((svg, i) => {
    const boxes = i ? `#${name}-narrow-` : `#${name}-`, clipped = text => own(text.replaceAll(RegExp(`#${name}-(?=axes|shapes)`, "g"), boxes), i);
    return { svg, narrow: i > 0, parts: [...svg.querySelector("[data-parts]").children].map(group => new Part(group, clipped)) };
  });
  const panels = JSON.parse(picture.dataset.axes), holders = JSON.parse(picture.dataset.holders), places = panels.map(one => between(one.box, one.narrow));
  const view = () => layouts.find(({ svg }) => svg.checkVisibility()) ?? layouts[0];
  const layout = (n, { narrow } = view()) => narrow ? places.at(holders[n]) : null;

  let heard, table = null, asked = null, patience, stop, left = false, drawn = null, spoken;
  const parameters = controls(figure, mark, parameter => { if (parameter === clock?.parameter) clock.pause(); move(); }, say);
  const state = () => parameters.map(parameter => parameter.get());
  const set = at => parameters.forEach((parameter, n) => { if (parameter.get() !== at[n] || parameter.show) parameter.set(at[n]); });

  // A state, or, of two neighbours, what lies between them. Words and sounds are those of the nearer.
  function show(frame, next = frame, share = 0) {
    drawn = [frame, next, share];
    const seen = view(), nearer = share < 0.5 ? frame : next; // asked once: after each change the answer takes long
    seen.parts.forEach((part, n) => part.show(frame.parts[n], next.parts[n], share, layout(n, seen)));
    if (!share) tidy();
    if (poses) begun.then(scene => scene?.pose(frame.pose[0], next.pose[0], share));
    if (nearer.readout !== spoken) {
      readout.textContent = spoken = nearer.readout;
      picture.setAttribute("aria-label", `${picture.dataset.shows} ${nearer.readout}`);
    }
    if (audio && String(nearer.sound) !== heard) {
      heard = String(nearer.sound);
      URL.revokeObjectURL(audio.src);
      if (!nearer.sound[0]) return audio.removeAttribute("src"); // silence
      audio.src = URL.createObjectURL(wav(...nearer.sound, audio.dataset));
      if ("playing" in figure.dataset) audio.play().catch(() => {}); // a browser may forbid it
    }
  }

  // The start, in whichever layout is seen: only the wide one stands in the markup.
  function begin() {
    const seen = view();
    if (seen.narrow) seen.parts.forEach((part, n) => part.show(first[n], first[n], 0, layout(n, seen)));
    tidy();
  }

  function tidy() {
    const { svg, narrow } = view();
    if (narrow) fit(svg);
  }

  function look(at) {
    const row = at.reduce((row, i, n) => row * parameters[n].typed.length + i, 0);
    const [words, ...drawn] = table.columns.map(column => table.texts[column[row]]);
    return { readout: words, sound: drawn.splice(0, sounds), pose: drawn.splice(0, poses), parts: drawn };
  }

  function move() {
    parameters.forEach(parameter => parameter.show?.(parameter.get()));
    pass();
    say("");
    if (table) show(look(state()));
    else if (kernel) ask();
    else ready().then(table => table && show(look(state())));
    place?.remember();
  }

  // One question at a time: while a slider is dragged, states that nobody stays in are never asked for.
  function ask() {
    if (asked) return;
    asked = String(state());
    kernel.send({ state: state() });
    patience = setTimeout(() => {
      asked = null;
      say("The kernel does not answer. Run the cell again.");
    }, PATIENCE);
  }

  function hear(message, buffers) {
    if (message.table) return inflate(buffers[0]);
    if (message.problem) say(message.problem);
    if (table || String(message.state) !== asked) return; // the answer to another view of this explorer
    clearTimeout(patience);
    asked = null;
    if (message.parts) show(message);
    if (String(message.state) !== String(state())) ask();
  }

  figure.querySelector("[data-reset]").addEventListener("click", () => {
    clock?.pause();
    set(parameters.map(parameter => parameter.start));
    move();
  });
  figure.querySelector("[data-hear]")?.addEventListener("click", () => {
    audio.currentTime = 0;
    audio.play().catch(() => say("In this state there is nothing to hear."));
  });
  const ways = parameters.map(parameter => ({ parameter, stops: [...figure.querySelectorAll(`[data-moves="${parameter.name}"]`)] }));
  for (const { parameter, stops } of ways) for (const stop of stops) {
    stop.addEventListener("click", () => {
      clock?.pause();
      parameter.set(+stop.dataset.stop);
      move();
    });
  }
  // Of the stops, the nearest is marked.
  function pass() {
    for (const { parameter, stops } of ways) {
      const off = stops.map(stop => Math.abs(stop.dataset.stop - parameter.get())), nearest = stops[off.indexOf(Math.min(...off))];
      for (const stop of stops) stop === nearest ? stop.setAttribute("aria-current", "step") : stop.removeAttribute("aria-current");
    }
  }

  // The table, unpacked when it is first wanted.
  const arrived = Promise.withResolvers();
  const ready = () => {
    if (kernel) return null; // which answers state by state until it has handed the table over
    const packed = figure.querySelector("[data-table]");
    if (packed) {
      packed.remove();
      inflate(decoded(packed.textContent));
    }
    return arrived.promise;
  };

  async function inflate(bytes) {
    try {
      table = JSON.parse(new TextDecoder().decode(await unzipped(bytes)));
    } catch {
      say("This browser cannot unpack the states of this explorer; a newer one can. The main states stand in the table below.");
      figure.querySelectorAll("details").forEach(details => { details.open = true; });
      return arrived.resolve(null);
    }
    if (left) return;
    clearTimeout(patience); // no answer is waited for any more
    figure.dataset.ready = "table";
    spoken = readout.textContent;
    show(look(state()));
    arrived.resolve(table);
  }

  // What a handle can lead to: every state that differs from this one in its parameters alone.
  function states(names) {
    if (!table) return [];
    const moved = names.map(name => parameters.findIndex(one => one.name === name));
    return moved.reduce((found, n) => found.flatMap(at => parameters[n].typed.map((_, i) => at.with(n, i))), [state()]).map(at => ({ at, parts: look(at).parts }));
  }

  const box = figure.querySelector(".player"), timed = box && parameters.find(one => one.name === box.querySelector(".parameter").dataset.name);
  const clock = timed && {
    parameter: timed,
    ...player(figure, timed, {
      ready,
      show(index, share) {
        const n = parameters.indexOf(timed), at = state().with(n, index);
        if (!table) {
          timed.set(index);
          return ask();
        }
        show(look(at), ...(share ? [look(at.with(n, index + 1)), share] : []));
        const nearer = index + (share >= 0.5);
        if (timed.get() === nearer) return;
        timed.set(nearer);
        pass();
      },
      settle(index) {
        timed.set(index);
        readout.textContent = spoken = ""; // so that it is announced
        move();
      },
    }),
  };
  new MutationObserver(() => readout.setAttribute("aria-live", "playing" in figure.dataset ? "off" : "polite")).observe(figure, { attributeFilter: ["data-playing"] });
  const read = reading(picture, figure.querySelector(".reading"), view);
  grab(picture, { states, layout, go: at => { set(at); move(); }, rest: move });
  take(figure, { name, parameters, readout, curves: read.curves, place });
  const sized = new ResizeObserver(() => drawn ? show(...drawn) : begin());
  sized.observe(picture);

  function follow(first) {
    const asked = place.asksParameters();
    if (!asked) return;
    let wrong = "";
    try {
      set(fromAddress(asked, parameters));
    } catch (error) {
      set(parameters.map(parameter => parameter.start));
      wrong = error.message;
    }
    clock?.pause();
    move();
    say(wrong);
    if (first) figure.scrollIntoView();
  }
  const back = () => follow();
  if (place) place.give.own = () => parameters.map(one => [one.name, one.typed[one.get()]]);

  if (kernel) {
    stop = kernel.receive(hear);
    kernel.send({ table: true });
    figure.dataset.ready = "kernel";
  } else {
    figure.dataset.ready = "packed";
    whenNear(figure).then(ready);
    addEventListener("hashchange", back);
    follow(true);
  }
  return () => {
    left = true;
    stop?.();
    clock?.close();
    sized.disconnect();
    clearTimeout(patience);
    removeEventListener("hashchange", back);
    URL.revokeObjectURL(audio?.src);
    close();
  };
}

// Until a reader comes near; in slides a figure itself has no box.
function whenNear(figure) {
  const { promise, resolve } = Promise.withResolvers();
  const watch = new IntersectionObserver(entries => {
    if (!entries.at(-1).isIntersecting) return;
    watch.disconnect();
    resolve();
  }, { rootMargin: NEAR });
  watch.observe(figure.querySelector("figcaption"));
  return promise;
}
// A scene beside the picture: its viewer and its meshes stand once in a page, or come from the kernel once; then both are kept.
const modules = globalThis.explorablesModules ??= {};

async function stage(figure, kernel, place) {
  const box = figure.querySelector(".scene"), flat = figure.querySelector(".flat");
  const fetch = name => modules[name] ??= kernel ? asked(name, kernel) : unzipped(decoded(document.querySelector(`[data-module="${name}"]`).textContent));
  try {
    const [viewer, meshes] = JSON.parse(box.dataset.modules);
    modules.viewer ??= fetch(viewer).then(bytes => import(URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }))));
    const [{ show }, bytes] = await Promise.all([modules.viewer, fetch(meshes)]);
    box.hidden = false;
    figure.classList.add("standing"); // which sets how wide the scene is
    const view = show(box, bytes, place);
    flat.hidden = true;
    return view;
  } catch (wrong) {
    for (const name of [...JSON.parse(box.dataset.modules), "viewer"]) delete modules[name]; // so that running the cell again asks again
    box.hidden = true;
    figure.classList.remove("standing");
    flat.textContent = `This browser cannot show three dimensions here (${wrong.message}). The picture, and the list of every part in words, say the same.`;
  }
}

function asked(name, kernel) {
  const { promise, resolve, reject } = Promise.withResolvers();
  setTimeout(reject, 6 * PATIENCE, new Error("the kernel does not answer"));
  const stop = kernel.receive((message, buffers) => { if (message.module === name) resolve(unzipped(buffers[0])); });
  kernel.send({ module: name });
  return promise.finally(stop); // though the view that asked may be gone: others wait for it too
}

function decoded(text) {
  const letters = atob(text), bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}
const unzipped = async bytes => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());

// A sound as a file: the ring, in 16 bits, once at each start with its strength, silence around it, the peak at the limit.
function wav(ring, repeats, { rate, silence, loudest }) {
  const once = new Int16Array(decoded(ring).buffer);
  const [starts, strengths] = JSON.parse(repeats);
  const before = starts.map(start => Math.round((+silence + start) * rate));
  const mixed = new Float64Array(Math.max(...before) + once.length + Math.round(silence * rate));
  before.forEach((first, i) => once.forEach((value, n) => { mixed[first + n] += strengths[i] * value; }));
  const peak = mixed.reduce((peak, value) => Math.max(peak, Math.abs(value)), 0);
  const file = new DataView(new ArrayBuffer(44 + 2 * mixed.length));
  const header = [0x46464952, 36 + 2 * mixed.length, 0x45564157, 0x20746d66, 16, 0x10001, +rate, 2 * rate, 0x100002, 0x61746164, 2 * mixed.length];
  header.forEach((word, i) => file.setUint32(4 * i, word, true)); // RIFF size WAVE fmt_ 16 PCM,mono rate bytes/s block,bits data size
  mixed.forEach((value, i) => file.setInt16(44 + 2 * i, Math.round(value / peak * loudest * 32767), true));
  return new Blob([file], { type: "audio/wav" });
}

export default {
  render({ model, el }) {
    el.innerHTML = model.get("html");
    const kernel = {
      send: message => model.send(message),
      receive: hear => {
        model.on("msg:custom", hear);
        return () => model.off("msg:custom", hear); // no longer
      },
    };
    return enliven(el.querySelector("figure"), kernel);
  },
};
