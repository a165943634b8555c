// Where one looks from, and the way there.

import { OrthographicCamera, Vector3 } from "three";
import { corners } from "./meshes.js";

const FLIGHT = 450; // ms
const MARGIN = 1.06;
export const RADIAN = Math.PI / 180;
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

// The way that a turn and a tilt in degrees point to: 0, 0 is forward, 90, 0 to the right.
export function way(turn, tilt) {
  return new Vector3(Math.cos(tilt * RADIAN) * Math.cos(turn * RADIAN), Math.sin(tilt * RADIAN), Math.cos(tilt * RADIAN) * Math.sin(turn * RADIAN));
}

const right = turn => new Vector3(Math.sin(turn * RADIAN), 0, -Math.cos(turn * RADIAN));

// `box(view)` gives the two corners of what has to fit, `shape()` width and height of the picture.
export function eye(box, shape) {
  const camera = new OrthographicCamera();
  let flight = null, shown = null;

  function wanted(view) {
    const { turn, tilt, near } = view;
    if (near) return { turn, tilt, centre: new Vector3(...near).divideScalar(1000), half: near[3] / 1000 };
    const [low, high] = box(view), centre = low.clone().add(high).divideScalar(2), { width, height } = shape();
    const reach = axis => Math.max(...corners(low, high).map(corner => Math.abs(corner.sub(centre).dot(axis))));
    const half = MARGIN * Math.max(reach(way(turn, tilt).cross(right(turn))), reach(right(turn)) * height / (width || 1), 0.01);
    return { turn, tilt, centre, half };
  }

  // Sets the camera; true while it is still on its way.
  function aim(view, now) {
    const to = wanted(view), share = flight ? Math.min(1, (now - flight.began) / FLIGHT) : 1;
    if (share === 1) flight = null, shown = to;
    else {
      const ease = share * share * (3 - 2 * share), from = flight.from, mix = (a, b) => a + (b - a) * ease;
      const arc = ((to.turn - from.turn + 540) % 360 + 360) % 360 - 180;
      shown = { turn: from.turn + arc * ease, tilt: mix(from.tilt, to.tilt), centre: from.centre.clone().lerp(to.centre, ease), half: from.half * (to.half / from.half) ** ease };
    }
    const { turn, tilt, centre, half } = shown, { width, height } = shape();
    camera.up.set(0, 1, 0);
    if (Math.abs(tilt) > 89.4) camera.up.copy(way(turn, 0)).multiplyScalar(-Math.sign(tilt));
    camera.position.copy(centre).addScaledVector(way(turn, tilt), 2);
    camera.lookAt(centre);
    Object.assign(camera, { top: half, bottom: -half, right: half * width / (height || 1), left: -half * width / (height || 1), near: 0.1, far: 4 });
    camera.updateProjectionMatrix();
    camera.updateMatrixWorld();
    return share < 1;
  }

  return {
    camera, aim, wanted,
    get shown() { return shown; },
    fly() { if (shown && !STILL.matches) flight = { from: shown, began: performance.now() }; },
    stop() { flight = null; },
  };
}
