// Handles: knobs in a picture that move parameters. Where a knob stands in every state says where it can be dragged to, so a handle
// and its sliders cannot disagree.
const REACH = 24; // px from a knob at which a pointer takes hold of it

// `states(names)` lists the states that these parameters lead to, each with its parts; `go(state)` shows one, `rest()` ends a drag.
function grab(picture, { states, go, rest, layout }) {
  let held = null;

  const place = (part, to) => {
    const [, x, y] = part.match(/<use[^>]*? x="([^"]+)" y="([^"]+)"/);
    return to ? [to.X(+x), to.Y(+y)] : [+x, +y];
  };
  const pointed = (svg, { clientX, clientY }) => {
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [x, y];
  };

  // The knob next to a pointer, if one is within reach.
  function near(event) {
    const knobs = [...picture.querySelectorAll("[data-handle] use")].map(use => ({ use, box: use.getBoundingClientRect() }))
      .filter(({ box }) => box.width)
      .map(({ use, box }) => ({ use, gap: Math.hypot(event.clientX - box.x - box.width / 2, event.clientY - box.y - box.height / 2) }));
    const nearest = knobs.sort((a, b) => a.gap - b.gap)[0];
    return nearest?.gap <= REACH ? nearest.use.closest("[data-handle]") : null;
  }

  picture.addEventListener("pointerdown", event => {
    const knob = event.button === 0 && near(event);
    if (!knob) return;
    event.preventDefault();
    const group = knob.closest("[data-parts] > *"), svg = knob.ownerSVGElement, part = [...group.parentNode.children].indexOf(group);
    const names = [knob.dataset.handle, ...(knob.dataset.and ?? "").split(" ").filter(Boolean)];
    const to = layout(part), places = states(names).map(({ at, parts }) => ({ at, place: place(parts[part], to) }));
    if (!places.length) return;
    picture.setPointerCapture(event.pointerId);
    picture.toggleAttribute("data-held", true);
    held = { svg, places, pointer: event.pointerId };
  });
  picture.addEventListener("pointermove", event => {
    if (!held) return picture.toggleAttribute("data-near", Boolean(near(event)));
    if (event.pointerId !== held.pointer) return;
    const [x, y] = pointed(held.svg, event), gap = ({ place: [u, v] }) => (u - x) ** 2 + (v - y) ** 2;
    go(held.places.reduce((best, one) => gap(one) < gap(best) ? one : best).at);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    picture.addEventListener(end, () => {
      if (!held) return;
      held = null;
      picture.toggleAttribute("data-held", false);
      rest();
    });
  }
}
