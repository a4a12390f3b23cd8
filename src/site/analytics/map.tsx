import type { Standing } from "../../placement/ranking.ts";
import { latencyBudgetMs } from "../../placement/weight.ts";
import { addressOf } from "../pages/assets.ts";
import { MESSAGES as SITE } from "../pages/messages.ts";
import { placeName, zoneName } from "../pages/zone-name.ts";
import { Flow } from "./flow.tsx";
import { placeLabels } from "./labels.ts";
import { MAP_HEIGHT, MAP_WIDTH, project, ring } from "./projection.ts";
import { shadeOf } from "./shade.ts";
import type { GridView, Route, View } from "./view.ts";

/** A place on the map, and the regions with objects at that place. */
interface Dot {
  x: number;
  y: number;
  regions: string[];
  /** Whether a Worker is pinned here, rather than an object whose place the platform chose. */
  isPinned: boolean;
  colo: string | null;
  gramsPerKwh: number | null;
  hours: readonly number[];
}

export const WorldMap = ({ view, grid }: { view: View; grid: GridView }) => {
  const { messages: t, assets, language } = view;
  const dots = dotsOf(grid);
  const routes = view.ledger?.routes ?? [];
  const most = Math.max(...routes.map(({ grams }) => grams));
  const world = addressOf(assets, "world.svg");
  const nameOf = ({ regions }: Dot) =>
    regions.map((id) => placeName(id, language)).join(SITE[language].listed);
  const labels = placeLabels(
    dots.map((dot) => ({
      ...dot,
      texts: [nameOf(dot), placeName(dot.regions[0] ?? "", language), ""].map((name) =>
        `${name} ${dot.gramsPerKwh === null ? "" : Math.round(dot.gramsPerKwh)}`.trim(),
      ),
    })),
  );
  const busiest = busiestOf(routes);
  return (
    <svg class="map" id="map" data-live viewBox={`0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`}>
      <title>{t.mapLabel}</title>
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
      {grid.areas.map(({ zone, gramsPerKwh, hours }) => (
        <use
          class={`area ${shadeOf(gramsPerKwh)}`}
          href={`${world}#${zone}`}
          data-hours={hours?.map(Math.round).join(" ")}
        >
          <title>{t.where.areaOf(zoneName(zone, language), Math.round(gramsPerKwh))}</title>
        </use>
      ))}
      {busiest && <path class="ring" d={ring(busiest.from, latencyBudgetMs(0))} />}
      {routes.map((route) => (
        <Flow view={view} route={route} most={most} />
      ))}
      {origins(routes).map(({ x, y }) => (
        <circle class="origin" cx={x} cy={y} r={3} />
      ))}
      {dots.map((dot, at) => {
        const label = labels[at];
        const { x, y, gramsPerKwh, hours } = dot;
        return (
          <g class="region" data-hours={hours.length > 0 && hours.map(Math.round).join(" ")}>
            <circle class={`dot ${shadeOf(gramsPerKwh)}`} cx={x} cy={y} r={dot.isPinned ? 9 : 7} />
            {label && (
              <text x={label.x} y={label.y} text-anchor={label.anchor}>
                <Parts text={label.text} />
              </text>
            )}
            <title>{t.where.regionAt(nameOf(dot), dot.colo, gramsPerKwh)}</title>
          </g>
        );
      })}
    </svg>
  );
};

/** A label's name and its figure, which the script replaces. */
const Parts = ({ text }: { text: string }) => {
  const [, name, grams] = /^(.*?)(\d*)$/.exec(text) ?? [];
  return (
    <>
      {name}
      {grams && <tspan class="grams">{grams}</tspan>}
    </>
  );
};

/** One dot per place, pinned Workers first. If several regions share a place, the cleanest determines the color. */
function dotsOf({ standings, placeOf, hoursOf }: GridView): Dot[] {
  const dots = new Map<string, Dot>();
  for (const standing of standings) {
    const place = placeOf(standing);
    if (!place) continue;
    const { x, y } = project(place);
    const isPinned = standing.kind !== "durable-object";
    const dot = dots.get(`${x} ${y}`) ?? {
      ...{ x, y, isPinned, regions: [], colo: standing.colo },
      ...{ gramsPerKwh: null, hours: [] },
    };
    if (!dot.regions.includes(standing.region)) dot.regions.push(standing.region);
    if (isCleaner(standing, dot)) {
      dot.gramsPerKwh = standing.intensity?.gramsPerKwh ?? null;
      dot.hours = hoursOf(standing);
    }
    dots.set(`${x} ${y}`, dot);
  }
  return [...dots.values()].sort((one, other) => Number(other.isPinned) - Number(one.isPinned));
}

const isCleaner = ({ intensity }: Standing, { gramsPerKwh }: Dot): boolean =>
  intensity !== null && intensity.gramsPerKwh < (gramsPerKwh ?? Number.POSITIVE_INFINITY);

/** The edge that sent the most requests away, around which the reach of a move is drawn. */
export function busiestOf(routes: readonly Route[]): Route | undefined {
  const sent = (from: string) =>
    routes.reduce((sum, { colo, requests }) => sum + (colo === from ? requests : 0), 0);
  return routes.toSorted((one, other) => sent(other.colo) - sent(one.colo))[0];
}

const origins = (routes: readonly Route[]): { x: number; y: number }[] => {
  const all = routes.map(({ from }) => project(from));
  return [...new Map(all.map((point) => [`${point.x} ${point.y}`, point])).values()];
};
