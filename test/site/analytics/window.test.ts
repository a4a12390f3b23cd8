import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readWindow, startOfDay, startOfMonth, steps } from "../../../src/site/analytics/window.ts";

const NOW_MS = Date.UTC(2026, 10, 23, 15, 20);
const HOUR_MS = 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();

describe("the window of an address", () => {
  it("is the last 24 hours, the one under way included, unless it says otherwise", () => {
    const window = readWindow({}, NOW_MS);
    expect(window).toMatchObject({ range: "24h", groupBy: "hour", isFallback: false });
    expect([iso(window.from), iso(window.to)]).toEqual([
      "2026-11-22T16:00:00.000Z",
      "2026-11-23T16:00:00.000Z",
    ]);
    expect(steps(window)).toHaveLength(24);
  });

  it("counts 30 days with today as the last", () => {
    const window = readWindow({ range: "30d" }, NOW_MS);
    const days = steps(window).map((ms) => iso(ms).slice(0, 10));
    expect(window.groupBy).toBe("day");
    expect(days).toHaveLength(30);
    expect([days[0], days.at(-1)]).toEqual(["2026-10-25", "2026-11-23"]);
  });

  it("takes times without a zone as UTC and widens them to whole hours", () => {
    const window = readWindow({ from: "2026-11-01T09:30", to: "2026-11-01T11:01" }, NOW_MS);
    expect(window).toMatchObject({ range: "custom", groupBy: "hour", isFallback: false });
    expect([iso(window.from), iso(window.to)]).toEqual([
      "2026-11-01T09:00:00.000Z",
      "2026-11-01T12:00:00.000Z",
    ]);
    const offset = readWindow({ from: "2026-11-01T09:30+02:00", to: "2026-11-02" }, NOW_MS);
    expect(iso(offset.from)).toBe("2026-11-01T07:00:00.000Z");
  });

  it.each([
    { range: "century" },
    { range: "constructor" },
    { from: "yesterday" },
    { to: "2026-11-23" },
    { from: "2026-11-23T12:00", to: "2026-11-23T12:00" },
    { from: "2026-11-23T12:00", to: "2026-11-22T12:00" },
    { from: "2027-01-01", to: "2027-01-02" },
    { from: "2020-01-01", to: "2026-01-01" },
  ])("falls back to the default for %o, and says so", (query) => {
    expect(readWindow(query, NOW_MS)).toEqual({ ...readWindow({}, NOW_MS), isFallback: true });
  });

  it("is covered by its steps without a gap", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 366 * 24 - 1 }),
        fc.integer({ min: 0, max: 10_000 }),
        (hours, hoursAgo) => {
          const to = Math.floor(NOW_MS / HOUR_MS) * HOUR_MS - hoursAgo * HOUR_MS;
          const query = { from: iso(to - hours * HOUR_MS), to: iso(to) };
          const window = readWindow(query, NOW_MS);
          const all = steps(window);
          const stepMs = window.groupBy === "hour" ? HOUR_MS : 24 * HOUR_MS;
          expect(window.isFallback).toBe(false);
          expect(all[0]).toBeLessThanOrEqual(window.from);
          expect((all.at(-1) ?? 0) + stepMs).toBeGreaterThanOrEqual(window.to);
          for (const [at, ms] of all.entries()) expect(ms).toBe((all[0] ?? 0) + at * stepMs);
        },
      ),
    );
  });
});

it("knows where days and months begin", () => {
  expect(iso(startOfDay(NOW_MS))).toBe("2026-11-23T00:00:00.000Z");
  expect(iso(startOfMonth(NOW_MS))).toBe("2026-11-01T00:00:00.000Z");
});
