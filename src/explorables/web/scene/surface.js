// How a surface looks: soft light from the sky and one lamp, shadow in its hollows, a fine outline. What lies beyond the cut is left out.

import { Mesh, ShaderMaterial } from "three";
import { geometry } from "./meshes.js";

export function surface(part, colour, shine, { outline, accent, plane }) {
  const material = new ShaderMaterial({
    uniforms: { colour: { value: colour }, outline: { value: outline }, accent: { value: accent }, plane: { value: plane }, shine: { value: shine }, chosen: { value: 0 }, pale: { value: 0 } },
    vertexShader: `attribute float shade; uniform vec4 plane; varying vec3 facing; varying vec2 light;
      void main() {
        vec4 at = modelMatrix * vec4(position, 1.);
        light = vec2(shade, dot(plane.xyz, at.xyz) - plane.w);
        facing = normalMatrix * normal;
        gl_Position = projectionMatrix * viewMatrix * at;
      }`,
    fragmentShader: `uniform vec3 colour, outline, accent; uniform float shine, chosen, pale; varying vec3 facing; varying vec2 light;
      void main() {
        #ifdef CUT
        if (light.y > 0.) discard;
        #endif
        vec3 n = normalize(facing), own = mix(colour, accent, .4 * chosen);
        float open = light.x, lamp = max(0., dot(n, vec3(-.42, .62, .66))), glint = max(0., dot(n, vec3(-.23, .34, .91)));
        vec3 lit = own * (mix(vec3(.36, .34, .36), vec3(.72, .74, .78), .5 + .5 * n.y) * open + vec3(.46, .44, .40) * lamp * (.4 + .6 * open));
        glint *= glint; glint *= glint; glint *= glint; glint *= glint;
        lit += shine * .7 * glint * glint * open;
        lit = mix(mix(outline, lit, .35), lit, smoothstep(.04, .34, n.z));
        float rim = 1. - n.z;
        gl_FragColor = vec4(lit, mix(1., .10 + .55 * rim * rim, pale));
      }`,
  });
  const mesh = new Mesh(geometry(part), material);
  mesh.matrixAutoUpdate = false;
  mesh.userData = part;
  return mesh;
}

// As the view says; a new program is made only when a cut begins or ends.
export function wear({ material, geometry }, { chosen, pale, cut, index }) {
  Object.assign(material.uniforms.chosen, { value: chosen ? 1 : 0 });
  Object.assign(material.uniforms.pale, { value: pale ? 1 : 0 });
  if (material.transparent !== pale) Object.assign(material, { transparent: pale, depthWrite: !pale });
  if (cut !== "CUT" in material.defines) {
    material.defines = cut ? { CUT: 1 } : {};
    material.needsUpdate = true;
  }
  if (geometry.index !== index) geometry.setIndex(index);
}
