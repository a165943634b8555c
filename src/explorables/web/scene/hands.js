// Mouse, fingers and keys on the picture.

const TURN = 10; // degrees, by one key
export const ZOOM = 1.2;
const STILL = 5; // px that a pointer may move and still picks

// `does` is what they do: turn(across, up) in degrees, shift(across, up) in parts of half the height, zoom(factor), home(), undo(by),
// pick(event), near(event).
export function hands(canvas, does) {
  const keys = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  canvas.addEventListener("keydown", event => {
    const way = keys[event.key], command = event.ctrlKey || event.metaKey;
    if (command && !event.altKey && event.key.toLowerCase() === "z") does.undo(event.shiftKey ? 1 : -1);
    else if (command && event.key.toLowerCase() === "y") does.undo(1);
    else if (command || event.altKey) return;
    else if (way && event.shiftKey) does.shift(-0.1 * way[0], -0.1 * way[1]);
    else if (way) does.turn(-TURN * way[0], TURN * way[1]);
    else if (event.key === "+" || event.key === "=") does.zoom(ZOOM);
    else if (event.key === "-") does.zoom(1 / ZOOM);
    else if (event.key === "Home") does.home();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const held = new Map();
  let far = 0;
  canvas.addEventListener("pointerdown", event => {
    canvas.setPointerCapture(event.pointerId);
    held.set(event.pointerId, event);
    if (held.size === 1) far = 0;
  });
  canvas.addEventListener("pointermove", event => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY], height = canvas.clientHeight;
    far += Math.abs(dx) + Math.abs(dy);
    held.set(event.pointerId, event);
    if (far < STILL) return;
    if (held.size === 2) {
      const other = [...held.values()].find(finger => finger.pointerId !== event.pointerId), gap = finger => Math.hypot(finger.clientX - other.clientX, finger.clientY - other.clientY);
      does.zoom(gap(event) / gap(before));
      does.shift(-dx / height, dy / height);
    } else if (event.shiftKey || event.buttons & 2) does.shift(-2 * dx / height, 2 * dy / height);
    else does.turn(180 * dx / height, 180 * dy / height);
  });
  canvas.addEventListener("pointerup", event => {
    if (held.delete(event.pointerId) && far < STILL && event.button === 0) does.pick(event);
  });
  canvas.addEventListener("pointercancel", event => held.delete(event.pointerId));
  canvas.addEventListener("dblclick", event => does.near(event));
  canvas.addEventListener("contextmenu", event => event.preventDefault());
  canvas.addEventListener("wheel", event => { // without focus the page scrolls
    if (!canvas.matches(":focus")) return;
    event.preventDefault();
    does.zoom(Math.exp(-event.deltaY / 500));
  }, { passive: false });
  return { turnleft: () => does.turn(TURN, 0), turnright: () => does.turn(-TURN, 0), up: () => does.turn(0, TURN), down: () => does.turn(0, -TURN), nearer: () => does.zoom(ZOOM), farther: () => does.zoom(1 / ZOOM) };
}
