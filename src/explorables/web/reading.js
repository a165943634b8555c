// Reading a graph: a cursor that stands at one place in every panel of the same axis, and what each curve is worth there.
const PACES_ACROSS = 60; // of an arrow key

// From a place in a picture to a value of an axis, and back.
const valueAt = ([low, high, log], share) => log ? low * (high / low) ** share : low + share * (high - low);
const shareOf = ([low, high, log], value) => log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);

// `view()` gives what is seen now: { svg, narrow, parts }.
function reading(picture, said, view) {
  const panels = JSON.parse(picture.dataset.axes), holders = JSON.parse(picture.dataset.holders);
  const scroller = picture.parentElement;
  const box = axes => view().narrow ? axes.narrow : axes.box;

  // Every open line of a panel that has words and values on its axes, as points [across, up] of its data.
  function curves() {
    return view().parts.flatMap((part, n) => {
      const axes = panels[holders[n]];
      return axes?.read ? part.lines().map(line => ({ axes, points: line.map(([x, y]) => inData(axes, x, y)) })) : [];
    });
  }

  function inData(axes, x, y) {
    const [x0, y0, x1, y1] = box(axes);
    return [valueAt(axes.x, (x - x0) / (x1 - x0)), valueAt(axes.y, (y1 - y) / (y1 - y0))];
  }

  function show(axes, value) {
    clear();
    const mates = panels.filter(other => other.read && other.group === axes.group), found = curves();
    const words = mates.map(mate => {
      const [x0, y0, x1, y1] = box(mate), x = x0 + shareOf(mate.x, value) * (x1 - x0);
      view().svg.insertAdjacentHTML("beforeend", `<path class="cursor" d="M${x} ${y0}V${y1}"/>`);
      const [name, unit] = named(mate.ylabel);
      const values = found.filter(curve => curve.axes === mate).map(curve => heightAt(curve.points, value)).filter(height => height !== null);
      return values.length ? `${name} ${values.map(brief).join(", ")}${unit}` : "";
    }).filter(Boolean);
    const [name, unit] = named(axes.xlabel);
    said.textContent = `${name} ${brief(value)}${unit}: ${words.join("; ") || "no curve here"}.`;
  }

  function clear() {
    picture.querySelectorAll(".cursor").forEach(cursor => cursor.remove());
    said.textContent = "";
  }

  picture.addEventListener("pointermove", event => {
    const { svg } = view(), { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const axes = panels.find(one => one.read && within(box(one), x, y));
    if (axes && !event.buttons) show(axes, inData(axes, x, y)[0]);
    else clear();
  });
  picture.addEventListener("pointerleave", clear);

  let panel = 0, pace = null;
  scroller.addEventListener("keydown", event => {
    const readable = [...new Map(panels.filter(one => one.read).map(one => [one.group, one])).values()];
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.target !== scroller || !readable.length) return;
    if (way) pace = pace === null ? PACES_ACROSS / 2 : Math.max(0, Math.min(PACES_ACROSS, pace + way));
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") panel += event.key === "ArrowDown" ? 1 : readable.length - 1;
    else if (event.key === "Escape") return clear();
    else return;
    if (!way && readable.length === 1) return; // the page scrolls
    event.preventDefault();
    const axes = readable[panel % readable.length];
    show(axes, valueAt(axes.x, (pace ?? PACES_ACROSS / 2) / PACES_ACROSS));
  });
  scroller.addEventListener("blur", clear);
  return { curves };
}

const within = ([x0, y0, x1, y1], x, y) => x >= x0 && x <= x1 && y >= y0 && y <= y1;
const brief = value => String(Number(value.toPrecision(3)));

// "gap (mm)" as its name and what stands behind a value.
function named(label) {
  const [, name, unit] = label.replace(/\s+/g, " ").match(/^(.*?)(?: \(([^)]*)\))?$/);
  return [name, unit ? ` ${unit}` : ""];
}

// The height of a curve at a place, between its neighbouring points; null where it does not reach.
function heightAt(points, at) {
  for (let i = 1; i < points.length; i++) {
    const [x0, y0] = points[i - 1], [x1, y1] = points[i];
    if ((x0 - at) * (x1 - at) <= 0 && x0 !== x1) return y0 + (at - x0) / (x1 - x0) * (y1 - y0);
  }
  return null;
}
