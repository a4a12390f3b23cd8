import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketOf, PERCENTILE_ERROR, percentile } from "../../src/ledger/histogram.ts";
import { mergeRollups, rollupOf } from "../../src/ledger/sums.ts";
import {
  merge,
  NOTHING,
  savingPer1000Tokens,
  sum,
  type Totals,
  toTotalsJson,
  totalsOf,
} from "../../src/ledger/totals.ts";
import { anyReceipt, receipt } from "./receipts.ts";

const someTotals = fc.array(anyReceipt, { maxLength: 8 }).map((all) => sum(all.map(totalsOf)));

/** Sums of floating-point numbers depend on their order in the last digits. */
function expectAlike(one: unknown, other: unknown): void {
  if (typeof one !== "object" || one === null) {
    if (typeof one !== "number" || Number.isInteger(one)) expect(other).toBe(one);
    else expect(Math.abs((other as number) - one)).toBeLessThanOrEqual(1e-12 * Math.abs(one));
    return;
  }
  expect(Object.keys(other as object).sort()).toEqual(Object.keys(one).sort());
  for (const [key, value] of Object.entries(one)) {
    expectAlike(value, (other as Record<string, unknown>)[key]);
  }
}

describe("totals", () => {
  it("merge in any order and grouping", () => {
    fc.assert(
      fc.property(someTotals, someTotals, someTotals, (a, b, c) => {
        expect(merge(a, b)).toEqual(merge(b, a));
        expectAlike(merge(merge(a, b), c), merge(a, merge(b, c)));
        expect(merge(a, NOTHING)).toEqual(a);
      }),
    );
  });

  it("of a union are the merged totals of its parts, by every dimension", () => {
    fc.assert(
      fc.property(fc.array(anyReceipt, { maxLength: 20 }), fc.nat(20), (all, at) => {
        const parts = [all.slice(0, at), all.slice(at)].map(rollupOf);
        expectAlike(rollupOf(all), mergeRollups(parts));
      }),
    );
  });

  it("of every dimension but route add up to the whole", () => {
    fc.assert(
      fc.property(fc.array(anyReceipt, { maxLength: 20 }), (all) => {
        const rollup = rollupOf(all);
        for (const [dimension, groups] of Object.entries(rollup.by)) {
          const whole: Totals = sum(Object.values(groups));
          if (dimension === "route") expect(whole.requests).toBe(rollup.all.moved);
          else expectAlike(whole, rollup.all);
        }
      }),
    );
  });

  it("of nothing say so instead of dividing by zero", () => {
    expect(toTotalsJson(NOTHING)).toMatchObject({
      requests: 0,
      share_moved: null,
      p50_g: null,
      p50_ms: null,
      saving_g_per_1000_tokens: { modelled: null, measured: null },
    });
  });
});

describe("latency", () => {
  it("is described by its percentiles, none of which is lost in merging", () => {
    const of = (latencyMs: number) => totalsOf({ ...receipt(), latencyMs });
    const { p50_ms, p99_ms } = toTotalsJson(sum([...Array(9).fill(of(10)), of(2_000)]));
    expect(Math.abs((p50_ms ?? 0) / 10 - 1)).toBeLessThanOrEqual(PERCENTILE_ERROR);
    expect(Math.abs((p99_ms ?? 0) / 2_000 - 1)).toBeLessThanOrEqual(PERCENTILE_ERROR);
  });
});

describe("a percentile", () => {
  it("is within the bucket's error of the figure of that rank", () => {
    const figures = fc.array(fc.double({ min: 1e-12, max: 1e3, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(figures, fc.double({ min: 0.01, max: 1, noNaN: true }), (all, q) => {
        const histogram = sum(
          all.map((value) => ({ ...NOTHING, histogram: { [bucketOf(value)]: 1 } })),
        ).histogram;
        const exact = all.toSorted((a, b) => a - b)[Math.ceil(q * all.length) - 1] as number;
        const found = percentile(histogram, q) as number;
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact * PERCENTILE_ERROR * 1.000001);
      }),
    );
  });

  it("of figures that are not positive is 0", () => {
    expect(percentile({ [bucketOf(0)]: 3 }, 0.5)).toBe(0);
  });
});

describe("the saving", () => {
  const heavy = (fields: object) => totalsOf({ ...receipt(), isForced: false, ...fields });
  const grams = (value: number) => ({ value, min: value, max: value });
  const moved = heavy({ inputTokens: 2000, totalGrams: grams(2), counterfactualGrams: 8 });
  const heldOut = heavy({
    ran: "edge",
    region: null,
    isHoldout: true,
    inputTokens: 1000,
    totalGrams: grams(5),
    counterfactualGrams: 5,
  });

  it("is modelled from counterfactuals, and measured against what was held out", () => {
    // Moved: 1 g per 1,000 tokens instead of 4. Held out: 5 g.
    expect(savingPer1000Tokens(merge(moved, heldOut))).toEqual({ modelled: 3, measured: 4 });
    expect(savingPer1000Tokens(moved)).toEqual({ modelled: 3, measured: null });
  });

  it("leaves out whom a caller placed by name", () => {
    const named = heavy({ isForced: true, inputTokens: 1, totalGrams: grams(1000) });
    expect(savingPer1000Tokens(sum([moved, heldOut, named]))).toEqual({ modelled: 3, measured: 4 });
  });
});
