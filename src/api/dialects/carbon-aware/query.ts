// The parameters of the Carbon Aware SDK's Web API, with its names.

import * as z from "zod";
import { RefusedError } from "../../../contract/refused.ts";

const MAX_LOCATIONS = 50;
const MAX_BATCH = 100;
const MAX_INT32 = 2_147_483_647;

/** A URL's query in the form of Hono's `queries()`: every value of every parameter. */
export type QueryParameters = Readonly<Record<string, readonly string[]>>;

/** Start and end in ms since the epoch; equal for a single moment. */
export type TimeRange = readonly [fromMs: number, toMs: number];

/** A query that cannot be answered, because it is invalid or because no source has a forecast. */
export class CarbonAwareQueryError extends RefusedError {
  constructor(type: "invalid-query" | "no-forecast", field: string, why: string) {
    super(type, `${field} ${why}`, { field });
  }
}

const once = <T extends z.ZodType>(value: T) =>
  z.tuple([value], { error: "must be given exactly once" }).transform(([only]) => only);

const name = z.string("must be a name").min(1, "must not be empty");
const names = z
  .array(name, "must be given at least once")
  .min(1, "must be given at least once")
  .max(MAX_LOCATIONS, `may be given ${MAX_LOCATIONS} times at most`)
  .transform((locations) => [...new Set(locations)]);

const msOf = (text: string): number =>
  Date.parse(text.includes("T") && !/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? `${text}Z` : text);

/** A time as .NET parses it: with its offset, otherwise in UTC; to the minute, or only a date. */
const instant = z.union(
  [
    z.iso.datetime({ offset: true, local: true }).transform(msOf),
    z.iso.datetime({ offset: true, local: true, precision: -1 }).transform(msOf),
    z.iso.date().transform(msOf),
  ],
  { error: "must be ISO 8601, as 2026-11-23T15:30:00Z (a + is %2B in a URL)" },
);
const minutes = z
  .int("must be a whole number of minutes")
  .min(0, "must be a whole number of minutes")
  .max(MAX_INT32, `must be ${MAX_INT32} at most`);
const minutesText = z
  .string()
  .regex(/^\d{1,10}$/, "must be a whole number of minutes")
  .transform(Number)
  .pipe(minutes);

// Parameters with other names are ignored, as in the SDK.
export const byLocations = z.object({
  location: names,
  time: once(instant).optional(),
  toTime: once(instant).optional(),
});
export const byLocation = byLocations.extend({ location: once(name) });
export const forecasts = z.object({
  location: names,
  dataStartAt: once(instant).optional(),
  dataEndAt: once(instant).optional(),
  windowSize: once(minutesText).optional(),
});
export const average = z.object({
  location: once(name),
  startTime: once(instant),
  endTime: once(instant),
});

/** An element of a batch may set omitted members to null. */
const or = <T extends z.ZodType>(value: T) => value.nullish().transform((one) => one ?? undefined);

export const forecastBatch = z
  .array(
    z
      .object({
        requestedAt: instant,
        location: name,
        dataStartAt: or(instant),
        dataEndAt: or(instant),
        windowSize: or(minutes),
      })
      .meta({ id: "EmissionsForecastBatchParametersDTO" }),
    "must be a list",
  )
  .max(MAX_BATCH, `may have ${MAX_BATCH} elements at most`);
export const averageBatch = z
  .array(
    z
      .object({ location: name, startTime: instant, endTime: instant })
      .meta({ id: "CarbonIntensityBatchParametersDTO" }),
    "must be a list",
  )
  .max(MAX_BATCH, `may have ${MAX_BATCH} elements at most`);

export type ForecastQuery = Omit<z.infer<typeof forecasts>, "location">;

/** @throws CarbonAwareQueryError */
export function readByLocations(
  query: QueryParameters,
  nowMs: number,
): { locations: string[]; range: TimeRange } {
  const { location, time, toTime } = parse(byLocations, named(query));
  return { locations: location, range: rangeOf(["time", time], ["toTime", toTime], nowMs) };
}

/** @throws CarbonAwareQueryError */
export function readByLocation(
  query: QueryParameters,
  nowMs: number,
): { locations: string[]; range: TimeRange } {
  const { location, time, toTime } = parse(byLocation, named(query));
  return { locations: [location], range: rangeOf(["time", time], ["toTime", toTime], nowMs) };
}

