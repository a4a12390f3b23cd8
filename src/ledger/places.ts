import { readEmissions } from "./query.ts";

const DAY_MS = 86_400_000;

/** Where the last day's work ran, as grid zones, and where moved work came in, as Cloudflare locations. */
export interface RecentPlaces {
  zones: string[];
  colos: string[];
}

/** The places of the last day, by rollups: a few KV operations however many requests there were. */
export async function placesOfLastDay(kv: KVNamespace, nowMs: number): Promise<RecentPlaces> {
  const { by } = await readEmissions(kv, { fromMs: nowMs - DAY_MS, toMs: nowMs });
  const keys = (dimension: "zone" | "route") => by(dimension).map(({ key }) => key);
  return {
    zones: [...new Set(keys("zone").flatMap((zones) => zones.split("+")))],
    colos: [...new Set(keys("route").map((route) => route.slice(0, route.indexOf(">"))))],
  };
}
