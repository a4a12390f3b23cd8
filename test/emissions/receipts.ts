import { newId } from "../../src/emissions/key.ts";
import type { Receipt } from "../../src/emissions/receipt.ts";

/** A receipt with every string as long as it can get. */
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
    totalGrams: range,
    counterfactualGrams: 1.234567891e-7,
    method: "ISO/IEC 21031 SCI, location-based, predicted from size, v1",
  };
}
