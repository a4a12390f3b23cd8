import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromMetadata, toMetadata } from "../../../src/ledger/metadata.ts";
import type { Receipt } from "../../../src/ledger/receipt.ts";
import { derive } from "../../../src/site/analytics/derivation.ts";
import { MESSAGES } from "../../../src/site/analytics/messages.ts";
import { termsOf } from "../../../src/site/analytics/terms.ts";
import { movedReceipt, receiptOf } from "./fixture.ts";

/** As the ledger keeps it. */
const kept = (receipt: Receipt): Receipt => fromMetadata(receipt.id, toMetadata(receipt));

describe("a receipt worked back", () => {
  it("gives the busy time it was made from, and terms that make up the receipt again", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 100, noNaN: true }),
        fc.integer({ min: 0, max: 100_000 }),
        (cpuSeconds, accessBytes) => {
          const receipt = kept(receiptOf(cpuSeconds, 1, { accessBytes }));
          const found = derive(receipt);
          if (!found) throw new Error("not explained");
          const near = (one: number, other: number) =>
            expect(Math.abs(one - other)).toBeLessThanOrEqual(Math.abs(other) * 1e-4);
          near(found.cpuSeconds, cpuSeconds);
          near(found.gramsPerKwh, receipt.grid.gramsPerKwh);
          near(found.serverKwh + found.networkKwh, receipt.energyKwh.value);
          near(found.serverKwh * found.gramsPerKwh, receipt.operationalGrams);
        },
      ),
    );
  });

  it("finds the mix of both grids of a move between them", () => {
    const found = derive(kept(movedReceipt(1)));
    expect(found?.gramsPerKwh).toBeGreaterThan(30);
    expect(found?.gramsPerKwh).toBeLessThan(400);
  });

  it("is refused where today's constants do not explain it", () => {
    const receipt = receiptOf(0.01, 1);
    expect(derive({ ...receipt, operationalGrams: receipt.operationalGrams * 2 })).toBeNull();
    expect(derive({ ...receipt, embodiedGrams: 0 })).toBeNull();
    const { terms, isExplained } = termsOf({ ...receipt, embodiedGrams: 0 }, MESSAGES.en);
    expect(isExplained).toBe(false);
    expect(terms.map(({ symbol }) => symbol)).toEqual(["I", "O", "N", "M", "Σ", "C", "S"]);
  });
});

it("writes the derivation of one receipt as it would be done by hand", () => {
  // 10 ms of a busy vCPU and 9 kB at 400 g/kWh.
  const { terms } = termsOf(receiptOf(0.01, 1), MESSAGES.en);
  const line = (symbol: string) => terms.find((term) => term.symbol === symbol);
  expect(line("t")?.value).toBe("10.0 ms");
  // 0.01 s x 2.282 W x 1.2 / 3,600,000 J/kWh = 7.607e-9 kWh
  expect(line("E_c")).toMatchObject({ value: "7.61\u00a0µWh", how: "t × 2.282 W × PUE 1.2" });
  // 9e-6 GB x 0.059 kWh/GB = 5.31e-7 kWh
  expect(line("E_n")?.value).toBe("531\u00a0µWh");
  expect(line("N")?.value).toBe("212\u00a0µg");
  expect(line("S")?.value).toBe("0\u00a0g");
});
