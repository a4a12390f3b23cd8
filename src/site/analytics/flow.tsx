import { count, gramsInUnitOf, inWords } from "../pages/quantity.ts";
import { placeName } from "../pages/zone-name.ts";
import { addressWith, RECEIPTS_ANCHOR } from "./address.ts";
import { arc } from "./projection.ts";
import type { Route, View } from "./view.ts";

const MAX_STROKE = 5;

/** An arc on the map for the requests that took the same way, which links to their receipts. */
export const Flow = ({ view, route, most }: { view: View; route: Route; most: number }) => {
  const { messages: t, query, language } = view;
  const { colo, region, requests, grams, stayingGrams } = route;
  const shown = gramsInUnitOf(Math.max(grams, stayingGrams));
  const isSaved = grams <= stayingGrams;
  const label = t.where.flow(
    colo,
    placeName(region, language),
    t.summaries(count(requests)),
    inWords(shown(grams)),
    inWords(shown(Math.abs(stayingGrams - grams))),
    isSaved,
  );
  const d = arc(route.from, route.to);
  const href = addressWith(query, { colo, region, receipt: undefined, cursor: undefined });
  return (
    <a class="flow" href={href + RECEIPTS_ANCHOR} aria-label={label} data-swap>
      <path class="target" d={d} />
      <path
        class={isSaved ? "arc saved" : "arc cost"}
        marker-end="url(#arrow)"
        d={d}
        stroke-width={1 + (MAX_STROKE - 1) * (grams / most)}
      />
      <title>{label}</title>
    </a>
  );
};
