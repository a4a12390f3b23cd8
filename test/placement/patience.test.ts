import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { patienceMs } from "../../src/placement/patience.ts";

const seconds = fc.double({ min: 0, max: 1000, noNaN: true });

describe("patienceMs", () => {
  it("is never less than a second nor more than ten", () => {
    fc.assert(
      fc.property(seconds, (cpuSeconds) => {
        const ms = patienceMs(cpuSeconds);
        expect(ms).toBeGreaterThanOrEqual(3_000);
        expect(ms).toBeLessThanOrEqual(10_000);
      }),
    );
  });

  it("grows with the work", () => {
    fc.assert(
      fc.property(seconds, seconds, (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(patienceMs(less)).toBeLessThanOrEqual(patienceMs(more));
      }),
    );
    expect(patienceMs(0.05)).toBeLessThan(patienceMs(0.2));
  });

  it("holds a request until that has cost what doing the work here would", () => {
    // 0.1 s of 2.282 W against 0.128 GB at 0.392 W per GB.
    expect(patienceMs(0.1)).toBeCloseTo((0.1 * 2.282 * 1000) / (0.128 * 0.392), 6);
  });
});
