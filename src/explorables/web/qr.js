// The short code of a learner's answers as a picture that a telephone reads. `make web` bundles it with the library `qr`.

import encodeQR from "qr";

addEventListener("explorables-given", ({ target, detail: { code } }) => {
  if (!target.querySelector(".handed").open) return;
  const cells = encodeQR(code, "raw", { ecc: "medium", border: 4 }), n = cells.length;
  const path = cells.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  target.querySelector(".qr").innerHTML = `<svg viewBox="0 0 ${n} ${n}" role="img" aria-label="The code as a QR code" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${n}v${n}H0z"/><path d="${path}"/></svg>`;
});
