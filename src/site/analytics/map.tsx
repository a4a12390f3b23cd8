import type { Standing } from "../../placement/ranking.ts";
import { addressOf } from "../pages/assets.ts";
import { arc, MAP_HEIGHT, MAP_WIDTH, project } from "./projection.ts";
import { shadeOf } from "./shade.ts";
import type { GridView, Route, View } from "./view.ts";

/** A place on the map, and the regions with objects at that place. */
interface Dot {
  x: number;
  y: number;
  regions: string[];
  gramsPerKwh: number | null;
}

/** A label closer than this to the next dot is placed on the left. */
const CROWDED = { x: 90, y: 16 };
const MAX_STROKE = 5;

export const WorldMap = ({ view, grid }: { view: View; grid: GridView }) => {
  const { messages: t, assets } = view;
  const dots = dotsOf(grid);
  const routes = view.ledger?.routes ?? [];
  const most = Math.max(...routes.map(({ grams }) => grams));
  const world = addressOf(assets, "world.svg");
  return (
    <svg
      class="map"
      id="map"
      data-live
      viewBox={`0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`}
      role="img"
      aria-label={t.mapLabel}
    >
      <defs>
        <marker
          id="arrow"
          viewBox="0 0 10 10"
          refX="8"
          refY="5"
          markerWidth="4"
          markerHeight="4"
          orient="auto-start-reverse"
        >
          <path d="M0 0L10 5L0 10z" fill="context-stroke" />
        </marker>
      </defs>
      <use class="land" href={`${world}#land`} />
      {grid.countries.map(({ code, gramsPerKwh }) => (
        <use class={`country ${shadeOf(gramsPerKwh)}`} href={`${world}#${code}`} />
      ))}
      {routes.map((route) => (
        <path
          class={route.grams <= route.stayingGrams ? "arc saved" : "arc cost"}
          marker-end="url(#arrow)"
          d={arc(route.from, route.to)}
          stroke-width={1 + (MAX_STROKE - 1) * (route.grams / most)}
        />
      ))}
      {origins(routes).map(({ x, y }) => (
        <circle class="origin" cx={x} cy={y} r={3} />
      ))}
      {dots.map((dot) => (
        <Region dot={dot} isCrowded={isCrowded(dot, dots)} />
      ))}
    </svg>
  );
};

const Region = ({ dot, isCrowded }: { dot: Dot; isCrowded: boolean }) => {
  const { x, y, regions, gramsPerKwh } = dot;
  const name = regions.join(", ");
  const text = gramsPerKwh === null ? name : `${name} ${Math.round(gramsPerKwh)}`;
  return (
    <g class="region">
      <circle class={`dot ${shadeOf(gramsPerKwh)}`} cx={x} cy={y} r={8} />
      <text x={isCrowded ? x - 13 : x + 13} y={y + 5} text-anchor={isCrowded ? "end" : "start"}>
        {name} {gramsPerKwh !== null && <tspan class="grams">{Math.round(gramsPerKwh)}</tspan>}
      </text>
      <title>{text}</title>
    </g>
  );
};

/** One dot per place. If several regions share it, the cleanest determines the color. */
function dotsOf({ standings, placeOf }: GridView): Dot[] {
  const dots = new Map<string, Dot>();
  for (const standing of standings) {
    const place = placeOf(standing);
    if (!place) continue;
    const { x, y } = project(place);
    const dot = dots.get(`${x} ${y}`) ?? { x, y, regions: [], gramsPerKwh: null };
    if (!dot.regions.includes(standing.region)) dot.regions.push(standing.region);
    dot.gramsPerKwh = cleaner(dot.gramsPerKwh, standing);
    dots.set(`${x} ${y}`, dot);
  }
  return [...dots.values()];
}

const cleaner = (known: number | null, { intensity }: Standing): number | null =>
  intensity === null ? known : Math.min(known ?? Number.POSITIVE_INFINITY, intensity.gramsPerKwh);

const isCrowded = (dot: Dot, dots: readonly Dot[]): boolean =>
  dot.x > MAP_WIDTH - 140 ||
  dots.some(({ x, y }) => x > dot.x && x - dot.x < CROWDED.x && Math.abs(y - dot.y) < CROWDED.y);

const origins = (routes: readonly Route[]): { x: number; y: number }[] => {
  const all = routes.map(({ from }) => project(from));
  return [...new Map(all.map((point) => [`${point.x} ${point.y}`, point])).values()];
};
