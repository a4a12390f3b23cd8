import fc from "fast-check";
import { expect, test } from "vitest";
import type { Intensity } from "../../src/grid/intensity.ts";
import { merge } from "../../src/grid/merge.ts";
import {
  EMPTY_SNAPSHOT,
  forecasts,
  resolve,
  type Snapshot,
  snapshotSchema,
} from "../../src/grid/snapshot.ts";
import { yearly } from "../../src/grid/yearly.ts";

const T0 = Date.parse("2026-11-23T00:00:00Z");
const QUARTER_MS = 900_000;
const GRACE_MS = 30 * 60_000;

/** Any reading a parser could let through, on a grid of quarter hours. */
const reading = fc
  .record({
    zone: fc.constantFrom("DE", "FR", "US-CAL-CISO", "NOWHERE"),
    gramsPerKwh: fc.double({ min: 1, max: 2_000, noNaN: true }),
    kind: fc.constantFrom("live" as const, "forecast" as const),
    signal: fc.constantFrom("average" as const, "marginal" as const),
    start: fc.integer({ min: -8, max: 40 }),
    quarters: fc.integer({ min: 1, max: 4 }),
    isEstimated: fc.boolean(),
  })
  .map(
    ({ start, quarters, ...rest }): Intensity => ({
      ...rest,
      validFrom: new Date(T0 + start * QUARTER_MS).toISOString(),
      validTo: new Date(T0 + (start + quarters) * QUARTER_MS).toISOString(),
      source: "any",
    }),
  );

const put = (fresh: Intensity[], old: Snapshot = EMPTY_SNAPSHOT, nowMs = T0): Snapshot => ({
  ...old,
  zones: merge(old, fresh, () => GRACE_MS, nowMs),
});

test("what resolve gives was put in, is of the asked zone and signal, and is labelled truly", () => {
  fc.assert(
    fc.property(
      fc.array(reading, { maxLength: 30 }),
      fc.array(reading, { maxLength: 30 }),
      fc.integer({ min: 0, max: 48 }),
      fc.constantFrom("DE", "FR", "US-CAL-CISO", "NOWHERE", "constructor"),
      fc.constantFrom("average" as const, "marginal" as const),
      (first, second, quarter, zone, signal) => {
        const snapshot = put(second, put(first), T0);
        const nowMs = T0 + quarter * QUARTER_MS;
        const found = resolve(snapshot, zone, nowMs, signal);
        if (found === undefined) {
          expect(signal === "marginal" || yearly(zone) === undefined).toBe(true);
          return;
        }
        if (found.kind === "yearly") {
          expect(found).toEqual(yearly(zone));
          expect(signal).toBe("average");
          return;
        }
        expect(found).toMatchObject({ zone, signal });
        const fromMs = Date.parse(found.validFrom);
        const toMs = Date.parse(found.validTo);
        expect(fromMs).toBeLessThanOrEqual(nowMs);
        expect(nowMs).toBeLessThan(toMs + (found.kind === "live" ? GRACE_MS : 0));
        const given = [...first, ...second].some(
          (one) =>
            one.zone === zone &&
            one.signal === signal &&
            one.kind === found.kind &&
            one.gramsPerKwh === found.gramsPerKwh &&
            one.validFrom === found.validFrom &&
            one.validTo === found.validTo,
        );
        expect(given).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test("a snapshot survives its trip through KV unchanged", () => {
  fc.assert(
    fc.property(fc.array(reading, { maxLength: 30 }), (fresh) => {
      const snapshot = put(fresh);
      expect(snapshotSchema.parse(JSON.parse(JSON.stringify(snapshot)))).toEqual(snapshot);
    }),
  );
});

const at = (quarter: number) => new Date(T0 + quarter * QUARTER_MS).toISOString();
const one = (
  kind: "live" | "forecast",
  from: number,
  to: number,
  gramsPerKwh: number,
): Intensity => ({
  zone: "DE",
  gramsPerKwh,
  kind,
  signal: "average",
  validFrom: at(from),
  validTo: at(to),
  source: "any",
  isEstimated: false,
});

test("live until validTo plus grace, then the forecast for now, then the yearly mean", () => {
  const snapshot = put([
    one("live", 0, 1, 300),
    one("forecast", 1, 4, 200),
    one("forecast", 4, 5, 210),
  ]);
  const kinds = [0, 1, 2, 3, 4, 5, 6].map((quarter) => {
    const found = resolve(snapshot, "DE", T0 + quarter * QUARTER_MS);
    return [found?.kind, found?.gramsPerKwh];
  });
  const mean = ["yearly", yearly("DE")?.gramsPerKwh];
  expect(kinds).toEqual([
    ["live", 300],
    ["live", 300],
    ["live", 300],
    ["forecast", 200],
    ["forecast", 210],
    mean,
    mean,
  ]);
});

test("a gap in the forecast is not bridged", () => {
  const snapshot = put([one("forecast", 0, 1, 200), one("forecast", 3, 4, 220)]);
  expect(resolve(snapshot, "DE", T0 + 2 * QUARTER_MS)?.kind).toBe("yearly");
  expect(forecasts(snapshot, "DE", T0 + 2 * QUARTER_MS).map((f) => f.gramsPerKwh)).toEqual([220]);
});

test("an older live reading does not displace a newer one; a revised one does", () => {
  const newer = put([one("live", 2, 3, 300)]);
  expect(
    resolve(put([one("live", 1, 2, 100)], newer), "DE", T0 + 2 * QUARTER_MS)?.gramsPerKwh,
  ).toBe(300);
  expect(
    resolve(put([one("live", 2, 3, 290)], newer), "DE", T0 + 2 * QUARTER_MS)?.gramsPerKwh,
  ).toBe(290);
});

test("merge forgets what has expired", () => {
  const old = put([one("live", 0, 1, 300), one("forecast", 1, 2, 200)]);
  expect(put([], old, T0 + QUARTER_MS).zones.DE?.average?.live).toBeDefined();
  expect(put([], old, T0 + 10 * QUARTER_MS).zones).toEqual({});
});
