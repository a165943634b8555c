// The faces of a cut. Along each line of sight the walls of a solid that are left are counted: where their number is odd, the line enters
// it at the cut, and there the cut's plane is painted. Solids that touch or overlap are told apart: each is counted for itself.

import { AlwaysStencilFunc, DoubleSide, InvertStencilOp, Mesh, NotEqualStencilFunc, PlaneGeometry, ShaderMaterial, Vector3, ZeroStencilOp } from "three";

const FACING = new Vector3(0, 0, 1);

export function caps(scene, { outline, accent, plane }) {
  const sheet = new PlaneGeometry(2, 2), of = new Map();
  const counter = new ShaderMaterial({
    uniforms: { plane: { value: plane } }, side: DoubleSide, forceSinglePass: true, transparent: true, colorWrite: false, depthWrite: false, depthTest: false,
    stencilWrite: true, stencilFunc: AlwaysStencilFunc, stencilZPass: InvertStencilOp,
    vertexShader: "uniform vec4 plane; varying float off; void main() { vec4 at = modelMatrix * vec4(position, 1.); off = dot(plane.xyz, at.xyz) - plane.w; gl_Position = projectionMatrix * viewMatrix * at; }",
    fragmentShader: "varying float off; void main() { if (off > 0.) discard; gl_FragColor = vec4(1.); }",
  });

  function make(part) {
    const face = new ShaderMaterial({
      uniforms: { colour: part.mesh.material.uniforms.colour, outline: { value: outline }, accent: { value: accent }, chosen: part.mesh.material.uniforms.chosen, pale: part.mesh.material.uniforms.pale },
      side: DoubleSide, forceSinglePass: true, transparent: true, stencilWrite: true, stencilRef: 0, stencilFunc: NotEqualStencilFunc, stencilFail: ZeroStencilOp, stencilZFail: ZeroStencilOp, stencilZPass: ZeroStencilOp,
      vertexShader: "void main() { gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.); }",
      fragmentShader: `uniform vec3 colour, outline, accent; uniform float chosen, pale;
        void main() {
          vec3 own = mix(colour, accent, .4 * chosen);
          gl_FragColor = vec4(mix(own, outline, .1 + .1 * step(.9, fract((gl_FragCoord.x + gl_FragCoord.y) / 18.))), mix(1., .35, pale));
        }`,
    });
    const meshes = [counter, face].map((material, i) => {
      const mesh = new Mesh(material === face ? sheet : part.mesh.geometry, material);
      mesh.matrixAutoUpdate = false;
      mesh.renderOrder = 2 * (of.size + 1) + i;
      if (material !== face) mesh.matrix = part.mesh.matrix; // the same, not a copy
      mesh.userData = null;
      scene.add(mesh);
      return mesh;
    });
    of.set(part, meshes);
    return meshes;
  }

  // Those of the parts that the plane goes through.
  return function cap(parts, cut) {
    const side = new Vector3(plane.x, plane.y, plane.z), centre = new Vector3();
    for (const part of parts) {
      const { boundingSphere } = part.mesh.geometry;
      const through = cut && part.mesh.visible && Math.abs(centre.copy(boundingSphere.center).applyMatrix4(part.mesh.matrix).dot(side) - plane.w) < boundingSphere.radius;
      const meshes = through ? of.get(part) ?? make(part) : of.get(part) ?? [];
      for (const mesh of meshes) mesh.visible = through;
      if (!through) continue;
      meshes[0].matrixWorldNeedsUpdate = true;
      const face = meshes[1];
      face.quaternion.setFromUnitVectors(FACING, side);
      face.position.copy(centre).addScaledVector(side, plane.w - centre.dot(side));
      face.scale.setScalar(boundingSphere.radius);
      face.updateMatrix();
      face.matrixWorldNeedsUpdate = true;
    }
  };
}
