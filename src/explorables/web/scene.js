// One 3D scene, the same in JupyterLab and in a page: meshes to turn, a list of parts, layers, views. `make web` bundles it with three.js.
// The markup is there before this script (scene.html); the meshes come packed by explorers/scene.py. Nothing is drawn unless something changed.

import { BufferAttribute, BufferGeometry, Color, ColorManagement, DoubleSide, Matrix4, Mesh, OrthographicCamera, Quaternion, Raycaster, Scene,
  ShaderMaterial, Vector2, Vector3, WebGLRenderer } from "three";

const TURN = Math.PI / 18; // by one key
const ZOOM = 1.2;
const NEAREST = 40; // times
const APART = 0.6; // of the distance from the lowest part, when pulled apart
const HALF = Math.PI / 2;
const VIEWS = { front: [0, 0], left: [-HALF, 0], behind: [Math.PI, 0], above: [-HALF, HALF], start: [-0.62 * Math.PI, 0.15] };
const SIDES = ["in front", "in front on the right", "the right side", "behind on the right", "behind", "behind on the left", "the left side", "in front on the left"];

ColorManagement.enabled = false; // the page's colours as they are

export function show(box, bytes) {
  const began = performance.now();
  const canvas = box.querySelector("canvas"), stage = canvas.parentElement, labels = box.querySelector(".labels"), list = box.querySelector("[data-part-list]");
  const said = box.querySelector(".picked"), seen = box.querySelector(".seen"), rows = [...box.closest("figure").querySelectorAll("[data-part]")];
  const renderer = new WebGLRenderer({ canvas, alpha: true, antialias: true, preserveDrawingBuffer: true }); // else print and copies are blank
  const camera = new OrthographicCamera(), scene = new Scene(), ray = new Raycaster();
  const tint = Object.fromEntries(["outline", "accent", ...new Set(rows.map(row => row.dataset.colour))].map(name => [name, new Color()]));
  const { bodies, parts } = unpack(bytes);
  for (const part of parts) {
    const row = rows.find(row => row.dataset.part === part.name);
    Object.assign(part, { row, layer: row.dataset.layer, mesh: solid(part, tint[row.dataset.colour], tint) });
    part.mesh.userData = part;
    scene.add(part.mesh);
  }
  const frame = box.dataset.frame ? JSON.parse(box.dataset.frame).map(corner => new Vector3(...corner)) : bounds(parts);
  const rest = Object.fromEntries(bodies.map(name => [name, new Matrix4()]));
  const name = part => part.row.cells[0].textContent;
  let at, picked = null, moved = rest, waiting = 0, onScreen = true;

  const apart = () => box.querySelector("[data-apart]").checked ? APART : 0;

  // ---- drawing: asked for by whatever changes, done once before the next picture
  const draw = () => { if (onScreen) waiting ||= requestAnimationFrame(paint); };

  function paint() {
    waiting = 0;
    const { width, height } = size();
    const away = new Vector3(Math.cos(at.tilt) * Math.cos(at.turn), Math.sin(at.tilt), Math.cos(at.tilt) * Math.sin(at.turn));
    camera.up.set(0, 1, 0);
    if (Math.abs(at.tilt) > HALF - 0.01) camera.up.set(-Math.cos(at.turn), 0, -Math.sin(at.turn)).multiplyScalar(Math.sign(at.tilt));
    camera.position.copy(at.centre).addScaledVector(away, 2);
    camera.lookAt(at.centre);
    Object.assign(camera, { top: at.half, bottom: -at.half, right: at.half * width / height, left: -at.half * width / height, near: 0.1, far: 4 });
    camera.updateProjectionMatrix();
    camera.updateMatrixWorld();
    for (const part of parts) part.mesh.material.uniforms.chosen.value = part === picked ? 1 : 0;
    renderer.render(scene, camera);
    write(width, height);
    box.dataset.firstFrame ??= Math.round(performance.now() - began);
  }

  function size() {
    const { width, height } = stage.getBoundingClientRect(), ratio = Math.min(devicePixelRatio, 2);
    const wanted = [Math.floor(width * ratio), Math.floor(height * ratio)];  // as the renderer counts
    if (canvas.width !== wanted[0] || canvas.height !== wanted[1]) {
      renderer.setPixelRatio(ratio);
      renderer.setSize(width, height, false);
    }
    return { width, height };
  }

  // ---- words: labels on the parts, a scale, and where one looks from
  function write(width, height) {
    const wanted = box.querySelector("[data-labels]").checked, taken = [];
    labels.replaceChildren();
    for (const part of [...(picked ? [picked] : []), ...(wanted ? parts.filter(part => part !== picked && part.row.dataset.short) : [])]) {
      if (!part.mesh.visible) continue;
      const spot = corners(part.mesh.geometry.boundingBox).map(corner => corner.applyMatrix4(part.mesh.matrix).project(camera));
      const x = (1 + Math.max(...spot.map(point => point.x))) * width / 2, y = (1 - spot.reduce((sum, point) => sum + point.y, 0) / 8) * height / 2;
      if (y < 8 || y > height - 8 || x < 0 || taken.some(other => Math.abs(other.y - y) < 15 && Math.abs(other.x - x) < 60)) continue;
      taken.push({ x, y });
      const label = document.createElement("span");
      label.textContent = part === picked ? name(part) : part.row.dataset.short;
      label.className = part === picked ? "chosen" : "";
      label.style.cssText = `left:${Math.min(x + 4, width - 8 * label.textContent.length - 8)}px;top:${y}px`;
      labels.append(label);
    }
    const perMetre = height / 2 / at.half, bar = [200, 100, 50, 20, 10, 5].find(mm => mm * perMetre / 1000 < width / 4) ?? 2;
    const scale = box.querySelector(".scale");
    scale.textContent = `${bar} mm`;
    scale.style.width = `${bar * perMetre / 1000}px`;
    const side = SIDES[((Math.round(at.turn / (Math.PI / 4)) % 8) + 8) % 8], high = at.tilt > 1.2 ? "above" : at.tilt > 0.3 ? `above and ${side}` : at.tilt < -1.2 ? "below" : at.tilt < -0.3 ? `below and ${side}` : side;
    const layers = [...box.querySelectorAll("[data-layer-box]:checked")].map(input => input.parentElement.textContent.trim());
    const words = `Seen from ${high}. Shown: ${layers.join(", ") || "nothing"}.`;
    if (seen.textContent !== words) seen.textContent = words;
  }

  // ---- where one looks from
  function look([turn, tilt], part = null) {
    const high = frame[1].clone().setY(frame[1].y + apart() * (frame[1].y - frame[0].y)), middle = frame[0].clone().add(high).divideScalar(2);
    at = { turn, tilt, centre: middle, half: 1, fits: !part };
    if (part) {
      const box3 = bounds([part]);
      at.centre = box3[0].add(box3[1]).divideScalar(2).applyMatrix4(part.mesh.matrix);
      at.half = 0.06;
    } else {
      const { width, height } = stage.getBoundingClientRect(), right = new Vector3(Math.sin(turn), 0, -Math.cos(turn));
      const away = new Vector3(Math.cos(tilt) * Math.cos(turn), Math.sin(tilt), Math.cos(tilt) * Math.sin(turn)), up = away.clone().cross(right).negate();
      const reach = axis => Math.max(...corners({ min: frame[0], max: high }).map(corner => Math.abs(corner.sub(middle).dot(axis))));
      at.half = 1.06 * Math.max(reach(up), reach(right) * height / (width || 1), 0.01);
    }
    draw();
  }

  function zoom(factor) {
    at.half = Math.min(Math.max(at.half / factor, 0.6 / NEAREST), 0.8);
    at.fits = false;
    draw();
  }

  function turn(across, up) {
    at.turn += across;
    at.tilt = Math.min(Math.max(at.tilt + up, -HALF), HALF);
    draw();
  }

  function shift(across, up) { // in parts of the picture's height
    const axes = [new Vector3(), new Vector3(), new Vector3()];
    camera.matrixWorld.extractBasis(...axes);
    at.centre.addScaledVector(axes[0], across * at.half).addScaledVector(axes[1], up * at.half);
    at.fits = false;
    draw();
  }

  // ---- parts
  function pick(part) {
    picked = part;
    list.value = part ? part.name : "";
    said.textContent = part ? [...part.row.cells].map(cell => cell.textContent.trim()).filter(Boolean).join(". ").replaceAll("..", ".") : "No part is picked.";
    draw();
  }

  function under(event) {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    ray.setFromCamera(new Vector2((event.clientX - left) / width * 2 - 1, 1 - (event.clientY - top) / height * 2), camera);
    return ray.intersectObjects(scene.children.filter(mesh => mesh.visible))[0]?.object.userData ?? null;
  }

  function place() {
    for (const part of parts) {
      part.mesh.visible = box.querySelector(`[data-layer-box="${part.layer}"]`).checked;
      if (!part.mesh.visible) continue;
      const rise = new Matrix4().makeTranslation(0, apart() * (part.middle - frame[0].y), 0);
      if (part.follows.length === 1) part.mesh.matrix.copy(rise).multiply(moved[part.follows[0]]);
      else bend(part, moved), part.mesh.matrix.copy(rise);
      part.mesh.matrixWorldNeedsUpdate = true;
    }
    draw();
  }

  // ---- hands
  const keys = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  canvas.addEventListener("keydown", event => {
    const way = keys[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (way && event.shiftKey) shift(-0.1 * way[0], -0.1 * way[1]);
    else if (way) turn(-TURN * way[0], TURN * way[1]);
    else if (event.key === "+" || event.key === "=") zoom(ZOOM);
    else if (event.key === "-") zoom(1 / ZOOM);
    else if (event.key === "Home") look(VIEWS.start);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const held = new Map();
  let far = 0;
  canvas.addEventListener("pointerdown", event => {
    canvas.setPointerCapture(event.pointerId);
    held.set(event.pointerId, event);
    far = 0;
  });
  canvas.addEventListener("pointermove", event => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY], height = canvas.clientHeight;
    far += Math.abs(dx) + Math.abs(dy);
    if (held.size === 2) {
      const other = [...held.values()].find(finger => finger.pointerId !== event.pointerId), gap = finger => Math.hypot(finger.clientX - other.clientX, finger.clientY - other.clientY);
      zoom(gap(event) / gap(before));
    } else if (event.shiftKey || event.buttons & 2) shift(-2 * dx / height, 2 * dy / height);
    else turn(Math.PI * dx / height, Math.PI * dy / height);
    held.set(event.pointerId, event);
  });
  canvas.addEventListener("pointerup", event => {
    if (held.delete(event.pointerId) && far < 5 && event.button === 0) pick(under(event));
  });
  canvas.addEventListener("pointercancel", event => held.delete(event.pointerId));
  canvas.addEventListener("contextmenu", event => event.preventDefault());
  canvas.addEventListener("wheel", event => { // without focus the page scrolls
    if (!canvas.matches(":focus")) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 500));
  }, { passive: false });
  const steps = { turnleft: () => turn(TURN, 0), turnright: () => turn(-TURN, 0), up: () => turn(0, TURN), down: () => turn(0, -TURN), nearer: () => zoom(ZOOM), farther: () => zoom(1 / ZOOM) };
  for (const button of box.querySelectorAll("[data-view]")) button.addEventListener("click", () => look(VIEWS[button.dataset.view]));
  for (const button of box.querySelectorAll("[data-step]")) button.addEventListener("click", steps[button.dataset.step]);
  for (const input of box.querySelectorAll("[data-layer-box], [data-labels]")) input.addEventListener("change", place);
  box.querySelector("[data-apart]").addEventListener("change", () => { place(); look([at.turn, at.tilt]); });
  box.querySelector("[data-closer]").addEventListener("click", () => look([at.turn, at.tilt], picked));
  list.addEventListener("change", () => {
    const part = parts.find(part => part.name === list.value) ?? null, layer = part && box.querySelector(`[data-layer-box="${part.layer}"]`);
    if (layer && !layer.checked) layer.click();
    pick(part);
  });

  // ---- the world around: size, colours, a lost context
  const sized = new ResizeObserver(() => at.fits ? look([at.turn, at.tilt]) : draw()), themed = new MutationObserver(dye), ended = new AbortController();
  sized.observe(stage);
  const watched = new IntersectionObserver(entries => { // while nobody sees it, what plays costs nothing here
    const before = onScreen;
    onScreen = entries.at(-1).isIntersecting;
    if (onScreen && !before) place();
  });
  watched.observe(stage);
  function dye() {
    const css = getComputedStyle(box);
    for (const [name, colour] of Object.entries(tint)) colour.set(css.getPropertyValue(`--${name}`).trim());
    draw();
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dye, ended);
  for (const who of [document.body, document.documentElement]) themed.observe(who, { attributeFilter: ["data-jp-theme-light", "data-theme"] });
  canvas.addEventListener("webglcontextlost", () => { seen.textContent = "The 3D picture was lost by the graphics processor; it comes back as soon as that can draw again."; });
  canvas.addEventListener("webglcontextrestored", draw);

  look(VIEWS.start);
  place();
  dye();
  paint();
  return {
    // The bodies as one text says, or, of two, as they stand in between.
    pose(text, next = text, share = 0) {
      moved = text ? between(poses(text, bodies), poses(next, bodies), share) : rest;
      if (onScreen) place();
    },
    close() { // a browser has few graphics contexts: this one's is given back
      ended.abort();
      sized.disconnect();
      themed.disconnect();
      watched.disconnect();
      cancelAnimationFrame(waiting);
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}

// Meshes as explorers/scene.py packs them: a header, then the low and the high bytes of 16-bit differences.
function unpack(bytes) {
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
    const [x, y, z, along] = [read(part.vertices), read(part.vertices), read(part.vertices), read(part.follows.length > 1 ? part.vertices : 0)];
    const [first, second, third] = [read(part.faces), read(part.faces, false), read(part.faces, false)];
    part.rest = Float32Array.from({ length: 3 * part.vertices }, (_, i) => step * [x, y, z][i % 3][i / 3 | 0]);
    part.along = Float32Array.from(along, value => value / 256);
    part.index = Uint16Array.from({ length: 3 * part.faces }, (_, i) => first[i / 3 | 0] + (i % 3 ? [second, third][i % 3 - 1][i / 3 | 0] : 0));
  }
  return { bodies, parts };
}

