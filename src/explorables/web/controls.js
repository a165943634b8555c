// What a learner moves: a slider with a typed entry beside it, or a few kinds to choose from. Each is a place in a list of values.

// The parameters of an explorer in the order of its states; `moved` is called when one has been, `say` tells what is wrong.
function controls(figure, mark, moved, say) {
  const names = JSON.parse(figure.dataset.parameters);
  return names.map(name => {
    const row = figure.querySelector(`.parameter[data-name="${name}"]`);
    const made = row.matches(".kinds") ? toggle(row, mark) : slider(row, say);
    const typed = JSON.parse(row.dataset.typed), spoken = JSON.parse(row.dataset.spoken);
    const parameter = { name, typed, spoken, values: typed.map(Number), start: made.get(), ...made };
    parameter.get = made.get;
    parameter.set = index => { made.set(index); parameter.show?.(index); };
    row.addEventListener("input", () => moved(parameter));
    made.listen?.(parameter, () => moved(parameter));
    return parameter;
  });
}

function toggle(row, mark) {
  const radios = [...row.querySelectorAll("[type=radio]")];
  for (const radio of radios) radio.name = `${mark}-${radio.name}`; // another copy of this explorer is another group
  radios[radios.findIndex(radio => radio.defaultChecked)].checked = true;
  return { get: () => radios.findIndex(radio => radio.checked), set: index => { radios[index].checked = true; } };
}

function slider(row, say) {
  const range = row.querySelector("[type=range]"), entry = row.querySelector(".entry"), label = row.querySelector("label span").textContent;
  return {
    get: () => +range.value,
    set: index => { range.value = index; },
    listen(parameter, moved) {
      parameter.show = index => {
        entry.value = parameter.typed[index];
        range.setAttribute("aria-valuetext", parameter.spoken[index]);
      };
      entry.addEventListener("input", event => event.stopPropagation());
      entry.addEventListener("change", () => type(parameter, moved));
    },
  };

  function type(parameter, moved) {
    const { values } = parameter, [low, high] = [values[0], values.at(-1)], within = number => number >= low && number <= high;
    const { number, said } = readNumber(entry.value, within);
    if (!within(number)) {
      entry.value = parameter.typed[range.value];
      const wrong = Number.isNaN(number) ? "That is not a number." : `${said}${number} is outside what this explorer knows.`;
      return say(`${label}: ${wrong} Type a number from ${low} to ${high}.`);
    }
    const nearest = nearestTo(values, number);
    range.value = nearest;
    moved();
    const off = Math.abs(values[nearest] - number) > 1e-9 * Math.abs(number) ? `${number} lies between two states; the nearest is shown.` : "";
    if (said || off) say(`${label}: ${said}${off}`.trim());
  }
}

function nearestTo(values, number) {
  const gaps = values.map(value => Math.abs(value - number));
  return gaps.indexOf(Math.min(...gaps));
}
