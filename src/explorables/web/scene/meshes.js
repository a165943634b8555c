// Surfaces as the browser gets them, and what is worked out from them once: their shading, a coarser copy, where bodies move them.

import { BufferAttribute, BufferGeometry, Matrix4, Quaternion, Vector3 } from "three";

const EMITTERS = 220; // of a surface, that may keep light from the rest of it
const CELLS = [0.003, 0.006]; // m: what is nearer together is one corner of a coarse copy; but not of what is as thin

// Meshes as scene.py packs them: a header, then the low and the high bytes of 16-bit differences.
export function unpack(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const { step, bodies, parts } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const low = bytes.subarray(4 + length), count = low.length / 2;
  let next = 0;
  const read = (n, summed = true) => {
    const values = new Int32Array(n);
    for (let i = 0, sum = 0; i < n; i++, next++) {
      const value = (low[next] | low[count + next] << 8) << 16 >> 16;
      values[i] = sum = summed ? sum + value : value;
    }
    return values;
  };
  for (const part of parts) {
    const axes = [read(part.vertices), read(part.vertices), read(part.vertices)], along = read(part.follows.length > 1 ? part.vertices : 0);
    const [first, second, third] = [read(part.faces), read(part.faces, false), read(part.faces, false)];
    part.rest = Float32Array.from({ length: 3 * part.vertices }, (_, i) => step * axes[i % 3][i / 3 | 0]);
    part.along = Float32Array.from(along, value => value / 256);
    part.index = Uint16Array.from({ length: 3 * part.faces }, (_, i) => first[i / 3 | 0] + (i % 3 ? [second, third][i % 3 - 1][i / 3 | 0] : 0));
    part.spots = part.spots.map(([words, ...at]) => ({ words, at: at.map(value => step * value) }));
  }
  return { bodies, parts };
}

export function geometry(part) {
  const made = new BufferGeometry();
  made.setAttribute("position", new BufferAttribute(Float32Array.from(part.rest), 3));
  made.setAttribute("shade", new BufferAttribute(new Float32Array(part.vertices).fill(1), 1));
  part.fine = new BufferAttribute(part.index, 1);
  made.setIndex(part.fine);
  made.computeVertexNormals();
  made.computeBoundingBox();
  made.computeBoundingSphere();
  part.facing = Float32Array.from(made.attributes.normal.array);
  return made;
}

// How much light reaches each corner past the other parts of its surface: small discs on it stand for all of it.
export function shade(part) {
  part.shaded = true;
  const { position, normal, shade } = part.mesh.geometry.attributes, p = position.array, n = normal.array, every = Math.max(1, Math.ceil(part.faces / EMITTERS));
  const a = new Vector3(), b = new Vector3(), c = new Vector3(), discs = [];
  for (let i = 0; i < part.faces; i += every) {
    const corner = (to, k) => to.fromArray(p, 3 * part.index[3 * i + k]);
    corner(a, 0), corner(b, 1), corner(c, 2);
    const middle = a.clone().add(b).add(c).divideScalar(3), facing = b.sub(a).cross(c.sub(a)), area = facing.length() / 2 * every;
    if (area) discs.push(...middle, ...facing.normalize(), area);
  }
  for (let v = 0; v < 3 * part.vertices; v += 3) {
    let kept = 0;
    for (let d = 0; d < discs.length; d += 7) {
      const x = discs[d] - p[v], y = discs[d + 1] - p[v + 1], z = discs[d + 2] - p[v + 2], here = n[v] * x + n[v + 1] * y + n[v + 2] * z;
      if (here <= 0) continue;
      const there = -(discs[d + 3] * x + discs[d + 4] * y + discs[d + 5] * z);
      if (there <= 0) continue;
      const square = x * x + y * y + z * z, area = discs[d + 6];
      kept += area * here * there / square / (Math.PI * square + area);
    }
    shade.array[v / 3] = 1 / (1 + 1.6 * kept);
  }
  shade.needsUpdate = true;
}

// The same surface with corners that are near each other made one, for pictures in which nobody could tell: `grain` is a pixel's width [m].
export function coarse(part, grain) {
  const level = grain > 0.001 ? 1 : 0;
  part.copies ??= [];
  return part.copies[level] ??= merged(part, Math.min(CELLS[level], 2 * thickness(part)));
}

function merged(part, cell) {
  const cells = new Map(), to = new Uint16Array(part.vertices), kept = new Set(), index = [];
  for (let v = 0; v < part.vertices; v++) {
    const key = [0, 1, 2].map(i => Math.floor(part.rest[3 * v + i] / cell)).join();
    if (!cells.has(key)) cells.set(key, v);
    to[v] = cells.get(key);
  }
  for (let i = 0; i < part.index.length; i += 3) {
    const [a, b, c] = [to[part.index[i]], to[part.index[i + 1]], to[part.index[i + 2]]], key = a < b && a < c ? [a, b, c] : b < c ? [b, c, a] : [c, a, b];
    if (a === b || b === c || c === a || kept.has(key.join())) continue;
    kept.add(key.join());
    index.push(a, b, c);
  }
  return new BufferAttribute(Uint16Array.from(index), 1);
}

