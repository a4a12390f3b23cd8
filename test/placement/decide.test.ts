import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimate } from "../../src/emissions/estimate.ts";
import { decide, type PlacementInput } from "../../src/placement/decide.ts";
import type { Verdict } from "../../src/placement/verdict.ts";
import { anyInput, candidateWith, inputWith } from "./inputs.ts";

const sameAs =
  (one: Pick<Verdict, "region" | "instance">) => (other: Pick<Verdict, "region" | "instance">) =>
    one.region === other.region && one.instance === other.instance;

const RUNS = { numRuns: 2000 };

/** The result of `estimate()` for staying or for moving to a candidate, by backbone coefficient. */
function oracle(input: PlacementInput, to?: PlacementInput["candidates"][number]) {
  const { cpuSeconds, edge } = input;
  const edgeGramsPerKwh = edge.intensity?.gramsPerKwh ?? Number.NaN;
  const regionGramsPerKwh = to ? (to.intensity?.gramsPerKwh ?? Number.NaN) : edgeGramsPerKwh;
  const atEdge = { pue: edge.pue, gramsPerKwh: edgeGramsPerKwh };
  const { totalGrams, backboneGrams } = estimate({
    computations: to
      ? [
          { ...atEdge, cpuSeconds: cpuSeconds.edge },
          { cpuSeconds: cpuSeconds.region, pue: to.pue, gramsPerKwh: regionGramsPerKwh },
        ]
      : [{ ...atEdge, cpuSeconds: cpuSeconds.stayed }],
    accessBytes: 0,
    backboneBytes: to ? input.backboneBytes : 0,
    edgeGramsPerKwh,
    regionGramsPerKwh,
  });
  const central = totalGrams.value;
  return { central, high: central - backboneGrams.value + backboneGrams.max };
}

