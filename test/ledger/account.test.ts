import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimate, ISOLATE_MEMORY_GB, memoryEnergyKwh } from "../../src/emissions/estimate.ts";
import { type Account, account } from "../../src/ledger/account.ts";
import { fromMetadata, toMetadata } from "../../src/ledger/metadata.ts";
import { savedGrams, toEmissions } from "../../src/ledger/receipt.ts";
import { grid } from "../placement/world.ts";
import { receipt } from "./receipts.ts";

const HOST_GB = 2;
const { id, at, model, language, weight, colo, isHoldout, isForced, isSimulated } = receipt();

const request: Account["request"] = {
  ...{ id, at, model, language, weight, colo, isHoldout, isForced, isSimulated },
  key: null,
  latencyMs: 9,
  inputTokens: 900,
  outputTokens: 60,
};

const moved = (memoryGb?: number) =>
  account({
    request,
    cpuSeconds: { stayed: 8, edge: 0.004, region: 8 },
    memoryGb,
    accessBytes: 5_000,
    backboneBytes: 5_000,
    edge: grid("DE", 400),
    region: { id: "attic", intensity: grid("FR", 50), pue: 1.2 },
  } satisfies Account);

describe("a receipt of work in a host that holds more than an isolate", () => {
  it("pays for that memory, here and had it stayed", () => {
    const more =
      memoryEnergyKwh(8, 1.2, HOST_GB).value - memoryEnergyKwh(8, 1.2, ISOLATE_MEMORY_GB).value;
    expect(moved(HOST_GB).energyKwh.value - moved().energyKwh.value).toBeCloseTo(more, 12);
    expect(moved(HOST_GB).operationalGrams - moved().operationalGrams).toBeCloseTo(more * 50, 9);
    expect(moved(HOST_GB).counterfactualGrams - moved().counterfactualGrams).toBeCloseTo(
      more * 400,
      9,
    );
    expect(moved()).not.toHaveProperty("memoryGb");
  });
});

describe("a receipt", () => {
  const any = fc.record({
    read: fc.double({ min: 1e-4, max: 1, noNaN: true }),
    all: fc.double({ min: 1e-4, max: 100, noNaN: true }),
    access: fc.nat(1_000_000),
    backbone: fc.nat(100_000),
    edge: fc.double({ min: 1, max: 1_200, noNaN: true }),
    region: fc.option(fc.double({ min: 1, max: 1_200, noNaN: true })),
  });
  const receiptFor = ({
    read,
    all,
    access,
    backbone,
    edge,
    region,
  }: typeof any extends fc.Arbitrary<infer T> ? T : never) =>
    account({
      request,
      cpuSeconds: { stayed: all, edge: read, region: all },
      accessBytes: access,
      backboneBytes: region === null ? 0 : backbone,
      edge: grid("DE", edge),
      region: region === null ? null : { id: "attic", intensity: grid("FR", region), pue: 1.2 },
    });

  it("has no noise of binary fractions, and terms that add up to the last digit", () => {
    fc.assert(
      fc.property(any, (happened) => {
        const receipt = receiptFor(happened);
        const numbers = JSON.stringify(receipt).match(/-?\d[\d.]*(?:e-?\d+)?/g) ?? [];
        for (const number of numbers) {
          // Only parts of the id and of dates have more than nine digits.
          const digits = number
            .replace(/e.*/, "")
            .replace(/^[-0.]*/, "")
            .replace(".", "");
          expect(digits.length).toBeLessThanOrEqual(12);
        }
        const { operationalGrams, embodiedGrams, networkGrams, totalGrams } = receipt;
        const sum = operationalGrams + embodiedGrams + networkGrams;
        expect(Math.abs(sum - totalGrams.value)).toBeLessThanOrEqual(1e-14 * totalGrams.value);
        expect(receipt.accessGrams).toBeLessThanOrEqual(networkGrams);
      }),
    );
  });

  it("is redone from the inputs that it states", () => {
    fc.assert(
      fc.property(any, (happened) => {
        const receipt = receiptFor(happened);
        const { inputs } = receipt;
        if (!inputs) throw new Error("no inputs");
        const { cpuSeconds, pue, bytes, edgeGrid } = inputs;
        const edge = { pue: pue.edge, gramsPerKwh: edgeGrid.gramsPerKwh };
        const { totalGrams } = estimate({
          computations: [
            { ...edge, cpuSeconds: cpuSeconds.edge },
            {
              cpuSeconds: cpuSeconds.region,
              pue: pue.region ?? 1,
              gramsPerKwh: receipt.grid.gramsPerKwh,
            },
          ],
          accessBytes: bytes.access,
          backboneBytes: bytes.backbone,
          edgeGramsPerKwh: edgeGrid.gramsPerKwh,
          regionGramsPerKwh: receipt.grid.gramsPerKwh,
        });
        expect(Math.abs(receipt.totalGrams.value / totalGrams.value - 1)).toBeLessThan(1e-6);
      }),
    );
  });

  it("of what stayed has saved nothing, and keeps everything in the ledger", () => {
    fc.assert(
      fc.property(any, (happened) => {
        const receipt = receiptFor(happened);
        if (happened.region === null) expect(savedGrams(receipt)).toBe(0);
        const kept = fromMetadata(receipt.id, JSON.parse(JSON.stringify(toMetadata(receipt))));
        expect(kept).toEqual(receipt);
      }),
    );
  });

  it("from before the method's v2 says nothing of its inputs", () => {
    const { inputs: _inputs, accessGrams: _access, ...old } = toMetadata(receipt());
    const range = { value: 2, min: 1, max: 3 };
    const read = fromMetadata(receipt().id, { ...old, energyKwh: range, totalGrams: range });
    expect(read).toMatchObject({ inputs: null, accessGrams: null, totalGrams: range });
    expect(toEmissions(read)).toMatchObject({ inputs: null, access_g: null });
  });
});
