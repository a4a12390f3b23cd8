// ENTSO-E Transparency Platform, free token. Data CC BY 4.0. Actual generation per type of each European
// bidding zone, 15 to 60 minutes, about an hour late, MW; life-cycle factors, imports not counted.
// GET /api?documentType=A75&processType=A16&in_Domain=EIC&periodStart=yyyyMMddHHmm&periodEnd=..
// &securityToken=.. -> XML: TimeSeries by MktPSRType, each with Periods of Points (position, quantity).
// Traps: pumping comes as a series of its own, with outBiddingZone_Domain; a point that repeats the one
// before it is left out (curveType A03); no data is an Acknowledgement_MarketDocument with status 200.
import { ATTRIBUTIONS } from "./attributions.ts";
import { DOMAINS } from "./entsoe-domains.ts";
import { type Fuels, gramsFromMix } from "./fuel-mix.ts";
import { type Intensity, intensity, ReadingRefusedError } from "./intensity.ts";
import { readBody, XML } from "./provider-answer.ts";
import { eachZone, type Source } from "./source.ts";

const NAME = "entsoe";
const LOOK_BACK_MS = 5 * 3_600_000;
const MAX_POINTS = 400;

/** Minutes by the platform's names for resolutions. */
const RESOLUTIONS: Readonly<Record<string, number>> = { PT15M: 15, PT30M: 30, PT60M: 60 };

const FUELS: Fuels = {
  B01: "biomass",
  B02: "coal", // lignite
  B03: "gas", // coal-derived
  B04: "gas",
  B05: "coal",
  B06: "oil",
  B07: "coal", // oil shale
  B08: "coal", // peat
  B09: "geothermal",
  B10: "storage", // pumped
  B11: "hydro",
  B12: "hydro",
  B13: "unknown", // marine
  B14: "nuclear",
  B15: "unknown", // other renewable
  B16: "solar",
  B17: "biomass", // waste
  B18: "wind",
  B19: "wind",
  B20: "unknown",
  B25: "storage",
};

export interface EntsoeOptions {
  token: string;
  baseUrl?: string;
}

export function entsoe({ token, baseUrl = "https://web-api.tp.entsoe.eu" }: EntsoeOptions): Source {
  return {
    name: NAME,
    attribution: ATTRIBUTIONS[NAME],
    signal: "average",
    // 400 calls per minute are allowed; the refresh's own limit is lower.
    maxZones: 8,
    graceMs: 3 * 3_600_000,
    serves: (zone) => Object.hasOwn(DOMAINS, zone),
    fetchIntensities: (zones, { fetch, nowMs, signal }) =>
      eachZone(zones, async (zone) => {
        const query = new URLSearchParams({
          documentType: "A75",
          processType: "A16",
          in_Domain: DOMAINS[zone] as string,
          periodStart: toHour(nowMs - LOOK_BACK_MS),
          periodEnd: toHour(nowMs + 3_600_000),
          securityToken: token,
        });
        const response = await fetch(`${baseUrl}/api?${query}`, { signal });
        return [newestWhole(zone, await readBody(response, signal, XML), nowMs)];
      }),
  };
}

/** Power by type of plant from a start time on, and the length of the interval. */
interface Interval {
  stepMs: number;
  megawatts: Map<string, number>;
}

/** The newest interval in which every type of plant that reported before has reported. */
function newestWhole(zone: string, xml: string, nowMs: number): Intensity {
  const refuse = (why: string) => new ReadingRefusedError(NAME, zone, why);
  if (!xml.includes("<GL_MarketDocument"))
    throw refuse(textOf(xml, "text")?.slice(0, 120) ?? "another document");
  const domain = DOMAINS[zone] as string;
  const intervals = new Map<number, Interval>();
  for (const series of elements(xml, "TimeSeries")) {
    if (textOf(series, "outBiddingZone_Domain.mRID") !== undefined) continue;
    if (textOf(series, "inBiddingZone_Domain.mRID") !== domain)
      throw refuse("another zone's figure");
    const unit = textOf(series, "quantity_Measure_Unit.name");
    if (unit !== "MAW") throw refuse(`${unit} instead of megawatts`);
    const type = textOf(series, "psrType") ?? "";
    for (const period of elements(series, "Period")) addPeriod(intervals, type, period, refuse);
  }
  const types = Math.max(0, ...[...intervals.values()].map(({ megawatts }) => megawatts.size));
  const newest = [...intervals]
    .filter(([, { megawatts }]) => megawatts.size === types)
    .sort(([one], [other]) => other - one)[0];
  if (newest === undefined) throw refuse("no interval with figures");
  const [fromMs, { stepMs, megawatts }] = newest;
  const gramsPerKwh = gramsFromMix(megawatts, FUELS);
  if (gramsPerKwh === undefined)
    throw refuse(`a mix with no factor: ${[...megawatts.keys()].join(" ").slice(0, 120)}`);
  return intensity(
    {
      source: NAME,
      zone,
      gramsPerKwh,
      kind: "live",
      signal: "average",
      fromMs,
      toMs: fromMs + stepMs,
      isEstimated: true,
    },
    nowMs,
  );
}

function addPeriod(
  intervals: Map<number, Interval>,
  type: string,
  period: string,
  refuse: (why: string) => Error,
): void {
  const stepMs = (RESOLUTIONS[textOf(period, "resolution") ?? ""] ?? Number.NaN) * 60_000;
  const startMs = Date.parse(textOf(period, "start") ?? "");
  const endMs = Date.parse(textOf(period, "end") ?? "");
  const count = (endMs - startMs) / stepMs;
  if (!(count >= 1 && count <= MAX_POINTS)) throw refuse("no such stretch of time");
  const points = elements(period, "Point").map((point) => ({
    position: Number(textOf(point, "position")),
    quantity: Number(textOf(point, "quantity") || Number.NaN),
  }));
  if (points.some(({ position, quantity }) => !(position >= 1) || !Number.isFinite(quantity)))
    throw refuse("a point that is no number");
  let at = 0;
  for (let position = 1; position <= count; position += 1) {
    while ((points[at + 1]?.position ?? Number.POSITIVE_INFINITY) <= position) at += 1;
    const point = points[at];
    if (point === undefined || point.position > position) continue;
    const fromMs = startMs + (position - 1) * stepMs;
    const interval = intervals.get(fromMs) ?? { stepMs, megawatts: new Map<string, number>() };
    interval.megawatts.set(type, (interval.megawatts.get(type) ?? 0) + point.quantity);
    intervals.set(fromMs, interval);
  }
}

/**
 * The contents of all elements with a name. In the platform's documents, no element contains another of the same name.
 */
function elements(xml: string, name: string): string[] {
  const found: string[] = [];
  const [open, close] = [`<${name}>`, `</${name}>`];
  for (let at = xml.indexOf(open); at >= 0; ) {
    const end = xml.indexOf(close, at);
    if (end < 0) break;
    found.push(xml.slice(at + open.length, end));
    at = xml.indexOf(open, end);
  }
  return found;
}

/** The text of the first element with a name, with any attributes. */
function textOf(xml: string, name: string): string | undefined {
  for (const open of [`<${name}>`, `<${name} `]) {
    const at = xml.indexOf(open);
    if (at < 0) continue;
    const start = xml.indexOf(">", at) + 1;
    const end = xml.indexOf("</", start);
    if (end >= 0) return xml.slice(start, end).trim();
  }
  return undefined;
}

/** yyyyMMddHH00 in UTC. */
const toHour = (ms: number): string =>
  `${new Date(ms).toISOString().slice(0, 13).replaceAll(/[-T]/g, "")}00`;
