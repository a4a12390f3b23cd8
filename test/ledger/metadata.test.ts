import { describe, expect, it } from "vitest";
import { PRODUCT_KINDS } from "../../src/contract/emissions.ts";
import type { Considered } from "../../src/ledger/considered.ts";
import { fromMetadata, toMetadata } from "../../src/ledger/metadata.ts";
import { toJson } from "../../src/ledger/receipt.ts";
import { movedReceipt } from "../site/analytics/fixture.ts";
import { receipt } from "./receipts.ts";

const CONSIDERED: Considered[] = Array.from({ length: 15 }, (_, at) => ({
  region: `aws:region-${at}`,
  zone: at % 2 === 0 ? "SE-SE3" : "NL+GB+FR+DE",
  gramsPerKwh: 24.5 + at,
  expectedGrams: (3124 + at) / 1e7,
  addedLatencyMs: at === 3 ? null : 31 + at,
  verdict: at === 0 ? "eligible" : at === 1 ? "far" : "dirtier",
}));

describe("the regions on a receipt", () => {
  it("are kept as the decision saw them, in order", () => {
    const one = { ...movedReceipt(1), considered: CONSIDERED.slice(0, 4) };
    const read = fromMetadata(one.id, toMetadata(one));
    expect(read.considered).toEqual(one.considered);
    expect(toJson(read).candidates[1]).toEqual({
      region: "aws:region-1",
      zone: "NL+GB+FR+DE",
      grams_per_kwh: 25.5,
      expected_grams: 0.0003125,
      added_latency_ms: 32,
      verdict: "far",
    });
  });

  it("are the best ones that KV has room for, and never cost the receipt", () => {
    for (const region of ["weur", "r".repeat(63)]) {
      const one = { ...receipt(), region, considered: CONSIDERED };
      const metadata = toMetadata(one);
      expect(JSON.stringify(metadata).length).toBeLessThanOrEqual(1024);
      const { considered = [], ...rest } = fromMetadata(one.id, metadata);
      expect(considered).toEqual(CONSIDERED.slice(0, considered.length));
      expect(considered.length).toBeLessThan(CONSIDERED.length);
      const { considered: _, ...own } = one;
      expect(rest).toEqual(fromMetadata(one.id, toMetadata(own)));
    }
  });

  it("are absent for light work and in older receipts", () => {
    const one = receipt();
    expect("considered" in fromMetadata(one.id, toMetadata(one))).toBe(false);
    expect(toJson(one).candidates).toEqual([]);
  });
});

describe("a stored receipt", () => {
  const one = { ...movedReceipt(1), considered: CONSIDERED };

  it("is read as it was written, also where its flags are set", () => {
    for (const some of [
      one,
      { ...one, isHoldout: true, isForced: true, isSimulated: true, key: "k" },
      { ...one, region: null },
      { ...one, method: "another" },
    ]) {
      const { considered: _, ...written } = some as typeof one;
      const { considered: __, ...read } = fromMetadata(some.id, toMetadata(some));
      expect(read).toEqual(written);
    }
  });

  it("of an older version is read, with names for all of its figures", () => {
    const { id, at: _at, inputs: _inputs, considered: _considered, ...named } = one;
    expect(fromMetadata(id, named)).toEqual({ ...named, id, at: one.at, inputs: null });
  });

  it("has room for its basis and some of the regions", () => {
    const basis = {
      characters: 123_456,
      secondsPerCharacter: 1.83123e-7,
      products: PRODUCT_KINDS.map((kind) => ({ kind, gmac: 1.23456, secondsPerGmac: 0.123456 })),
    };
    const full = { ...one, inputs: one.inputs && { ...one.inputs, basis } };
    const read = fromMetadata(full.id, toMetadata(full));
    expect(read.inputs?.basis).toEqual(basis);
    expect(read.considered?.length).toBeGreaterThanOrEqual(4);
  });
});