describe("decide, whatever the data", () => {
  it("is tried on inputs that move as well as on inputs that stay", () => {
    const tried = fc.sample(anyInput, { numRuns: 1000, seed: 3 }).map((input) => decide(input).ran);
    const moves = tried.filter((ran) => ran === "region").length;
    expect(moves).toBeGreaterThan(150);
    expect(moves).toBeLessThan(850);
  });

  it("answers: one verdict a candidate, one sentence, a place that exists", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const placement = decide(input);
        expect(placement.candidates).toHaveLength(input.candidates.length);
        expect(placement.reason).toMatch(/^[A-Z].*\.$/);
        expect(placement.reason).not.toMatch(/NaN|undefined|null|Infinity/);
        if (placement.ran === "edge") {
          expect(placement).toMatchObject({ region: null, instance: null, zone: "DE" });
        } else {
          const { region, instance } = placement;
          expect(input.candidates.some(sameAs({ region: region ?? "", instance }))).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it("never emits more than staying, under either backbone coefficient", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { region, instance, ran } = decide(input);
        if (ran === "edge") return;
        const chosen = input.candidates.find(sameAs({ region: region ?? "", instance }));
        const moved = oracle(input, chosen);
        const staying = oracle(input);
        expect(moved.central).toBeLessThan(staying.central);
        expect(moved.high).toBeLessThan(staying.high);
      }),
      RUNS,
    );
  });

  it("moves only where intensity is known, alike in signal, in reach and ready", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { region, instance, ran } = decide(input);
        if (ran === "edge") return;
        const chosen = input.candidates.find(sameAs({ region: region ?? "", instance }));
        expect(chosen?.state).toBe("ready");
        expect(chosen?.intensity?.gramsPerKwh).toBeGreaterThan(0);
        expect(chosen?.intensity?.signal).toBe(input.edge.intensity?.signal);
        expect(chosen?.addedLatencyMs).toBeLessThanOrEqual(input.maxAddedLatencyMs);
      }),
      RUNS,
    );
  });

  it("expects of each candidate the grams that estimate() would put on its receipt, the way to the caller left out", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        for (const verdict of decide(input).candidates) {
          if (verdict.expectedGrams === null) continue;
          const candidate = input.candidates.find(sameAs(verdict));
          const expected = oracle(input, candidate).central;
          expect(Math.abs(verdict.expectedGrams / expected - 1)).toBeLessThan(1e-9);
        }
      }),
      RUNS,
    );
  });

  it("gives the same answer again, in whatever order the candidates come", () => {
    const shuffled = anyInput.chain((input) =>
      fc.tuple(
        fc.constant(input),
        fc.shuffledSubarray([...input.candidates], { minLength: input.candidates.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([input, candidates]) => {
        expect(decide({ ...input, candidates })).toEqual(decide(input));
      }),
      RUNS,
    );
  });

  it("is monotone: a dirtier grid is never chosen for it, a cleaner one never dropped for it", () => {
    const factor = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(anyInput, factor, fc.nat(7), (input, less, at) => {
        const one = input.candidates[at];
        if (!one?.intensity) return;
        const scaled = (by: number) => ({
          ...input,
          candidates: input.candidates.with(at, {
            ...one,
            intensity: {
              signal: one.intensity?.signal ?? "average",
              gramsPerKwh: (one.intensity?.gramsPerKwh ?? 0) * by,
            },
          }),
        });
        const isChosen = (by: number) => {
          const { region, instance } = decide({ ...scaled(by), holdoutShare: 0 });
          return one.region === region && one.instance === instance;
        };
        if (isChosen(1)) expect(isChosen(less)).toBe(true);
        else expect(isChosen(1 / less)).toBe(false);
      }),
      { ...RUNS, numRuns: 4000 },
    );
  });

  it("never flaps: on equal input its own choice stands", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const settled = { ...input, holdoutShare: 0 };
        const first = decide(settled);
        const second = decide({ ...settled, previous: first.preferred });
        const third = decide({ ...settled, previous: second.preferred });
        expect([second.region, second.instance]).toEqual([first.region, first.instance]);
        expect(third).toEqual(second);
      }),
      RUNS,
    );
  });

  it("holds out exactly the drawn share of moves, and remembers the choice all the same", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const drawn = decide(input);
        const moved = decide({ ...input, holdoutShare: 0 });
        const isDue = moved.ran === "region" && input.holdoutDraw < input.holdoutShare;
        expect(drawn.isHoldout).toBe(isDue);
        expect(drawn.ran).toBe(isDue ? "edge" : moved.ran);
        expect(drawn.preferred).toBe(moved.preferred);
      }),
      RUNS,
    );
  });
});

