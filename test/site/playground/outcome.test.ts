import { expect, it } from "vitest";
import type { DeviceSummary } from "../../../src/site/device/client/message.ts";
import { fromDevice } from "../../../src/site/playground/outcome.ts";

const FOUND: DeviceSummary = {
  extract: { summary: "The ferry left.", sentences: [], outputTokens: 5 },
  model: "nano",
  language: "en",
  truncated: false,
  inputTokens: 9,
  provider: "wasm",
  ranWriter: false,
  threads: 1,
  isWhole: true,
  openingMs: 400,
  busyMs: 2_000,
  downloadedBytes: 0,
};

it("charges all the time that this device was busy, and the bytes that it loaded", () => {
  const { cost } = fromDevice(FOUND, 3_000, 100);
  const longer = fromDevice({ ...FOUND, busyMs: 6_000 }, 7_000, 100).cost;
  expect(longer.energyKwh.value).toBeCloseTo(3 * cost.energyKwh.value, 12);
  expect(cost.networkGrams).toBe(0);
  expect(
    fromDevice({ ...FOUND, downloadedBytes: 1e6 }, 3_000, 100).cost.networkGrams,
  ).toBeGreaterThan(0);
});

it("says of a summary that was to be written whether it was, and why not", () => {
  expect(fromDevice(FOUND, 1, 1)).toMatchObject({ isWritten: false, modeReason: null });
  const written = { asked: "abstractive", used: "abstractive", reason: "As asked." } as const;
  const made = fromDevice({ ...FOUND, model: "writer", ranWriter: true, mode: written }, 1, 1);
  expect(made).toMatchObject({ isWritten: true, modeReason: "As asked.", model: "writer" });
  const fellBack = { ...written, used: "extractive", reason: "Fell back." } as const;
  expect(fromDevice({ ...FOUND, mode: fellBack }, 1, 1)).toMatchObject({
    isWritten: false,
    modeReason: "Fell back.",
  });
});
