// One explorer, the same in JupyterLab and in a page without kernel: sliders, a picture and a sentence.
// The markup is there before this script (explorer.html); states come from a table of all of them, or else from the kernel.

const PATIENCE = 5000; // ms after which a silent kernel is given up

// Returns what ends it.
export function enliven(figure, kernel) {
  const staged = figure.querySelector(".scene") && stage(figure, kernel);
  const close = () => staged?.then(view => view?.close());
  if (!figure.dataset.explorer) return close;
  const parameters = [...figure.querySelectorAll(".parameter")].map(row => ({
    slider: row.querySelector("[type=range]"), entry: row.querySelector(".entry"), name: row.querySelector("label span").textContent,
    typed: JSON.parse(row.dataset.typed), spoken: JSON.parse(row.dataset.spoken),
  }));
  const picture = figure.querySelector(".picture"), readout = figure.querySelector("output"), problem = figure.querySelector(".problem");
  const audio = figure.querySelector("audio"), sounds = audio ? 2 : 0, poses = figure.dataset.posed ? 1 : 0;

  // Ids of this copy's own: another copy of the same picture, hidden in another view, would lend its clip paths and hide ours.
  const mark = Math.random().toString(36).slice(2, 8);
  const own = svg => svg.replace(/( id="|href="#|url\(#)/g, `$1${mark}-`);
  picture.innerHTML = own(picture.innerHTML);
  const parts = picture.querySelector("[data-parts]");
  let shown = [], heard, table = null, asked = null, patience, stop, left = false;

  const state = () => parameters.map(parameter => +parameter.slider.value);

  function show(frame) {
    frame.parts.forEach((part, i) => { if (part !== shown[i]) parts.children[i].innerHTML = own(part); });
    shown = frame.parts;
    readout.textContent = frame.readout;
    if (poses) staged.then(view => view?.pose(frame.pose[0]));
    if (audio && String(frame.sound) !== heard) {
      heard = String(frame.sound);
      URL.revokeObjectURL(audio.src);
      audio.src = URL.createObjectURL(wav(...frame.sound, audio.dataset));
    }
    picture.setAttribute("aria-label", `${picture.dataset.shows} ${frame.readout}`);
  }

  function look(at) {
    const row = at.reduce((row, i, n) => row * parameters[n].typed.length + i, 0);
    const [words, ...drawn] = table.columns.map(column => table.texts[column[row]]);
    return { readout: words, sound: drawn.splice(0, sounds), pose: drawn.splice(0, poses), parts: drawn };
  }

  function move() {
    const at = state();
    parameters.forEach((parameter, n) => {
      parameter.entry.value = parameter.typed[at[n]];
      parameter.slider.setAttribute("aria-valuetext", parameter.spoken[at[n]]);
    });
    problem.textContent = "";
    if (table) show(look(at));
    else ask();
  }

  // One question at a time: while a slider is dragged, states that nobody stays in are never asked for.
  function ask() {
    if (asked || !kernel) return;
    asked = String(state());
    kernel.send({ state: state() });
    patience = setTimeout(() => {
      asked = null;
      problem.textContent = "The kernel does not answer. Run the cell again.";
    }, PATIENCE);
  }

  function hear(message, buffers) {
    if (message.table) return inflate(buffers[0]);
    if (message.problem) problem.textContent = message.problem;
    if (table || String(message.state) !== asked) return; // the answer to another view of this explorer
    clearTimeout(patience);
    asked = null;
    if (message.parts) show(message);
    if (String(message.state) !== String(state())) ask();
  }

  function type(parameter) {
    const values = parameter.typed.map(Number), [low, high] = [values[0], values.at(-1)], within = number => number >= low && number <= high;
    const { number, said } = readNumber(parameter.entry.value, within);
    if (!within(number)) {
      parameter.entry.value = parameter.typed[parameter.slider.value];
      const wrong = Number.isNaN(number) ? "That is not a number." : `${said}${number} is outside what this explorer knows.`;
      problem.textContent = `${parameter.name}: ${wrong} Type a number from ${low} to ${high}.`;
      return;
    }
    const gaps = values.map(value => Math.abs(value - number));
    parameter.slider.value = gaps.indexOf(Math.min(...gaps));
    move();
    const between = Math.min(...gaps) > 1e-9 * Math.abs(number) ? `${number} lies between two states; the nearest is shown.` : "";
    if (said || between) problem.textContent = `${parameter.name}: ${said}${between}`.trim();
  }

  for (const parameter of parameters) {
    parameter.slider.addEventListener("input", move);
    parameter.entry.addEventListener("change", () => type(parameter));
  }
  figure.querySelector("[data-reset]").addEventListener("click", () => {
    for (const parameter of parameters) parameter.slider.value = parameter.slider.defaultValue;
    move();
  });

  async function inflate(bytes) {
    try {
      table = JSON.parse(new TextDecoder().decode(await unzipped(bytes)));
    } catch {
      problem.textContent = "This browser cannot unpack the states of this explorer; a newer one can. The main states stand in the table below.";
      figure.querySelectorAll("details").forEach(details => { details.open = true; });
      return;
    }
    if (left) return;
    clearTimeout(patience); // no answer is waited for any more
    figure.dataset.ready = "table";
    move();
  }

  if (kernel) {
    stop = kernel.receive(hear);
    kernel.send({ table: true });
    figure.dataset.ready = "kernel";
  } else {
    const packed = figure.querySelector("[data-table]");
    inflate(decoded(packed.textContent));
    packed.remove();
  }
  return () => {
    left = true;
    stop?.();
    clearTimeout(patience);
    URL.revokeObjectURL(audio?.src);
    close();
  };
}

// A scene beside the picture: its viewer and its meshes stand once in a page, or come from the kernel once; then both are kept.
const modules = globalThis.explorablesModules ??= {};

async function stage(figure, kernel) {
  const box = figure.querySelector(".scene"), flat = figure.querySelector(".flat");
  const fetch = name => modules[name] ??= kernel ? asked(name, kernel) : unzipped(decoded(document.querySelector(`[data-module="${name}"]`).textContent));
  try {
    const [viewer, meshes] = JSON.parse(box.dataset.modules);
    modules.viewer ??= fetch(viewer).then(bytes => import(URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }))));
    const [{ show }, bytes] = await Promise.all([modules.viewer, fetch(meshes)]);
    box.hidden = false;
    figure.classList.add("standing"); // which sets how wide the scene is
    const view = show(box, bytes);
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

const decoded = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
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
