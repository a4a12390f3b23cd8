import fc from "fast-check";
import { describe, expect, it } from "vitest";
import nano from "../../../models/nano/manifest.json" with { type: "json" };
import small from "../../../models/small/manifest.json" with { type: "json" };
import { fromMetadata, toMetadata } from "../../../src/ledger/metadata.ts";
import { type Receipt, toEmissions, toJson } from "../../../src/ledger/receipt.ts";
import { receiptImage } from "../../../src/site/receipt/image.ts";
import { type DerivationLine, linesOf } from "../../../src/site/receipt/lines.ts";
import { receiptPage } from "../../../src/site/receipt/page.tsx";
import { whyThere } from "../../../src/site/receipt/why.ts";
import { predictCpuSeconds } from "../../../src/summarizer/extract/cost.ts";
import { ASSETS, GRID, heldOutReceipt, movedReceipt, receiptOf } from "../analytics/fixture.ts";

/** In the form that the ledger stores. */
const stored = (receipt: Receipt): Receipt => fromMetadata(receipt.id, toMetadata(receipt));

const gramsOf = (lines: readonly DerivationLine[], ...names: DerivationLine["name"][]): number =>
  lines.filter(({ name }) => names.includes(name)).reduce((sum, { value }) => sum + value, 0);

const anyReceipt = fc
  .tuple(fc.double({ min: 0.001, max: 100, noNaN: true }), fc.nat(1_000_000), fc.boolean())
  .map(([cpuSeconds, accessBytes, isMoved]) =>
    isMoved
      ? { ...movedReceipt(1), cpuSeconds }
      : receiptOf(cpuSeconds, 1, { accessBytes, request: { weight: "heavy" } }),
  );

describe("the lines of a receipt", () => {
  it("redone from their factors give the receipt's own figures, forward from its inputs", () => {
    fc.assert(
      fc.property(anyReceipt, (receipt) => {
        const emissions = toEmissions(stored(receipt));
        const lines = linesOf(emissions);
        for (const { factors, over, value } of lines) {
          const product = (all: readonly { value: number }[]) =>
            all.reduce((sofar, factor) => sofar * factor.value, 1);
          expect(product(factors) / product(over)).toBe(value);
        }
        // Receipts keep eight digits of the total, and their terms add up to it.
        const near = (one: number, other: number) =>
          expect(Math.abs(one - other)).toBeLessThanOrEqual(emissions.total_g.value * 1e-7);
        near(gramsOf(lines, "operational"), emissions.operational_g);
        near(gramsOf(lines, "embodied"), emissions.embodied_g);
        near(gramsOf(lines, "access", "backbone"), emissions.network_g);
        const all = gramsOf(lines, "operational", "embodied", "access", "backbone");
        near(all, emissions.total_g.value);
      }),
    );
  });

  it("of a move have the edge, the region and both legs of the network", () => {
    const names = linesOf(toEmissions(movedReceipt(1))).map(
      ({ place, name }) => `${place} ${name}`,
    );
    expect(names).toEqual([
      "edge compute",
      "edge memory",
      "edge operational",
      "edge embodied",
      "region compute",
      "region memory",
      "region operational",
      "region embodied",
      "edge access",
      "region backbone",
    ]);
  });

  it("lead from characters and multiply-accumulates to the seconds, also after storage", () => {
    const { calibration } = nano;
    const { all: stayed, basis } = predictCpuSeconds(
      12_000,
      [{ ids: [1, 2, 3, 4, 5, 6, 7, 8] }, { ids: [1, 2, 3, 4] }],
      { reader: nano, reread: small },
    );
    const happened = receiptOf(1, 1, { cpuSeconds: { stayed, edge: stayed, region: 0, basis } });
    for (const receipt of [happened, stored(happened)]) {
      const lines = linesOf(toEmissions(receipt)).filter(({ unit }) => unit === "s");
      expect(lines.map(({ name }) => name)).toEqual([
        "characters",
        "read",
        "reread",
        "rest",
        "time",
      ]);
      const [total, ...parts] = lines.map(({ value }) => value).reverse();
      expect(parts.reduce((sum, seconds) => sum + seconds, 0)).toBeCloseTo(total ?? 0, 8);
      expect(total).toBeCloseTo(stayed, 8);
      // What is left is the fixed part of a request, of both models.
      expect(lines.find(({ name }) => name === "rest")?.value).toBeCloseTo(
        calibration.secondsPerRequest + small.calibration.secondsPerRequest,
        6,
      );
    }
  });

  it("are none where the constants are no longer in use", () => {
    const { inputs, ...rest } = toEmissions(movedReceipt(1));
    expect(linesOf({ ...rest, inputs: null })).toEqual([]);
    expect(linesOf({ ...rest, inputs: inputs && { ...inputs, coefficients: null } })).toEqual([]);
  });
});

describe("why a receipt's work ran where it did", () => {
  const forced = (region: Parameters<typeof receiptOf>[2]) =>
    receiptOf(1, 1, { ...region, request: { isForced: true } });
  it.each([
    [
      "a move",
      movedReceipt(1),
      /^Moved to Western Europe: its grid, France, emits 30\.0 g\/kWh, against 400 g\/kWh at the edge\. That saved \d+%/,
    ],
    [
      "a control request",
      heldOutReceipt(1),
      /^Stayed at the edge in FRA, Germany, as part of the control group/,
    ],
    ["light work", receiptOf(0.01, 1), /^Ran at the edge in FRA, Germany: light work/],
    ["heavy work", receiptOf(1, 1), /^Ran at the edge in FRA, Germany: no region/],
    [
      "a region that failed",
      receiptOf(1, 1, { backboneBytes: 274 }),
      /^Ran at the edge in FRA, Germany, because the region that was to do it gave no usable answer/,
    ],
    [
      "a requested edge",
      forced({}),
      /^Ran at the edge in FRA, Germany, because the caller requested it/,
    ],
    [
      "a requested region that costs more",
      forced({
        backboneBytes: 500_000,
        region: { id: "oc", pue: 1.2, intensity: { ...GRID.standings[8]?.intensity } as never },
      }),
      /^Ran in Oceania on the grid of .*, because the caller requested it\. That emitted [\d.]+% more/,
    ],
  ])("is said of %s", (_, receipt, said) => {
    expect(whyThere(toJson(receipt), "en")).toMatch(said);
    expect(whyThere(toJson(receipt), "zh")).toMatch(/\p{Script=Han}.*。$/u);
  });
});

describe("the page and the image", () => {
  const receipt = toJson(movedReceipt(1));
  const assets = { ...ASSETS, "receipt.css": "/static/receipt.css" };
  it("carry the receipt's total and every line's exact value", () => {
    const html = receiptPage({ receipt, id: receipt.id, language: "en", assets });
    for (const { value } of linesOf(receipt.emissions)) expect(html).toContain(`value="${value}"`);
    expect(html).toContain(`value="${receipt.emissions.total_g.value}"`);
    expect(html).not.toMatch(/\sstyle=|<script/);
  });

  it("report a missing receipt, and escape the address", () => {
    const html = receiptPage({ receipt: null, id: '"><b>', language: "en", assets });
    expect(html).toContain("no receipt with this id");
    expect(html).not.toContain("<b>");
  });

  it("keep the text of the image within its width", () => {
    const svg = receiptImage(receipt, "en");
    expect(svg).toContain("CO₂e");
    for (const [, text = ""] of svg.matchAll(/font-size="30" fill="#13201a">([^<]*)</g))
      expect(text.length).toBeLessThanOrEqual(68);
  });
});
