// The parameters of the Carbon Aware SDK's Web API, as it names them.

import * as z from "zod";
import { RefusedError } from "../../contract/refused.ts";
import { instantMs } from "../../grid/intensity.ts";

const MAX_LOCATIONS = 50;
const MAX_INT32 = 2_147_483_647;

/** A URL's query as Hono's `queries()` gives it: every value of every parameter. */
export type QueryParameters = Readonly<Record<string, readonly string[]>>;

/** From and to, ms since the epoch; equal for one moment. */
export type TimeRange = readonly [fromMs: number, toMs: number];

/** A query that cannot be answered: as it stands, or because no source has a forecast. */
export class CarbonAwareQueryError extends RefusedError {
  constructor(type: "invalid-query" | "no-forecast", field: string, why: string) {
    super(type, `${field} ${why}`, { field });
  }
}

const once = <T extends z.ZodType>(value: T) =>
  z.tuple([value], { error: "must be given exactly once" }).transform(([only]) => only);

const name = z.string().min(1, "must not be empty");
const names = z
  .array(name, "must be given at least once")
  .min(1, "must be given at least once")
  .max(MAX_LOCATIONS, `may be given ${MAX_LOCATIONS} times at most`)
  .transform((locations) => [...new Set(locations)]);
const instant = once(
  z.union([instantMs, z.iso.date().transform((day) => Date.parse(day))], {
    error: "must be ISO 8601 with its offset, as 2026-11-23T15:30:00Z (a + is %2B in a URL)",
  }),
).optional();
const minutes = once(
  z
    .string()
    .regex(/^\d{1,10}$/, "must be a whole number of minutes")
    .transform(Number)
    .refine((value) => value <= MAX_INT32, `must be ${MAX_INT32} at most`),
).optional();

// An unknown parameter is refused: a range under another call's name would be ignored in silence.
export const best = z.strictObject({ location: names, time: instant, toTime: instant });
export const byLocation = z.strictObject({
  location: once(name),
  startTime: instant,
  endTime: instant,
});
export const forecasts = z.strictObject({
  location: names,
  dataStartAt: instant,
  dataEndAt: instant,
  windowSize: minutes,
});

/** @throws CarbonAwareQueryError */
export function readBest(
  query: QueryParameters,
  nowMs: number,
): { locations: string[]; range: TimeRange } {
  const { location, time, toTime } = parse(best, query);
  return { locations: location, range: rangeOf(["time", time], ["toTime", toTime], nowMs) };
}

/** @throws CarbonAwareQueryError */
export function readByLocation(
  query: QueryParameters,
  nowMs: number,
): { location: string; range: TimeRange } {
  const { location, startTime, endTime } = parse(byLocation, query);
  return { location, range: rangeOf(["startTime", startTime], ["endTime", endTime], nowMs) };
}

/** @throws CarbonAwareQueryError */
export const readForecasts = (query: QueryParameters): z.infer<typeof forecasts> =>
  parse(forecasts, query);

/**
 * The part of a forecast that is asked for; all of it by default.
 * @throws CarbonAwareQueryError where it does not lie in the forecast
 */
export function partOf(
  [fromMs, toMs]: TimeRange,
  {
    dataStartAt = fromMs,
    dataEndAt = toMs,
  }: Pick<z.infer<typeof forecasts>, "dataStartAt" | "dataEndAt">,
  location: string,
): TimeRange {
  const forecast = `the forecast of ${location}, ${toIso(fromMs)} to ${toIso(toMs)}`;
  for (const [field, ms] of Object.entries({ dataStartAt, dataEndAt }))
    if (ms < fromMs || ms > toMs)
      throw new CarbonAwareQueryError("invalid-query", field, `must lie within ${forecast}`);
  return inOrder(["dataStartAt", dataStartAt], ["dataEndAt", dataEndAt]);
}

function parse<T>(schema: z.ZodType<T>, query: QueryParameters): T {
  const result = schema.safeParse(query);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  if (issue?.code === "unrecognized_keys")
    throw new CarbonAwareQueryError(
      "invalid-query",
      issue.keys[0] ?? "",
      "is no parameter of this call",
    );
  throw new CarbonAwareQueryError(
    "invalid-query",
    String(issue?.path[0]),
    issue?.message ?? "is malformed",
  );
}

type Named<T> = readonly [field: string, ms: T];

/** Now by default; the moment of the first time where there is no second. */
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
