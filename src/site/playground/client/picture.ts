import type { Disc } from "../picture.ts";
import { svg } from "./dom.ts";

/** The corner that all discs share, and the lens that enlarges it. */
const SIZE = { width: 400, height: 240 };
const CORNER = { x: 240, y: 240 };
const LENS = { x: 336, y: 168, radius: 64 };
/** Position of the corner in the lens. */
const IN_LENS = { x: LENS.x + 26, y: LENS.y + 26 };

/** Quarter discs that share their corner, with a lens on it if the smallest would be invisible. */
export function draw(discs: readonly Disc[], times: number, label: string): SVGElement {
  const picture = svg("svg", {
    viewBox: `0 0 ${SIZE.width} ${SIZE.height}`,
    role: "img",
    "aria-label": label,
  });
  picture.append(...discs.map((disc) => quarter(disc, 1, CORNER)));
  if (times > 1) picture.append(...lens(discs, times));
  return picture;
}

function lens(discs: readonly Disc[], times: number): SVGElement[] {
  const circle = { cx: LENS.x, cy: LENS.y, r: LENS.radius };
  return [
    svg("path", { class: "ray", d: `M${CORNER.x} ${CORNER.y}L${LENS.x - 45} ${LENS.y + 45}` }),
    svg("clipPath", { id: "lens" }, svg("circle", circle)),
    svg(
      "g",
      { "clip-path": "url(#lens)" },
      svg("circle", { ...circle, class: "glass" }),
      ...discs.map((disc) => quarter(disc, times, IN_LENS)),
    ),
    svg("circle", { ...circle, class: "rim" }),
  ];
}

function quarter({ name, radius }: Disc, times: number, corner: { x: number; y: number }) {
  const r = radius * times;
  const { x, y } = corner;
  return svg("path", {
    class: `disc ${name}`,
    d: `M${x} ${y}V${y - r}A${r} ${r} 0 0 0 ${x - r} ${y}Z`,
  });
}