// Twice its volume for its surface: of a tube its radius, of a sheet its thickness [m].
function thickness({ rest, index }) {
  const [a, b, c] = [new Vector3(), new Vector3(), new Vector3()];
  let volume = 0, area = 0;
  for (let i = 0; i < index.length; i += 3) {
    [a, b, c].forEach((corner, k) => corner.fromArray(rest, 3 * index[i + k]));
    volume += a.dot(b.clone().cross(c)) / 6;
    area += b.sub(a).cross(c.sub(a)).length() / 2;
  }
  return 2 * volume / area;
}

// Three numbers of a turn and three of a shift for each body, in 16 bits; `from` is where they are seen best.
const known = new Map();
export function poses(text, bodies) {
  if (!known.has(text)) {
    const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0)), numbers = new Int16Array(bytes.buffer);
    const places = bodies.map((name, i) => {
      const [x, y, z, ...shift] = numbers.subarray(6 * i, 6 * i + 6), turn = [x, y, z].map(value => value / 32767);
      const scalar = Math.sqrt(Math.max(0, 1 - turn.reduce((sum, value) => sum + value * value, 0)));
      return { name, turn: new Quaternion(...turn, scalar), shift: new Vector3(...shift).multiplyScalar(5e-5) };
    });
    known.set(text, Object.assign(places, { from: [...numbers.subarray(6 * bodies.length)] }));
  }
  return known.get(text);
}

// Of two poses what lies between: shifts on a straight line, turns on the shortest arc.
export function between(here, there, share) {
  const one = new Vector3(1, 1, 1), turn = new Quaternion(), shift = new Vector3();
  return Object.fromEntries(here.map((body, i) => {
    turn.slerpQuaternions(body.turn, there[i].turn, share);
    return [body.name, new Matrix4().compose(shift.lerpVectors(body.shift, there[i].shift, share), turn, one)];
  }));
}

// What follows several bodies is bent between them: a disc between two, the cord along all. Where its surface faces is turned with it.
export function bend(part, moved) {
  const { position, normal } = part.mesh.geometry.attributes, here = new Vector3(), there = new Vector3();
  for (let i = 0; i < part.along.length; i++) {
    const below = Math.min(Math.floor(part.along[i]), part.follows.length - 2), share = part.along[i] - below;
    const [one, other] = [moved[part.follows[below]], moved[part.follows[below + 1]]];
    here.fromArray(part.rest, 3 * i).applyMatrix4(one);
    there.fromArray(part.rest, 3 * i).applyMatrix4(other);
    here.lerp(there, share).toArray(position.array, 3 * i);
    here.fromArray(part.facing, 3 * i).transformDirection(one);
    there.fromArray(part.facing, 3 * i).transformDirection(other);
    here.lerp(there, share).toArray(normal.array, 3 * i);
  }
  position.needsUpdate = normal.needsUpdate = true;
  part.mesh.geometry.computeBoundingBox();
  part.mesh.geometry.computeBoundingSphere();
}

// Where a point that a part has at rest is now, pulled apart or (`whole`) not; what is bent takes it along with its nearest corner.
export function follow(part, at, whole = false) {
  const point = new Vector3(...at);
  if (part.follows.length > 1) {
    const now = part.mesh.geometry.attributes.position.array, near = nearest(part.rest, at);
    for (let i = 0; i < 3; i++) point.setComponent(i, point.getComponent(i) + now[near + i] - part.rest[near + i]);
  } else point.applyMatrix4(part.moved);
  return whole ? point : point.add(part.rise);
}

// The other way round: the point that a part has at rest, of one that is seen on it.
export function unfollow(part, seen) {
  const point = seen.clone().sub(part.rise);
  if (part.follows.length === 1) return point.applyMatrix4(part.moved.clone().invert()).toArray();
  const now = part.mesh.geometry.attributes.position.array, near = nearest(now, point.toArray());
  return point.toArray().map((value, i) => value + part.rest[near + i] - now[near + i]);
}

function nearest(points, [x, y, z]) {
  let found = 0, least = Infinity;
  for (let i = 0; i < points.length; i += 3) {
    const gap = (points[i] - x) ** 2 + (points[i + 1] - y) ** 2 + (points[i + 2] - z) ** 2;
    if (gap < least) least = gap, found = i;
  }
  return found;
}

export function bounds(parts) {
  const low = new Vector3(Infinity, Infinity, Infinity), high = new Vector3(-Infinity, -Infinity, -Infinity);
  for (const { mesh } of parts) low.min(mesh.geometry.boundingBox.min), high.max(mesh.geometry.boundingBox.max);
  return [low, high];
}

export function corners(min, max) {
  return [...Array(8).keys()].map(i => new Vector3(i & 1 ? max.x : min.x, i & 2 ? max.y : min.y, i & 4 ? max.z : min.z));
}