describe("decide, case by case", () => {
  it("moves heavy work to a much cleaner region in reach", () => {
    expect(decide(inputWith())).toMatchObject({
      ran: "region",
      region: "north",
      zone: "SE-SE3",
      reason: "Moved to north (SE-SE3), which emits 76% less than staying and adds 20 ms.",
      preferred: "north",
    });
  });

  it("keeps light work, unless the caller names a region", () => {
    const light = decide(inputWith({ weight: "light" }));
    expect(light).toMatchObject({ ran: "edge", candidates: [], preferred: null });
    expect(light.reason).toBe("Stayed at the edge: moving light work is not worth it.");
    expect(decide(inputWith({ weight: "light", wanted: "north" })).region).toBe("north");
  });

  it.each([
    [{ state: "broken" as const }, "has its circuit breaker open"],
    [{ state: "overloaded" as const }, "is at capacity"],
    [{ intensity: null }, "has no known grid intensity"],
    [
      { intensity: { gramsPerKwh: 25, signal: "marginal" as const } },
      "is known by its marginal intensity, the edge by its average one",
    ],
    [{ addedLatencyMs: 80.4 }, "adds 80 ms, more than the 50 ms allowed"],
    [{ addedLatencyMs: Number.NaN }, "is at an unknown distance"],
    [
      { intensity: { gramsPerKwh: 800, signal: "average" as const } },
      "emits 82% more than staying",
    ],
  ])("stays and says why: %j", (changes, why) => {
    const placement = decide(inputWith({ candidates: [candidateWith(changes)] }));
    expect(placement).toMatchObject({ ran: "edge", region: null, preferred: "edge" });
    expect(placement.candidates[0]).toMatchObject({ eligible: false, why });
    expect(placement.reason).toMatch(/^Stayed at the edge: .*north \(SE-SE3\).*\.$/);
    expect(placement.reason).toContain(` ${why}.`);
  });

  it("stays where the saving hangs on a low backbone coefficient", () => {
    const placement = decide(inputWith({ backboneBytes: 8_000_000 }));
    expect(placement.ran).toBe("edge");
    expect(placement.candidates[0]?.why).toBe("emits less only if the network takes little energy");
  });

  describe("compares like with like", () => {
    const grid = (gramsPerKwh: number, kind: "live" | "yearly") => ({
      gramsPerKwh,
      kind,
      signal: "average" as const,
    });
    const placed = (
      edge: [now: number, kind: "live" | "yearly", yearly?: number],
      region: [now: number, kind: "live" | "yearly", yearly?: number],
    ) => {
      const grids = ([now, kind, yearly]: typeof edge) => ({
        intensity: grid(now, kind),
        yearly: yearly === undefined ? null : grid(yearly, "yearly"),
      });
      return decide(
        inputWith({
          edge: { zone: "DE", pue: 1.2, ...grids(edge) },
          candidates: [candidateWith(grids(region))],
        }),
      );
    };

    it("a yearly edge with the yearly mean of a region, however the region does now", () => {
      const usual = placed([400, "yearly", 400], [60, "live", 40]);
      expect(usual.ran).toBe("region");
      expect(usual.reason).toContain("less than staying, both by their yearly means");
      // By night the sunny region is dirtier than its mean: the receipt would show a loss.
      expect(placed([400, "yearly", 400], [500, "live", 40]).ran).toBe("edge");
      const windy = placed([400, "yearly", 400], [20, "live", 700]);
      expect(windy).toMatchObject({ ran: "edge", candidates: [{ eligible: false }] });
    });

    it("a live edge with a live region, and with a yearly one by its own yearly mean", () => {
      expect(placed([400, "live", 400], [30, "live", 900]).candidates[0]?.why).toMatch(
        /^emits \d+% less than staying$/,
      );
      expect(placed([90, "live", 400], [40, "yearly", 40]).ran).toBe("region");
      expect(placed([20, "live", 400], [40, "yearly", 40]).ran).toBe("edge");
      expect(placed([900, "live", 30], [40, "yearly", 40]).ran).toBe("edge");
    });

    it("and says so where it cannot", () => {
      expect(placed([400, "yearly", 400], [30, "live"]).candidates[0]?.why).toContain(
        "a yearly mean against a figure of now",
      );
    });
  });

  it("stays where the edge's own grid is unknown", () => {
    const edge = { zone: "DE", intensity: null, pue: 1.2 };
    const placement = decide(inputWith({ edge }));
    expect(placement).toMatchObject({ ran: "edge", stayingGrams: null });
    expect(placement.reason).toBe(
      "Stayed at the edge: its grid intensity is unknown, so no saving can be shown.",
    );
  });

  it("names the best region in reach and what spoke against it, not a cleaner one out of reach", () => {
    const dirty = candidateWith({
      region: "south",
      zone: "PL",
      intensity: { gramsPerKwh: 800, signal: "average" },
    });
    const far = candidateWith({ addedLatencyMs: 167 });
    expect(decide(inputWith({ candidates: [far, dirty] })).reason).toMatch(
      /^Stayed at the edge: within 50 ms the best region, south \(PL\), emits \d+% more than staying\.$/,
    );
  });

  it("names the nearest where none is in reach, and the best where none can take work", () => {
    const far = candidateWith({ region: "east", addedLatencyMs: 167 });
    const nearer = candidateWith({
      addedLatencyMs: 120,
      intensity: { gramsPerKwh: 300, signal: "average" },
    });
    expect(decide(inputWith({ candidates: [far, nearer] })).reason).toBe(
      "Stayed at the edge: the nearest region, north (SE-SE3), adds 120 ms, more than the 50 ms allowed.",
    );
    expect(decide(inputWith({ candidates: [candidateWith({ state: "broken" })] })).reason).toBe(
      "Stayed at the edge: no region can take the work; north (SE-SE3) has its circuit breaker open.",
    );
  });

  it("stays if there is no region", () => {
    expect(decide(inputWith({ candidates: [] })).reason).toBe(
      "Stayed at the edge: there is no region to move to.",
    );
  });

  it("obeys a caller who names a region, beyond budget and saving", () => {
    const far = candidateWith({
      addedLatencyMs: 300,
      intensity: { gramsPerKwh: 900, signal: "average" },
    });
    const placement = decide(
      inputWith({ candidates: [far], wanted: "north", previous: "south", holdoutDraw: 0 }),
    );
    expect(placement).toMatchObject({ ran: "region", region: "north", preferred: "south" });
    expect(placement.reason).toBe("Moved to north (SE-SE3), as the caller requested.");
  });

  it("does not obey where the region cannot run, and says so", () => {
    const broken = decide(
      inputWith({ candidates: [candidateWith({ state: "broken" })], wanted: "north" }),
    );
    expect(broken.reason).toBe(
      "Stayed at the edge: north, which was asked for, has its circuit breaker open.",
    );
    expect(decide(inputWith({ wanted: "moon" })).reason).toBe(
      "Stayed at the edge: moon, which was asked for, is not in the table.",
    );
  });

  it("obeys a caller who names the edge", () => {
    const placement = decide(inputWith({ wanted: "edge", holdoutDraw: 0 }));
    expect(placement).toMatchObject({ ran: "edge", isHoldout: false });
    expect(placement.reason).toBe("Stayed at the edge, as the caller requested.");
  });

  it("uses another object of a pool where the best is at capacity", () => {
    const candidates = [
      candidateWith({ instance: "0", state: "overloaded" }),
      candidateWith({ instance: "1" }),
    ];
    expect(decide(inputWith({ candidates }))).toMatchObject({ region: "north", instance: "1" });
  });

  it("breaks a tie by latency, then by name, not by the order of the table", () => {
    const nearer = candidateWith({ region: "west", addedLatencyMs: 19 });
    const twin = candidateWith({ region: "east" });
    for (const candidates of [
      [candidateWith(), twin, nearer],
      [nearer, twin, candidateWith()],
    ]) {
      const { candidates: ranked } = decide(inputWith({ candidates }));
      expect(ranked.map(({ region }) => region)).toEqual(["west", "east", "north"]);
    }
  });

  it("keeps to its last region in a near-tie, and leaves it for a clearly better one", () => {
    const at = (gramsPerKwh: number) => [
      candidateWith(),
      candidateWith({
        region: "south",
        zone: "FR",
        intensity: { gramsPerKwh, signal: "average" },
      }),
    ];
    const near = decide(inputWith({ candidates: at(30), previous: "south" }));
    expect(near.region).toBe("south");
    expect(near.reason).toMatch(/^Kept in south \(FR\).*north is hardly better\.$/);
    expect(decide(inputWith({ candidates: at(90), previous: "south" })).region).toBe("north");
    expect(decide(inputWith({ candidates: at(30), previous: null })).region).toBe("north");
  });

  it("does not leave the edge for a saving too small to notice", () => {
    const candidates = [candidateWith({ intensity: { gramsPerKwh: 385, signal: "average" } })];
    const input = inputWith({ candidates, backboneBytes: 1000 });
    expect(decide({ ...input, previous: "edge" }).reason).toMatch(/too little to move for\.$/);
    expect(decide({ ...input, previous: null }).region).toBe("north");
  });
});