// Three numbers of a turn and three of a shift for each body, in 16 bits.
const known = new Map();
function poses(text, bodies) {
  if (!known.has(text)) {
    const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0)), numbers = new Int16Array(bytes.buffer);
    known.set(text, bodies.map((name, i) => {
      const [x, y, z, ...shift] = numbers.subarray(6 * i, 6 * i + 6), turn = [x, y, z].map(value => value / 32767);
      const scalar = Math.sqrt(Math.max(0, 1 - turn.reduce((sum, value) => sum + value * value, 0)));
      return { name, turn: new Quaternion(...turn, scalar), shift: new Vector3(...shift).multiplyScalar(5e-5) };
    }));
  }
  return known.get(text);
}

// Of two poses what lies between: shifts on a straight line, turns on the shortest arc.
function between(here, there, share) {
  const one = new Vector3(1, 1, 1), turn = new Quaternion(), shift = new Vector3();
  return Object.fromEntries(here.map((body, i) => {
    turn.slerpQuaternions(body.turn, there[i].turn, share);
    return [body.name, new Matrix4().compose(shift.lerpVectors(body.shift, there[i].shift, share), turn, one)];
  }));
}

// What follows several bodies is bent between them: a disc between two, the cord along all.
function bend(part, moved) {
  const place = part.mesh.geometry.attributes.position, here = new Vector3(), there = new Vector3();
  for (let i = 0; i < part.along.length; i++) {
    const below = Math.min(Math.floor(part.along[i]), part.follows.length - 2), share = part.along[i] - below;
    here.fromArray(part.rest, 3 * i).applyMatrix4(moved[part.follows[below]]);
    there.fromArray(part.rest, 3 * i).applyMatrix4(moved[part.follows[below + 1]]);
    here.lerp(there, share).toArray(place.array, 3 * i);
  }
  place.needsUpdate = true;
  part.mesh.geometry.computeVertexNormals();
  part.mesh.geometry.computeBoundingBox();
  part.mesh.geometry.computeBoundingSphere();
}

