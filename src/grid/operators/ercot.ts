// Electric Reliability Council of Texas, no key. GET /api/1/services/read/dashboards/fuel-mix.json ->
// data: {"2026-11-23": {"2026-11-23 06:04:56-0600": {"Natural Gas": {gen: 21034.2}, ...}}}, yesterday and
// today, MW. Trap: an interval sometimes appears under two times, with some fuels each.
import * as z from "zod";
import { type Mix, type Operator, operatorSource } from "./operator.ts";

const answer = z.object({
  data: z.record(
    z.string(),
    z.record(z.string(), z.record(z.string(), z.object({ gen: z.number().nullish() }))),
  ),
});

const ERCOT: Operator = {
  name: "ercot",
  zone: "US-TEX-ERCO",
  baseUrl: "https://www.ercot.com",
  path: () => "/api/1/services/read/dashboards/fuel-mix.json",
  format: "json",
  stepMs: 300_000,
  graceMs: 60 * 60_000,
  fuels: {
    "Coal and Lignite": "coal",
    Hydro: "hydro",
    Nuclear: "nuclear",
    "Power Storage": "storage",
    Solar: "solar",
    Wind: "wind",
    "Natural Gas": "gas",
    Other: "unknown",
  },
  read: (text) => {
    const days = Object.values(answer.parse(JSON.parse(text)).data);
    const mixes = days.flatMap((day) =>
      Object.entries(day).map(
        ([stamp, fuels]): Mix => ({
          fromMs: momentIn(stamp),
          megawatts: new Map(Object.entries(fuels).map(([name, { gen }]) => [name, gen ?? null])),
        }),
      ),
    );
    const most = Math.max(0, ...mixes.map(({ megawatts }) => megawatts.size));
    return mixes.filter(({ megawatts }) => megawatts.size === most);
  },
};

/** The five-minute mix of Texas. */
export const ercot = (options?: { baseUrl?: string }) => operatorSource(ERCOT, options);

/** Parses "2026-11-23 06:04:56-0600", which lacks the T and the colon of ISO 8601. */
const momentIn = (stamp: string): number =>
  Date.parse(`${stamp.slice(0, 10)}T${stamp.slice(11, 22)}:${stamp.slice(22)}`);
