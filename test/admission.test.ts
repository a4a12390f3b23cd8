import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Admission, OverloadedError, SMALL_BYTES } from "../src/admission.ts";

const LARGE = SMALL_BYTES + 1;
const LIMIT = 10 * SMALL_BYTES;

describe("Admission", () => {
  it("lets one alone in, however large, and nobody beside it", () => {
    const admission = new Admission(LIMIT);
    const leave = admission.admit(10 * LIMIT);
    expect(() => admission.admit(LARGE)).toThrow(OverloadedError);
    leave();
    expect(() => admission.admit(LARGE)).not.toThrow();
  });

  it("never holds more than its limit, unless one alone is larger", () => {
    const steps = fc.array(
      fc.record({ bytes: fc.integer({ min: LARGE, max: LIMIT / 2 }), leaves: fc.boolean() }),
    );
    fc.assert(
      fc.property(steps, (all) => {
        const admission = new Admission(LIMIT);
        const inside: { bytes: number; leave: () => void }[] = [];
        for (const { bytes, leaves } of all) {
          if (leaves) inside.shift()?.leave();
          try {
            inside.push({ bytes, leave: admission.admit(bytes) });
          } catch (error) {
            expect(error).toBeInstanceOf(OverloadedError);
            expect(inside.reduce((sum, one) => sum + one.bytes, bytes)).toBeGreaterThan(LIMIT);
          }
          expect(inside.reduce((sum, one) => sum + one.bytes, 0)).toBeLessThanOrEqual(LIMIT);
        }
      }),
    );
  });

  it("lets small ones in whatever the crowd", () => {
    const admission = new Admission(LIMIT);
    admission.admit(10 * LIMIT);
    for (let small = 0; small < 1000; small++) {
      expect(() => admission.admit(SMALL_BYTES)).not.toThrow();
    }
  });

  it("forgets who never left", () => {
    let now = 0;
    const admission = new Admission(LIMIT, () => now);
    admission.admit(LIMIT);
    now = 61_000;
    expect(() => admission.admit(LIMIT)).not.toThrow();
  });
});
