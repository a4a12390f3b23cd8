import type { Disc, Name } from "../picture.ts";
import { svg } from "./dom.ts";

/** The corner that all discs share, and the lens that enlarges it. */
const SIZE = { width: 400, height: 244 };
const CORNER = { x: 240, y: 240 };
const LENS = { x: 336, y: 168, radius: 64 };
/** Position of the corner in the lens. */
const IN_LENS = { x: LENS.x + 26, y: LENS.y + 26 };

/** Distances of the names beside the discs, and the lowest place for one: above the lens, or at the bottom. */
const NAMES = { x: CORNER.x + 28, apart: 20, lowest: { besideLens: 84, alone: CORNER.y + 2 } };

/**
 * Quarter discs that share their corner, with a lens on it if the smallest would be invisible. Each disc's edge leads to
 * its name, as far as there is room beside the lens.
 */
export function draw(
  discs: readonly Disc[],
  times: number,
  label: string,
  nameOf: (name: Name) => string,
): SVGElement {
  const picture = svg("svg", {
    viewBox: `0 0 ${SIZE.width} ${SIZE.height}`,
    role: "img",
    "aria-label": label,
  });
  picture.append(...discs.map((disc) => quarter(disc, 1, CORNER)));
  picture.append(...names(discs, times > 1, nameOf));
  if (times > 1) picture.append(...lens(discs, times));
  return picture;
}

function names(
  discs: readonly Disc[],
  hasLens: boolean,
  nameOf: (name: Name) => string,
): SVGElement[] {
  const lowest = hasLens ? NAMES.lowest.besideLens : NAMES.lowest.alone;
  let last = 12 - NAMES.apart;
  return discs.flatMap(({ name, radius }) => {
    const edge = CORNER.y - radius;
    const y = Math.min(Math.max(edge + 4, last + NAMES.apart), lowest);
    if (y < last + NAMES.apart || (hasLens && edge > lowest)) return [];
    last = y;
    const text = svg("text", { class: "name", x: NAMES.x, y });
    text.textContent = nameOf(name);
    const line = `M${CORNER.x} ${edge}h8L${NAMES.x - 6} ${y - 4}`;
    return [svg("path", { class: "ray", d: line }), text];
  });
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
