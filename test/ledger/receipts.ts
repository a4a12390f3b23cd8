import fc from "fast-check";
import { newId } from "../../src/ledger/key.ts";
import type { Receipt } from "../../src/ledger/receipt.ts";

/** A receipt with every string at its maximum length. */
export function receipt(now = Date.UTC(2026, 10, 23, 12, 34, 56, 789)): Receipt {
  const range = { value: 1.234567891e-7, min: 1.234567891e-7, max: 1.234567891e-7 };
  return {
    id: newId(now),
    at: new Date(now).toISOString(),
    model: "nano",
    language: "en",
    weight: "heavy",
    ran: "region",
    region: "r".repeat(63),
    colo: "unknown",
    isHoldout: false,
    latencyMs: 1_234.567891,
    isForced: false,
    isSimulated: false,
    key: `${"k".repeat(24)}-4fz2qk`,
    inputTokens: 1_000_000,
    outputTokens: 8192,
    energyKwh: range,
    grid: {
      zone: "US-CAL-CISO+US-CAL-LDWP+US-NW-SCL+US-MIDA-PJM",
      gramsPerKwh: 123.456789,
      source: "electricity-maps-yearly-2025",
      kind: "forecast",
      asOf: "2026-11-23T12:00:00.000Z",
    },
    operationalGrams: 1.234567891e-7,
    embodiedGrams: 1.234567891e-7,
    networkGrams: 1.234567891e-7,
    accessGrams: 1.234567891e-7,
    totalGrams: range,
    counterfactualGrams: 1.234567891e-7,
    method: "ISO/IEC 21031 SCI, location-based, predicted from size, v2",
    inputs: {
      cpuSeconds: { edge: 1.23456789e-7, region: 123.456789, stayed: 123.456789 },
      pue: { edge: 1.2, region: 1.123456789 },
      bytes: { access: 40_000_000, backbone: 40_000_000 },
      edgeGrid: {
        zone: "US-CAL-CISO",
        gramsPerKwh: 123.456789,
        source: "electricity-maps-yearly-2025",
        kind: "forecast",
        asOf: "2026-11-23T12:00:00.000Z",
      },
    },
  };
}

const figure = fc.double({ min: 1e-9, max: 1, noNaN: true });
const range = figure.map((value) => ({ value, min: value / 2, max: value * 2 }));
/** Five hours, so that some receipts share one. */
const moment = fc.integer({ min: 0, max: 5 * 3_600_000 - 1 });

/** Any receipt that an account could give. */
export const anyReceipt = fc
  .record({
    moment,
    weight: fc.constantFrom("light", "heavy"),
    region: fc.constantFrom(null, "weur", "eeur"),
    colo: fc.constantFrom("CDG", "IAD", "unknown"),
    isHoldout: fc.boolean(),
    latencyMs: fc.nat(60_000),
    isForced: fc.boolean(),
    isSimulated: fc.boolean(),
    key: fc.constantFrom(null, "kiosk-4fz2qk", "press-7h3m9d"),
    inputTokens: fc.nat(1_000_000),
    outputTokens: fc.nat(8192),
    energyKwh: range,
    operationalGrams: figure,
    embodiedGrams: figure,
    networkGrams: figure,
    totalGrams: range,
    counterfactualGrams: figure,
    zone: fc.constantFrom("FR", "SE", "US-MIDA-PJM"),
  })
  .map(({ moment: ms, zone, ...rest }): Receipt => {
    const base = receipt(Date.UTC(2026, 10, 20) + ms);
    return {
      ...base,
      ...rest,
      weight: rest.weight as Receipt["weight"],
      ran: rest.region === null ? "edge" : "region",
      isHoldout: rest.region === null && rest.isHoldout,
      grid: { ...base.grid, zone },
    };
  });
