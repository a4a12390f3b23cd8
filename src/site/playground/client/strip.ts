import { LOCALES } from "../../../contract/language.ts";
import { gramsScale, inWords, significant } from "../../pages/quantity.ts";
import { placeName, zoneName } from "../../pages/zone-name.ts";
import type { PlaceOption } from "../places.ts";
import { reasonBeside } from "../reasons.ts";
import { byId, el, svg } from "./dom.ts";
import { here, megabytes, t } from "./here.ts";

/** The added time stands beside the reason already. */
const TOO_FAR = /^adds \d+ ms, more than the ([\d.]+) ms allowed$/;

/** Shows each place as a bar of grams, with its added milliseconds and the reason. */
export function showPlaces(places: readonly PlaceOption[]): void {
  const known = places.flatMap(({ grams }) => (grams === null ? [] : [grams]));
  const most = Math.max(0, ...known);
  const { factor, unit } = gramsScale(most);
  byId("strip-unit").textContent = known.length > 0 ? t.strip.unit(unit) : "";
  byId("strip").hidden = places.length === 0;
  byId("places").replaceChildren(
    ...places.map((place) => {
      const row = el("li");
      row.dataset.place = place.id;
      if (place.isChosen) row.setAttribute("aria-current", "true");
      const name = el("span", nameOf(place), "name");
      if (place.zone) name.title = zoneName(place.zone, here.language);
      const grams = el("data", place.grams === null ? "" : significant(place.grams / factor));
      grams.value = String(place.grams ?? "");
      const latency = el("span", latencyOf(place), "latency soft");
      const reason = place.loads
        ? {
            text: loading(place.loads.bytes, place.loads.grams / factor, unit),
            lang: here.language,
          }
        : reasonBeside(here.language, whyOf(place).replace(TOO_FAR, "too far: $1 ms allowed"));
      const why = el("span", reason.text, "why");
      why.lang = LOCALES[reason.lang];
      row.append(name, bar(place.grams, most), grams, latency, why);
      return row;
    }),
  );
}

/** The reasons of the regions compare them with staying at the edge. */
const whyOf = ({ id, isChosen, why }: PlaceOption): string =>
  id === "edge" && !isChosen ? t.strip.staying : why;

/** In the unit of the other places, so that the row can be compared with them. */
const loading = (bytes: number, figure: number, unit: string): string =>
  t.strip.deviceLoads(megabytes(bytes), inWords({ figure: significant(figure), unit }));

const nameOf = ({ id }: PlaceOption): string =>
  id === "edge"
    ? t.controls.places.edge
    : id === "device"
      ? t.controls.places.device
      : placeName(id, here.language);

const latencyOf = ({ addedLatencyMs }: PlaceOption): string =>
  addedLatencyMs === null ? "" : `+${Math.round(addedLatencyMs)}\u00a0ms`;

function bar(grams: number | null, most: number): SVGElement {
  const share = grams === null || most === 0 ? 0 : Math.min(100, (100 * grams) / most);
  return svg(
    "svg",
    { class: "amount", height: 8, width: "100%", "aria-hidden": "true" },
    svg("rect", { class: "track", height: 8, width: "100%" }),
    svg("rect", { height: 8, width: `${share.toFixed(1)}%` }),
  );
}
