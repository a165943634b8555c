// One 3D scene, the same in JupyterLab and in a page. `make web` bundles it with three.js. The markup is there before this script
// (scene.html); the meshes come packed by explorables/scene.py. What is seen is one `view` (scene/view.js); whatever changes it asks for a
// picture, and nothing is drawn unless something changed.

import { ColorManagement, Matrix4, Raycaster, Scene, Vector3, Vector4, WebGLRenderer } from "three";
import { caps } from "./scene/caps.js";
import { eye, way } from "./scene/camera.js";
import { ZOOM, hands } from "./scene/hands.js";
import { overlay } from "./scene/labels.js";
import { measure } from "./scene/measure.js";
import { bend, between, bounds, coarse, corners, follow, poses, shade, unpack } from "./scene/meshes.js";
import { notes } from "./scene/notes.js";
import { FULL, pace } from "./scene/pace.js";
import { furnish, layersOf, tints, under } from "./scene/parts.js";
import { quiz } from "./scene/quiz.js";
import { wear } from "./scene/surface.js";
import { VIEWS, past, plain, read, write } from "./scene/view.js";
import { around, finder, seen } from "./scene/words.js";

const APART = 0.6; // of the distance from the lowest part, when pulled apart
const NEAREST = 5, FARTHEST = 800; // mm, of half the picture's height
const LINGER = 350; // ms without a change after which the view is kept
const GRAIN = 0.0005; // m for one pixel, from which on nobody sees the finer surface while it moves
const CUTS = { front: [0, 0], side: [90, 0], level: [0, 90] };

ColorManagement.enabled = false; // the page's colours as they are

