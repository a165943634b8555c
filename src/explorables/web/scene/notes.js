// What is named in the picture: parts, the landmarks of the one that is picked, what is asked for, and a measured length.

import { way } from "./camera.js";
import { follow } from "./meshes.js";

const LARGE = 32; // px of a part's radius, from which on there is room for its landmarks
const BURIED = 0.002; // m of a surface in front of a landmark, from which on it is behind it

export function notes({ world, look, over, ruler, game, ray }) {
  const behind = new Map();

  return function annotate({ width, height }, fine) {
    const { view, parts, visible } = world, items = [];
    const at = point => {
      const { x, y } = point.clone().project(look.camera);
      return [(1 + x) * width / 2, (1 - y) * height / 2];
    };
    const conceals = (part, point, key) => { // asked only of a picture at rest, for it takes time
      if (fine) {
        ray.set(point, way(view.turn, view.tilt));
        behind.set(key, ray.intersectObject(part.mesh).some(hit => hit.distance > BURIED));
      }
      return behind.get(key);
    };
    const spot = (part, { name, at: place }, kind = "", words = name) => {
      const point = follow(part, place), [x, y] = at(point), key = `${part.name} ${name}`;
      return { key, text: words, x, y, kind: kind || (conceals(part, point, key) ? "spot behind" : "spot") };
    };
    const name = (part, words, kind) => {
      const [x, y] = at(part.mesh.geometry.boundingSphere.center.clone().applyMatrix4(part.mesh.matrix));
      return { key: part.name, text: words, x, y, kind };
    };
    const part = world.named(view.part), near = part?.spots.length && part.radius / look.shown.half * height / 2 > LARGE;
    if (game.on) {
      if (game.mark) items.push(spot(game.mark.part, game.mark.spot, "chosen", game.mark.text));
    } else {
      if (part && visible(part)) items.push(...near ? part.spots.map(one => spot(part, one)) : [name(part, part.label, "chosen")]);
      if (view.labels && !near) items.push(...parts.filter(other => other !== part && other.short && visible(other)).map(other => name(other, other.short, "part")));
    }
    const written = items.filter(item => item.x > 0 && item.x < width && item.y > 0 && item.y < height), ends = ruler.ends(view, false);
    if (ends) {
      const [[x, y], [x2, y2]] = ends.map(at);
      written.push({ key: " length", text: ruler.length(view), x, y, x2, y2, kind: "length" });
    }
    over.write(written, { width, height, perMetre: height / 2 / look.shown.half });
  };
}
