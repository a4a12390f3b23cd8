import type { Standing } from "../../placement/ranking.ts";
import { latencyBudgetMs } from "../../placement/weight.ts";
import { MESSAGES as SITE } from "../pages/messages.ts";
import { count } from "../pages/quantity.ts";
import { placeName, sourceName, zoneName } from "../pages/zone-name.ts";
import { MAP_HOURS } from "./areas.ts";
import { busiestOf, WorldMap } from "./map.tsx";
import { SHADE_ENDS, SHADES, shadeOf } from "./shade.ts";
import type { GridView, View } from "./view.ts";

/** The destinations for heavy work: a map, and the same data as a table. */
export const Regions = ({ view, grid }: { view: View; grid: GridView }) => {
  const { messages: t } = view;
  const busiest = busiestOf(view.ledger?.routes ?? []);
  const moved = (view.ledger?.routes ?? []).reduce((sum, { requests }) => sum + requests, 0);
  return (
    <section class="where" aria-labelledby="where-title">
      <h2 id="where-title">{t.where.title}</h2>
      <p class="soft" id="where-note" data-live>
        {t.where.note}
        {SITE[view.language].joint}
        {view.ledger && (moved > 0 ? t.where.arcs(t.summaries(count(moved))) : t.where.noArcs)}
      </p>
      <p class="small soft" id="reach" data-live>
        {busiest && t.where.ring(busiest.colo, latencyBudgetMs(0))}
      </p>
      <p class="sideways small soft">{t.where.sideways}</p>
      <figure class="world">
        <section class="map-frame" tabindex={0} aria-label={t.mapLabel}>
          <WorldMap view={view} grid={grid} />
        </section>
        <figcaption class="legend">
          <Hours view={view} grid={grid} />
          <span class="soft">{t.legend}</span>
          <ul class="shades">
            {SHADES.map((shade, at) => (
              <li class={`key ${shade}`}>
                {at < SHADE_ENDS.length ? `< ${SHADE_ENDS[at]}` : `≥ ${SHADE_ENDS[at - 1]}`}
              </li>
            ))}
          </ul>
        </figcaption>
      </figure>
      <Ranking view={view} standings={grid.standings} />
    </section>
  );
};

/** The hour that the map shows, by the forecasts; the script enables it. */
const Hours = ({ view: { messages: t }, grid }: { view: View; grid: GridView }) => {
  const foreseen = grid.areas.filter(({ hours }) => hours !== undefined).length;
  return (
    <p class="hours">
      <label for="hour">{t.where.hour}</label>
      <input type="range" id="hour" min="0" max={MAP_HOURS - 1} value="0" step="1" disabled />
      <output id="hour-shown" for="hour" data-now={t.where.now} data-later={t.where.later}>
        {t.where.now}
      </output>
      <span class="soft" id="foreseen" data-live>
        {t.where.foreseen(foreseen, grid.areas.length)}
      </span>
    </p>
  );
};

const Ranking = ({ view, standings }: { view: View; standings: readonly Standing[] }) => {
  const t = view.messages.ranking;
  return (
    <div class="ranking">
      <h3 id="ranking-title">{t.title}</h3>
      <section class="scroll" tabindex={0} aria-labelledby="ranking-title">
        <table id="ranking" data-live>
          <thead>
            <tr>
              <th scope="col">{t.region}</th>
              <th scope="col" class="number">
                {t.intensity}
              </th>
              <th scope="col">{t.grid}</th>
              <th scope="col">{t.source}</th>
              <th scope="col">{t.age}</th>
            </tr>
          </thead>
          <tbody>
            {unlike(standings).map((standing) => (
              <Row view={view} standing={standing} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
};

const Row = ({ view, standing }: { view: View; standing: Standing }) => {
  const { messages: t, language, nowMs } = view;
  const { region, zone, colo, state, intensity } = standing;
  const { comma } = SITE[language];
  return (
    <tr>
      <th scope="row">
        {region}
        <span class="soft small">
          {" "}
          {placeName(region, language)}
          {colo && `${comma}${colo}`}
        </span>
        {state !== "ready" && <span class="chip alarm">{t.ranking.states[state]}</span>}
      </th>
      <td class="number">
        <span class={`swatch ${shadeOf(intensity?.gramsPerKwh ?? null)}`} aria-hidden="true" />
        {intensity ? (
          <data value={String(intensity.gramsPerKwh)}>{Math.round(intensity.gramsPerKwh)}</data>
        ) : (
          t.ranking.unknown
        )}
      </td>
      <td>{zoneName(zone, language)}</td>
      <td>
        {intensity &&
          `${t.ranking.kinds[intensity.kind]}${comma}${sourceName(intensity.source, language)}`}
      </td>
      <td>
        {intensity &&
          (intensity.kind === "yearly" ? (
            t.ranking.yearlyMean
          ) : (
            <time datetime={intensity.validFrom}>
              {t.ago((nowMs - Date.parse(intensity.validFrom)) / 60_000)}
            </time>
          ))}
      </td>
    </tr>
  );
};

/** Objects of a region with the same place and state share one line. */
const unlike = (standings: readonly Standing[]): Standing[] =>
  [
    ...new Map(
      standings
        .map((one) => [`${one.region} ${one.colo} ${one.zone} ${one.state}`, one] as const)
        .reverse(),
    ).values(),
  ].reverse();