// `address` is where the view is kept in a page: asked(), remember(), link(), give.view; JupyterLab has none.
export function show(box, bytes, address) {
  const began = performance.now(), find = selector => box.querySelector(selector), all = selector => [...box.querySelectorAll(selector)];
  const canvas = find("canvas"), stage = canvas.parentElement, list = find("[data-part-list]"), figure = box.closest("figure");
  const said = find(".picked"), told = find(".told"), sight = find(".seen"), acts = find(".acts");
  const renderer = new WebGLRenderer({ canvas, alpha: true, antialias: false, stencil: true, preserveDrawingBuffer: true }); // else print and copies are blank
  const scene = new Scene(), ray = new Raycaster(), plane = new Vector4();
  const layers = layersOf(box), tint = tints(layers), { bodies, parts } = unpack(bytes), places = furnish(figure, parts, layers, tint, plane);
  scene.add(...parts.map(part => part.mesh));
  const named = name => parts.find(part => part.name === name) ?? null, known = { parts: parts.map(part => part.name), layers: layers.map(layer => layer.name) };
  const frame = box.dataset.frame ? JSON.parse(box.dataset.frame).map(corner => new Vector3(...corner)) : bounds(parts);
  const start = plain(layers.filter(layer => layer.shown).map(layer => layer.name), JSON.parse(box.dataset.start)), search = finder(parts);
  const copy = view => structuredClone(view), text = view => write(view, start);
  const rest = Object.fromEntries(bodies.map(name => [name, new Matrix4()]));
  let view = copy(start), moved = rest, best = [start.turn, start.tilt], marked = null, lost = false;
  const views = past(text(view));

  const visible = part => view.alone ? part.name === view.alone : view.shown.includes(part.layer.name) && !view.hidden.includes(part.name);
  const pale = part => view.pale.includes(part.name) || view.clear.includes(part.layer.name);
  const measured = () => ({ width: stage.clientWidth, height: stage.clientHeight });
  let room = measured(); // asked at each picture, it would make the browser lay the page out each time
  const shape = () => room;
  const holds = ({ apart }) => [frame[0], frame[1].clone().setY(frame[1].y + apart / 100 * APART * (frame[1].y - frame[0].y))]; // what has to fit
  const look = eye(holds, shape), over = overlay(box), cap = caps(scene, { ...tint, plane });
  const world = { parts, visible, named, get view() { return view; }, change, show(part) { marked = part; draw(); }, quiet: () => change(view => { view.part = ""; }) };
  const ruler = measure(box, world), game = quiz(box, world), annotate = notes({ world, look, over, ruler, game, ray }), pacer = pace(box, render), { draw } = pacer;

  // ---- what a reader does changes the view; `to`: that part is shown
  function change(how, to = null) {
    told.textContent = "";
    how(view);
    if (to && !view.shown.includes(to.layer.name)) view.shown = known.layers.filter(name => name === to.layer.name || view.shown.includes(name));
    if (to) view.hidden = view.hidden.filter(name => name !== to.name);
    if (to && view.alone && view.alone !== to.name) view.alone = to.name;
    reflect();
  }

  let lingering, picked = null;
  function reflect() {
    stand();
    controls();
    if (picked !== view.part + view.shown) {
      const part = named(view.part);
      picked = view.part + view.shown;
      said.textContent = part ? `${part.words} ${around(part, parts.filter(other => view.shown.includes(other.layer.name)))}` : "No part is picked.";
    }
    ruler.show();
    draw();
    clearTimeout(lingering);
    lingering = setTimeout(keep, LINGER);
    box.dataset.changed = ""; // until it is kept and told
  }

  function keep() {
    clearTimeout(lingering);
    if (views.keep(text(view))) address?.remember();
    tell();
    controls();
    delete box.dataset.changed;
  }

  const tell = () => {
    const words = seen(view, { parts, layers });
    if (!lost && sight.textContent !== words) sight.textContent = words;
  };

  function controls() {
    for (const { name, input } of layers) input.checked = view.shown.includes(name);
    for (const input of all("[data-clear]")) input.checked = view.clear.includes(input.dataset.clear);
    find("[data-labels]").checked = view.labels;
    list.value = view.part;
    acts.hidden = !view.part;
    const pressed = { alone: view.alone === view.part, hide: view.hidden.includes(view.part), pale: view.pale.includes(view.part) };
    for (const [name, on] of Object.entries(pressed)) find(`[data-act=${name}]`).setAttribute("aria-pressed", on);
    for (const button of all("[data-undo]")) button.setAttribute("aria-disabled", !views.can(+button.dataset.undo)); // disabled, it would lose the focus
    const preset = view.cut && Object.keys(CUTS).find(name => CUTS[name].every((value, i) => Math.round(view.cut[i]) === value));
    for (const button of all("[data-cut]")) button.setAttribute("aria-pressed", button.dataset.cut === (view.cut ? preset ?? "" : "none"));
    find(".plane").disabled = !view.cut;
    slide("apart", view.apart);
    ["cutturn", "cuttilt", "depth"].forEach((name, i) => slide(name, view.cut?.[i] ?? 0));
  }

  function slide(name, value) {
    const input = find(`[data-slide=${name}]`), words = `${Math.round(value)}${input.dataset.unit}`;
    input.value = value;
    input.setAttribute("aria-valuetext", words);
    input.nextElementSibling.textContent = words;
  }

  function undo(by) {
    if (views.keep(text(view))) address?.remember(); // what was not yet kept is undone too
    const before = views.step(by);
    if (!before) return;
    look.fly();
    view = read(before, copy(start), known);
    told.textContent = by < 0 ? "Undone." : "Done again.";
    reflect();
    address?.remember();
  }

  // ---- drawing
  function render(now, ratio, fine) {
    const { width, height } = shape();
    if (canvas.width !== Math.floor(width * ratio) || canvas.height !== Math.floor(height * ratio)) {
      renderer.setPixelRatio(ratio);
      renderer.setSize(width, height, false);
    }
    const flies = look.aim(view, now), grain = 2 * look.shown.half / height, rough = !fine && grain > GRAIN, chosen = game.on ? marked : named(view.part);
    for (const part of parts) {
      part.mesh.visible = visible(part);
      if (!part.mesh.visible) continue;
      if (!part.shaded) shade(part);
      wear(part.mesh, { chosen: part === chosen && !game.mark && part.name !== view.alone, pale: pale(part), cut: Boolean(view.cut), index: rough ? coarse(part, grain) : part.fine });
    }
    cap(parts, Boolean(view.cut));
    renderer.render(scene, look.camera);
    annotate({ width, height }, fine);
    box.dataset.firstFrame ??= Math.round(performance.now() - began);
    return flies;
  }

  // Where the parts and the cut are.
  function stand() {
    for (const part of parts) {
      const share = view.apart / 100;
      part.rise.set(...part.layer.aside).multiplyScalar(share).setY(part.rise.y + share * APART * (part.middle - frame[0].y));
      if (part.follows.length === 1) part.moved.copy(moved[part.follows[0]]);
      part.mesh.matrix.makeTranslation(part.rise).multiply(part.moved);
      part.mesh.matrixWorldNeedsUpdate = true;
    }
    if (!view.cut) return;
    const [turn, tilt, depth] = view.cut, side = way(turn, tilt), [low, high] = reach(side);
    plane.set(side.x, side.y, side.z, high - depth / 100 * (high - low));
  }

  function reach(side) {
    const along = corners(...holds(view)).map(corner => corner.dot(side));
    return [Math.min(...along), Math.max(...along)];
  }

  function move() {
    for (const part of parts) if (part.follows.length > 1) bend(part, moved);
    stand();
    draw();
  }

  // ---- where one looks from
  const home = () => { look.fly(); change(view => Object.assign(view, { near: null, turn: start.turn, tilt: start.tilt })); };
  const nearby = view => {
    const { centre, half } = look.wanted(view);
    return view.near ?? [...centre.multiplyScalar(1000), 1000 * half];
  };
  const does = {
    turn(across, up) {
      look.stop();
      change(view => Object.assign(view, { turn: ((view.turn + across + 540) % 360 + 360) % 360 - 180, tilt: Math.min(Math.max(view.tilt + up, -90), 90) }));
    },
    zoom(factor) {
      look.stop();
      change(view => { view.near = nearby(view); view.near[3] = Math.min(Math.max(view.near[3] / factor, NEAREST), FARTHEST); });
    },
    shift(across, up) {
      look.stop();
      const axes = [new Vector3(), new Vector3(), new Vector3()];
      look.camera.matrixWorld.extractBasis(...axes);
      change(view => {
        view.near = nearby(view);
        axes[0].multiplyScalar(across).addScaledVector(axes[1], up).toArray().forEach((value, i) => { view.near[i] += value * view.near[3]; });
      });
    },
    home, undo,
    pick(event) {
      const { part, at } = under(event, { canvas, camera: look.camera, ray, parts, pale, plane, cut: Boolean(view.cut) });
      if (game.on) game.hit(part, at);
      else if (ruler.on) part && ruler.pick({ part: part.name, at: at.map(value => 1000 * value) });
      else change(view => { view.part = part?.name ?? ""; });
    },
    near: () => goto(named(view.part)),
  };
  const steps = hands(canvas, does);

  function goto(part) {
    if (!part) return;
    const { width, height } = shape(), half = 1000 * part.radius * (part.spots.length ? Math.max(1.4, height / width / 0.42) : 1.6);
    look.fly();
    change(view => { view.near = [...follow(part, part.mesh.geometry.boundingSphere.center.toArray()).multiplyScalar(1000), half]; }, part);
  }

  function choose(part) {
    change(view => { view.part = part?.name ?? ""; }, part);
    goto(part);
  }

  function flip(key, name) {
    change(view => { view[key] = view[key].includes(name) ? view[key].filter(one => one !== name) : [...view[key], name]; });
  }

  function cut(name) {
    look.fly();
    change(view => {
      if (name === "none") return void (view.cut = null);
      const side = way(...CUTS[name]), [low, high] = reach(side), part = named(view.part);
      const depth = part ? 100 * (high - follow(part, part.mesh.geometry.boundingSphere.center.toArray()).dot(side)) / (high - low) : 50;
      view.cut = [...CUTS[name], Math.round(Math.min(Math.max(depth, 0), 100))];
      if (way(view.turn, view.tilt).dot(side) < 0.5) Object.assign(view, name === "level" ? { tilt: 50 } : { turn: CUTS[name][0] - 25, tilt: 12 }); // where the cut is seen
    });
  }

  // ---- controls
  const on = (selector, type, does) => { for (const element of all(selector)) element.addEventListener(type, () => does(element)); };
  on("[data-view]", "click", ({ dataset }) => { look.fly(); change(view => { [view.turn, view.tilt] = VIEWS[dataset.view]; }); });
  on("[data-whole]", "click", home);
  on("[data-step]", "click", ({ dataset }) => steps[dataset.step]());
  on("[data-undo]", "click", ({ dataset }) => undo(+dataset.undo));
  on("[data-layer-box]", "change", ({ checked, dataset }) => change(view => { view.shown = known.layers.filter(name => name === dataset.layerBox ? checked : view.shown.includes(name)); }));
  on("[data-clear]", "change", ({ dataset }) => flip("clear", dataset.clear));
  on("[data-labels]", "change", ({ checked }) => change(view => { view.labels = checked; }));
  on("[data-cut]", "click", ({ dataset }) => cut(dataset.cut));
  on("[data-slide]", "input", ({ dataset, valueAsNumber }) => change(view => {
    if (dataset.slide === "apart") view.apart = valueAsNumber;
    else view.cut[["cutturn", "cuttilt", "depth"].indexOf(dataset.slide)] = valueAsNumber;
  }));
  const act = {
    near: part => goto(part),
    alone: part => { change(view => { view.alone = view.alone === part.name ? "" : part.name; }, part); if (view.alone) goto(part); },
    hide: part => flip("hidden", part.name),
    pale: part => flip("pale", part.name),
  };
  on("[data-act]", "click", ({ dataset }) => act[dataset.act](named(view.part)));
  on("[data-all]", "click", () => change(view => Object.assign(view, { alone: "", hidden: [], pale: [], clear: [], cut: null, apart: 0 })));
  list.addEventListener("change", () => choose(named(list.value)));
  const field = find("[data-find]"), names = find("datalist");
  names.append(...[...new Set(parts.flatMap(part => [part.label, ...part.also]).concat(places.flatMap(place => [place.name, ...place.also])))].map(name => Object.assign(document.createElement("option"), { value: name })));
  field.addEventListener("change", () => {
    if (!field.value) return;
    const found = search(field.value, named(view.part));
    if (found.part) choose(found.part);
    told.textContent = found.said;
  });
  find(".closer").addEventListener("toggle", ruler.fill, { once: true });
  find("[data-link]").hidden = !address;
  find("[data-link]").addEventListener("click", async () => {
    keep();
    try {
      await navigator.clipboard.writeText(address.link());
      told.textContent = "The link is copied.";
    } catch {
      told.textContent = address.link(); // where a page may not write to the clipboard the reader can
    }
  });
  find("[data-photo]").addEventListener("click", () => photo().toBlob(blob => {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: `${canvas.dataset.scene}.png` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    told.textContent = `Saved as ${link.download}.`;
  }));

  function photo() {
    const { width, height } = shape(), picture = Object.assign(document.createElement("canvas"), { width: FULL * width, height: FULL * height }), context = picture.getContext("2d");
    render(performance.now(), FULL, true);
    context.scale(FULL, FULL);
    context.fillStyle = getComputedStyle(stage).backgroundColor;
    context.fillRect(0, 0, width, height);
    context.drawImage(canvas, 0, 0, width, height);
    over.onto(context);
    return picture;
  }

  // ---- the world around: address, size, colours, a lost context
  function follows(first) {
    const asked = address?.asked();
    if (!asked || (first && !asked.length)) return;
    let wrong = "";
    try {
      view = read(asked, copy(start), known);
    } catch (error) {
      view = copy(start);
      wrong = error.message;
    }
    told.textContent = wrong;
    if (!first) look.fly();
    reflect();
    keep();
  }
  const sized = new ResizeObserver(() => {
    room = measured();
    draw();
  });
  const themed = new MutationObserver(dye), ended = new AbortController();
  sized.observe(stage);
  const watched = new IntersectionObserver(entries => { // while nobody sees it, what plays costs nothing here
    const before = pacer.awake;
    pacer.awake = entries.at(-1).isIntersecting;
    if (pacer.awake && !before) move();
  });
  watched.observe(stage);
  function dye() {
    const css = getComputedStyle(box);
    for (const [name, colour] of Object.entries(tint)) colour.set(css.getPropertyValue(`--${name}`).trim());
    draw();
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dye, ended);
  for (const who of [document.body, document.documentElement]) themed.observe(who, { attributeFilter: ["data-jp-theme-light", "data-theme"] });
  addEventListener("hashchange", () => follows(), ended);
  canvas.addEventListener("webglcontextlost", () => {
    lost = true;
    sight.textContent = "The 3D picture was lost by the graphics processor; it comes back as soon as that can draw again. The picture and the list of parts in words say the same.";
    figure.classList.add("lost-context");
  });
  canvas.addEventListener("webglcontextrestored", () => {
    lost = false;
    figure.classList.remove("lost-context");
    tell();
    draw();
  });

  move();
  dye();
  reflect();
  follows(true);
  if (address) address.give.view = () => text(view);
  tell();
  pacer.paint(performance.now());
  return {
    // The bodies as one text says, or, of two, as they stand in between; seen from where that is seen best, if nobody looks elsewhere.
    pose(text, next = text, share = 0) {
      const here = poses(text, bodies), untouched = !view.near && view.turn === best[0] && view.tilt === best[1], before = best;
      best = here.from;
      if (untouched && String(best) !== String(before)) {
        look.fly();
        change(view => { [view.turn, view.tilt] = best; });
      }
      moved = between(here, poses(next, bodies), share);
      if (pacer.awake) move();
    },
    close() { // a browser has few graphics contexts: this one's is given back
      ended.abort();
      sized.disconnect();
      themed.disconnect();
      watched.disconnect();
      pacer.close();
      clearTimeout(lingering);
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}
