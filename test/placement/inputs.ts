import * as fc from "fast-check";
import type { PlacementInput } from "../../src/placement/decide.ts";
import type { Candidate } from "../../src/placement/verdict.ts";

const tenths = (min: number, max: number) => fc.integer({ min, max }).map((count) => count / 10);

const grid = (gramsPerKwh: fc.Arbitrary<number>) =>
  fc.record({
    gramsPerKwh,
    signal: fc.oneof(
      { weight: 8, arbitrary: fc.constant("average" as const) },
      { weight: 1, arbitrary: fc.constant("marginal" as const) },
    ),
  });

const sound = grid(tenths(10, 12_000));
/** The worst contents of a snapshot: nothing, or an impossible figure. */
const doubtful = fc.oneof(
  { weight: 20, arbitrary: sound },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: grid(fc.constantFrom(Number.NaN, -5, Number.POSITIVE_INFINITY)) },
);

const pue = tenths(10, 20);

const candidate = (intensity: fc.Arbitrary<Candidate["intensity"]>): fc.Arbitrary<Candidate> =>
  fc.record({
    region: fc.constantFrom("north", "south", "east", "west", "hills"),
    instance: fc.constantFrom(null, "0", "1"),
    zone: fc.constantFrom("SE-SE3", "PL", "FR"),
    intensity,
    pue,
    addedLatencyMs: fc.oneof(
      { weight: 20, arbitrary: tenths(0, 2000) },
      { weight: 1, arbitrary: fc.constant(Number.NaN) },
    ),
    state: fc.oneof(
      { weight: 8, arbitrary: fc.constant("ready" as const) },
      { weight: 1, arbitrary: fc.constantFrom("overloaded" as const, "broken" as const) },
    ),
  });

/**
 * Any heavy request without a fixed place, with any subset of its data missing or wrong. Values are evenly distributed:
 * with the generator's bias toward extremes, nearly every input would stay at the edge.
 */
export const anyInput: fc.Arbitrary<PlacementInput> = fc.noBias(
  fc.record({
    weight: fc.constant("heavy" as const),
    cpuSeconds: fc
      .record({ region: tenths(1, 1000), more: tenths(0, 10), edge: fc.constantFrom(0.002, 0.5) })
      .map(({ region, more, edge }) => ({ stayed: region + more, edge, region })),
    backboneBytes: fc.oneof(fc.nat(200_000), fc.nat(5_000_000)),
    edge: fc.record({ zone: fc.constant("DE"), intensity: doubtful, pue }),
    candidates: fc.uniqueArray(candidate(doubtful), {
      maxLength: 8,
      size: "max",
      selector: ({ region, instance }) => `${region} ${instance}`,
    }),
    wanted: fc.constant("auto"),
    maxAddedLatencyMs: fc.constantFrom(0, 50, 100, 150, 250),
    previous: fc.constantFrom(null, "edge", "north", "south", "gone"),
    holdoutDraw: fc.nat(999).map((count) => count / 1000),
    holdoutShare: fc.constantFrom(0, 0.02, 0.2),
    hysteresisShare: fc.constantFrom(0, 0.05, 0.3),
  }),
);

const near: Candidate = {
  region: "north",
  instance: null,
  zone: "SE-SE3",
  intensity: { gramsPerKwh: 25, signal: "average" },
  pue: 1.2,
  addedLatencyMs: 20,
  state: "ready",
};

export const candidateWith = (changes: Partial<Candidate> = {}): Candidate => ({
  ...near,
  ...changes,
});

/** A heavy request in Germany at 400 g/kWh with one clean region in reach. */
export const inputWith = (changes: Partial<PlacementInput> = {}): PlacementInput => ({
  weight: "heavy",
  cpuSeconds: { stayed: 10, edge: 0.002, region: 10 },
  backboneBytes: 12_000,
  edge: { zone: "DE", intensity: { gramsPerKwh: 400, signal: "average" }, pue: 1.2 },
  candidates: [near],
  wanted: "auto",
  maxAddedLatencyMs: 50,
  previous: null,
  holdoutDraw: 0.5,
  holdoutShare: 0.02,
  hysteresisShare: 0.05,
  ...changes,
});
