// Parts as the markup and the meshes tell of them, and which of them a pointer is on.

import { Color, DoubleSide, FrontSide, Matrix4, Vector2, Vector3 } from "three";
import { unfollow } from "./meshes.js";
import { surface } from "./surface.js";
import { join } from "./words.js";

export function layersOf(box) {
  return [...box.querySelectorAll("[data-layer-box]")].map(input => ({ name: input.dataset.layerBox, label: input.nextElementSibling.textContent, shown: input.defaultChecked, input, ...JSON.parse(input.dataset.look) }));
}

export const tints = layers => Object.fromEntries(["outline", "accent", ...layers.map(layer => layer.colour)].map(name => [name, new Color()]));

// Gives each of the unpacked parts its words, its layer and its surface.
export function furnish(figure, parts, layers, tint, plane) {
  const rows = new Map([...figure.querySelectorAll("[data-part]")].map(row => [row.dataset.part, row]));
  const places = [...figure.querySelectorAll("[data-landmark]")].map(row => ({ name: row.cells[0].textContent, does: row.cells[1].textContent, also: JSON.parse(row.dataset.also) }));
  for (const part of parts) {
    const { dataset, cells } = rows.get(part.name), layer = layers.find(layer => layer.name === dataset.layer);
    const [label, does, measures] = [cells[0].firstChild, cells[1], cells[2]].map(node => node.textContent), also = JSON.parse(dataset.also);
    const words = [label, also.length ? `Also called ${join(also)}` : "", does, measures].filter(Boolean).map(text => `${text}.`).join(" ").replaceAll("..", ".");
    Object.assign(part, { label, short: dataset.short, also, does, words, layer, spots: part.spots.map(({ words, at }) => ({ ...places[words], at })) });
    part.mesh = surface(part, tint[layer.colour], layer.shine, { ...tint, plane });
    const { center, radius } = part.mesh.geometry.boundingSphere;
    Object.assign(part, { rise: new Vector3(), moved: new Matrix4(), middle: center.y, radius });
  }
  return places;
}

// The part under a pointer and the point of it at rest: what is seen through (`pale`) is picked only where nothing else is.
export function under(event, { canvas, camera, ray, parts, pale, plane, cut }) {
  const { left, top, width, height } = canvas.getBoundingClientRect(), side = new Vector3().copy(plane);
  ray.setFromCamera(new Vector2((event.clientX - left) / width * 2 - 1, 1 - (event.clientY - top) / height * 2), camera);
  const meshes = parts.filter(part => part.mesh.visible).map(part => part.mesh), sided = side => meshes.forEach(mesh => { mesh.material.side = side; });
  sided(DoubleSide);
  const hits = ray.intersectObjects(meshes).filter(hit => !cut || hit.point.dot(side) <= plane.w);
  sided(FrontSide);
  const hit = hits.find(hit => !pale(hit.object.userData)) ?? hits[0];
  if (!hit) return { part: null };
  const inside = cut && hit.face.normal.clone().transformDirection(hit.object.matrixWorld).dot(ray.ray.direction) > 0;
  if (inside) hit.point.addScaledVector(ray.ray.direction, (plane.w - hit.point.dot(side)) / ray.ray.direction.dot(side)); // on the cut, not on the far wall
  return { part: hit.object.userData, at: unfollow(hit.object.userData, hit.point) };
}
