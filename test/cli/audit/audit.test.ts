import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AuditError, auditOf } from "../../../src/cli/audit/audit.ts";
import { describeAudit } from "../../../src/cli/audit/describe.ts";
import { type Account, account } from "../../../src/ledger/account.ts";
import { toJson } from "../../../src/ledger/receipt.ts";
import { receipt } from "../../ledger/receipts.ts";
import { grid } from "../../placement/world.ts";

const base = receipt();

const json = (changes: Partial<Account> = {}) =>
  toJson(
    account({
      request: { ...base, key: null },
      cpuSeconds: { stayed: 0.4, edge: 0.005, region: 0.397 },
      accessBytes: 9_000,
      backboneBytes: 900,
      edge: grid("DE", 400),
      region: { id: "north", intensity: grid("SE-SE3", 25), pue: 1.2 },
      ...changes,
    }),
  );

describe("an audit", () => {
  it("agrees with every receipt that the product makes", () => {
    const seconds = fc.double({ min: 1e-4, max: 100, noNaN: true });
    const gramsPerKwh = fc.double({ min: 1, max: 1_200, noNaN: true });
    const region = fc.record({ grams: gramsPerKwh, pue: fc.constantFrom(1.2, 1.05, 1.6) });
    fc.assert(
      fc.property(
        fc.record({ stayed: seconds, edge: seconds, region: seconds }),
        fc.nat(1_000_000),
        fc.nat(100_000),
        gramsPerKwh,
        fc.option(region),
        fc.option(fc.double({ min: 0.2, max: 8, noNaN: true })),
        (cpuSeconds, accessBytes, backboneBytes, grams, moved, memoryGb) => {
          const terms = auditOf(
            json({
              cpuSeconds,
              accessBytes,
              backboneBytes: moved ? backboneBytes : 0,
              edge: grid("DE", grams),
              region: moved && {
                id: "north",
                intensity: grid("SE-SE3", moved.grams),
                pue: moved.pue,
              },
              ...(memoryGb !== null && { memoryGb }),
            }),
          );
          expect(terms.filter(({ agrees }) => !agrees)).toEqual([]);
        },
      ),
    );
  });

  it.each(["operational_g", "embodied_g", "network_g", "access_g", "counterfactual_g", "saved_g"])(
    "finds %s changed by a thousandth of the total",
    (name) => {
      const changed = json();
      const figures = changed.emissions as unknown as Record<string, number>;
      figures[name] = (figures[name] ?? 0) + changed.emissions.total_g.value / 1_000;
      const terms = auditOf(changed);
      expect(terms.filter(({ agrees }) => !agrees).map((term) => term.name)).toEqual([name]);
      expect(describeAudit(terms)).toContain(`These terms do not follow from the inputs: ${name}.`);
    },
  );

  it("finds an input changed", () => {
    const changed = json();
    if (changed.emissions.inputs) changed.emissions.inputs.bytes.access *= 2;
    expect(auditOf(changed).some(({ agrees }) => !agrees)).toBe(true);
  });

  it("prints each term beside the stated one", () => {
    const said = describeAudit(auditOf(json()));
    expect(said).toMatch(/operational_g +1\.\d+e-5|operational_g +0\.0000\d+/);
    expect(said).toContain("(DE)");
    expect(said).toContain("(SE-SE3)");
    expect(said).toContain("All terms agree.");
  });

  it.each([
    ["an object that is not a receipt", {}, /this is not a receipt: emissions/],
    [
      "a receipt of an older method",
      { emissions: { ...json().emissions, inputs: null, access_g: null, method: "v1" } },
      /its method, "v1", states no inputs/,
    ],
  ])("refuses %s", (_, given, message) => {
    expect(() => auditOf(given)).toThrow(AuditError);
    expect(() => auditOf(given)).toThrow(message);
  });
});