/** @throws CarbonAwareQueryError */
export const readForecasts = (query: QueryParameters): z.infer<typeof forecasts> =>
  parse(forecasts, named(query));

/** @throws CarbonAwareQueryError */
export const readForecastBatch = (json: unknown): z.infer<typeof forecastBatch> =>
  parse(forecastBatch, membersOf(json));

/** @throws CarbonAwareQueryError */
export function readAverage(query: QueryParameters): { location: string; range: TimeRange } {
  const { location, startTime, endTime } = parse(average, named(query));
  return { location, range: inOrder(["startTime", startTime], ["endTime", endTime]) };
}

/** @throws CarbonAwareQueryError */
export const readAverageBatch = (json: unknown): { location: string; range: TimeRange }[] =>
  parse(averageBatch, membersOf(json)).map(({ location, startTime, endTime }) => ({
    location,
    range: inOrder(["startTime", startTime], ["endTime", endTime]),
  }));

/**
 * The requested part of a forecast; all of it by default.
 * @throws CarbonAwareQueryError if it does not lie in the forecast
 */
export function partOf(
  [fromMs, toMs]: TimeRange,
  { dataStartAt = fromMs, dataEndAt = toMs }: ForecastQuery,
  location: string,
): TimeRange {
  const forecast = `the forecast of ${location}, ${toIso(fromMs)} to ${toIso(toMs)}`;
  for (const [field, ms] of Object.entries({ dataStartAt, dataEndAt }))
    if (ms < fromMs || ms > toMs)
      throw new CarbonAwareQueryError("invalid-query", field, `must lie within ${forecast}`);
  return inOrder(["dataStartAt", dataStartAt], ["dataEndAt", dataEndAt]);
}

const NAMES = ["location", "time", "toTime", "startTime", "endTime"].concat(
  ...["requestedAt", "dataStartAt", "dataEndAt", "windowSize"],
);
// ASP.NET accepts names in any case; the SDK's own examples also write `locations`.
const SPELLINGS = new Map([
  ...NAMES.map((name) => [name.toLowerCase(), name] as const),
  ["locations", "location"],
]);

/** A batch whose elements have their members by the names above; any other value unchanged. */
function membersOf(json: unknown): unknown {
  if (!Array.isArray(json)) return json;
  return json.map((element) => {
    if (typeof element !== "object" || element === null) return element;
    const members = Object.entries(element);
    return Object.fromEntries(
      members.map(([given, value]) => [SPELLINGS.get(given.toLowerCase()) ?? given, value]),
    );
  });
}

function named(query: QueryParameters): QueryParameters {
  const found: Record<string, readonly string[]> = {};
  for (const [given, values] of Object.entries(query)) {
    const name = SPELLINGS.get(given.toLowerCase());
    if (name) found[name] = [...(found[name] ?? []), ...values];
  }
  return found;
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  // The parts of a tuple have numbers; elements of a batch have numbers before the names of their members.
  const [first, ...rest] = issue?.path ?? [];
  const field = typeof first === "number" ? [first, ...rest].join(".") : String(first ?? "body");
  throw new CarbonAwareQueryError("invalid-query", field, issue?.message ?? "is malformed");
}

type Named<T> = readonly [field: string, ms: T];

/** The time range of a query: now by default; a single moment if there is no second time. */
function rangeOf(
  [start, fromMs]: Named<number | undefined>,
  [end, toMs]: Named<number | undefined>,
  nowMs: number,
): TimeRange {
  if (toMs === undefined) return [fromMs ?? nowMs, fromMs ?? nowMs];
  if (fromMs === undefined)
    throw new CarbonAwareQueryError("invalid-query", start, `must be given where ${end} is`);
  return inOrder([start, fromMs], [end, toMs]);
}

function inOrder([start, fromMs]: Named<number>, [end, toMs]: Named<number>): TimeRange {
  if (fromMs >= toMs)
    throw new CarbonAwareQueryError("invalid-query", start, `must be before ${end}`);
  return [fromMs, toMs];
}

export const toIso = (ms: number): string => new Date(ms).toISOString();