function solid(part, colour, { outline, accent }) {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(Float32Array.from(part.rest), 3));
  geometry.setIndex(new BufferAttribute(part.index, 1));
  geometry.computeVertexNormals();
  geometry.computeBoundingBox();
  part.middle = (geometry.boundingBox.min.y + geometry.boundingBox.max.y) / 2;
  const material = new ShaderMaterial({
    uniforms: { colour: { value: colour }, outline: { value: outline }, accent: { value: accent }, chosen: { value: 0 } }, side: DoubleSide,
    vertexShader: "varying vec3 facing; void main() { facing = normalMatrix * normal; gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.); }",
    fragmentShader: `uniform vec3 colour, outline, accent; uniform float chosen; varying vec3 facing;
      void main() {
        vec3 n = normalize(facing) * (gl_FrontFacing ? 1. : -1.);
        float light = .5 + .5 * dot(n, normalize(vec3(-.4, .7, .6))), edge = smoothstep(.05, .4, abs(n.z));
        vec3 base = mix(colour, accent, .6 * chosen) * (.38 + .66 * light);
        gl_FragColor = vec4(mix(mix(outline, base, .25), base, edge), 1.);
      }`,
  });
  const mesh = new Mesh(geometry, material);
  mesh.matrixAutoUpdate = false;
  mesh.frustumCulled = false;
  return mesh;
}

function bounds(parts) {
  const low = new Vector3(Infinity, Infinity, Infinity), high = new Vector3(-Infinity, -Infinity, -Infinity);
  for (const { mesh } of parts) low.min(mesh.geometry.boundingBox.min), high.max(mesh.geometry.boundingBox.max);
  return [low, high];
}

function corners({ min, max }) {
  return [...Array(8).keys()].map(i => new Vector3(i & 1 ? max.x : min.x, i & 2 ? max.y : min.y, i & 4 ? max.z : min.z));
}
