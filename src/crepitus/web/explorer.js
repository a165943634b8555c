// One explorer, the same in JupyterLab and in a page without kernel: sliders, a picture and a sentence.
// The markup is there before this script (explorer.html); states come from a table of all of them, or else from the kernel.

export function enliven(figure, kernel) {
  const choices = [...figure.querySelectorAll(".choice")].map(row => ({
    slider: row.querySelector("[type=range]"), entry: row.querySelector("[type=number]"), name: row.querySelector("label span").textContent,
    typed: JSON.parse(row.dataset.typed), spoken: JSON.parse(row.dataset.spoken),
  }));
  const start = choices.map(choice => choice.slider.value);
  const picture = figure.querySelector(".picture"), parts = figure.querySelector("[data-parts]");
  const readout = figure.querySelector("output"), problem = figure.querySelector(".problem");
  let shown = [...parts.children].map(group => group.innerHTML), table = null, asked = null;

  const state = () => choices.map(choice => +choice.slider.value);

  function show(frame) {
    frame.parts.forEach((part, i) => {
      if (part === shown[i]) return;
      const group = parts.children[i] ?? parts.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "g"));
      group.innerHTML = part;
    });
    while (parts.children.length > frame.parts.length) parts.lastChild.remove();
    shown = frame.parts;
    readout.textContent = frame.readout;
    picture.setAttribute("aria-label", `${picture.dataset.shows} ${frame.readout}`);
  }

  function look(at) {
    const row = at.reduce((row, i, n) => row * choices[n].typed.length + i, 0);
    const [words, ...drawn] = table.columns.map(column => table.texts[column[row]]);
    return { readout: words, parts: drawn };
  }

  function move() {
    const at = state();
    choices.forEach((choice, n) => {
      choice.entry.value = choice.typed[at[n]];
      choice.slider.setAttribute("aria-valuetext", choice.spoken[at[n]]);
    });
    problem.textContent = "";
    if (table) show(look(at));
    else ask();
  }

  // One question at a time: while a slider is dragged, states that nobody stays in are never asked for.
  function ask() {
    if (asked || !kernel) return;
    asked = state();
    kernel.send({ state: asked });
  }

  function type(choice) {
    const asked = choice.entry.valueAsNumber, values = choice.typed.map(Number);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    if (!(asked >= low && asked <= high)) {
      choice.entry.value = choice.typed[choice.slider.value];
      problem.textContent = `${choice.name}: ${Number.isNaN(asked) ? "not a number" : asked} is outside what this explorer knows. Type a number from ${low} to ${high}.`;
      return;
    }
    const gaps = values.map(value => Math.abs(value - asked));
    choice.slider.value = gaps.indexOf(Math.min(...gaps));
    move();
    if (Math.min(...gaps) > 1e-9 * Math.abs(asked)) problem.textContent = `${choice.name}: ${asked} lies between two states; the nearest is shown.`;
  }

  for (const choice of choices) {
    choice.slider.addEventListener("input", move);
    choice.entry.addEventListener("change", () => type(choice));
  }
  figure.querySelector("[data-reset]").addEventListener("click", () => {
    choices.forEach((choice, n) => { choice.slider.value = start[n]; });
    move();
  });

  const inflate = async bytes => {
    table = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
    figure.dataset.ready = "table";
  };
  if (kernel) {
    kernel.receive((message, buffers) => {
      if (message.table) return inflate(buffers[0]).then(() => show(look(state())));
      asked = null;
      show(message);
      if (String(message.state) !== String(state())) ask();
    });
    kernel.send({ table: true });
    figure.dataset.ready = "kernel";
  } else {
    const packed = figure.querySelector("[data-table]");
    inflate(Uint8Array.from(atob(packed.textContent), letter => letter.charCodeAt(0)));
    packed.remove();
  }
}

export default {
  render({ model, el }) {
    el.innerHTML = model.get("html");
    const kernel = { send: message => model.send(message), receive: hear => model.on("msg:custom", hear) };
    enliven(el.querySelector("[data-explorer]"), kernel);
  },
};
