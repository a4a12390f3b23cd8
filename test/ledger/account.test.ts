import { describe, expect, it } from "vitest";
import { ISOLATE_MEMORY_GB, memoryEnergyKwh } from "../../src/emissions/estimate.ts";
import { type Account, account } from "../../src/ledger/account.ts";
import { derive } from "../../src/site/analytics/derivation.ts";
import { grid } from "../placement/world.ts";
import { receipt } from "./receipts.ts";

const HOST_GB = 2;
const { id, at, model, language, weight, colo, isHoldout, isForced, isSimulated } = receipt();

const moved = (memoryGb?: number) =>
  account({
    request: {
      ...{ id, at, model, language, weight, colo, isHoldout, isForced, isSimulated },
      key: null,
      latencyMs: 9,
      inputTokens: 900,
      outputTokens: 60,
    },
    cpuSeconds: { read: 0.004, all: 8 },
    memoryGb,
    clientBytes: 5_000,
    forwardedBytes: 5_000,
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

  it("can be worked back to it, but for the moment at the edge", () => {
    const derived = derive(moved(HOST_GB));
    expect(derived?.memoryGb).toBe(HOST_GB);
    const off = (derived?.networkKwh ?? 0) - (10_000 / 1e9) * 0.001;
    expect(Math.abs(off)).toBeLessThan(1e-3 * (derived?.serverKwh ?? 0));
  });
});
