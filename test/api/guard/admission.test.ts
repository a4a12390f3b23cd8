import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  Admission,
  MAX_WAITING,
  type Pass,
  SMALL_BYTES,
} from "../../../src/api/guard/admission.ts";
import { OverloadedError } from "../../../src/api/guard/overloaded.ts";

const LARGE = SMALL_BYTES + 1;
const LIMIT = 10 * SMALL_BYTES;
const limits = { small: LIMIT, large: LIMIT };

/** A clock that runs only while somebody waits. */
function admissionWithClock() {
  const clock = { now: 0, onSleep: () => {} };
  const sleep = async (ms: number) => {
    clock.now += ms;
    clock.onSleep();
  };
  return { clock, admission: new Admission(limits, () => clock.now, sleep) };
}

describe("Admission", () => {
  it("lets one alone in, however large, and nobody beside it", async () => {
    const { admission } = admissionWithClock();
    const { leave } = await admission.admit(10 * LIMIT);
    await expect(admission.admit(LARGE)).rejects.toThrow(OverloadedError);
    leave();
    await admission.admit(LARGE);
  });

  it.each([
    ["large", { min: LARGE, max: LIMIT / 2 }],
    ["small", { min: 0, max: SMALL_BYTES }],
  ])("never holds more %s ones than its limit, grown or not", async (_, sizes) => {
    const steps = fc.array(
      fc.record({ bytes: fc.integer(sizes), grows: fc.boolean(), leaves: fc.boolean() }),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const { admission } = admissionWithClock();
        const inside: { bytes: number; pass: Pass }[] = [];
        const held = () => inside.reduce((sum, one) => sum + one.bytes, 0);
        for (const { bytes, grows, leaves } of all) {
          if (leaves) inside.shift()?.pass.leave();
          try {
            const [first] = inside;
            if (grows && first && first.bytes + bytes <= sizes.max) {
              first.pass.grow(bytes);
              first.bytes += bytes;
            } else {
              inside.push({ pass: await admission.admit(bytes), bytes });
            }
          } catch (error) {
            expect(error).toBeInstanceOf(OverloadedError);
          }
          expect(held()).toBeLessThanOrEqual(LIMIT);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("lets small ones in beside a crowd of large ones", async () => {
    const { admission, clock } = admissionWithClock();
    await admission.admit(10 * LIMIT);
    for (let small = 0; small < 10; small++) await admission.admit(SMALL_BYTES);
    expect(clock.now).toBe(0);
  });

  it("lets those who wait in once others leave, first come, first served", async () => {
    const { admission, clock } = admissionWithClock();
    const first = await admission.admit(LIMIT);
    clock.onSleep = () => {
      if (clock.now >= 1_000) first.leave();
    };
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3].map(async (one) => {
        const pass = await admission.admit(LIMIT);
        order.push(one);
        pass.leave();
      }),
    );
    expect(order).toEqual([1, 2, 3]);
    expect(clock.now).toBeLessThan(5_000);
  });

  it("turns away at once who would be too many in line", async () => {
    const admission = new Admission(limits, Date.now, () => new Promise(() => {}));
    await admission.admit(LIMIT);
    for (let waiting = 0; waiting < MAX_WAITING; waiting++) void admission.admit(LARGE);
    await expect(admission.admit(LARGE)).rejects.toThrow(OverloadedError);
  });

  it("forgets who never left", async () => {
    const { admission, clock } = admissionWithClock();
    await admission.admit(LIMIT);
    clock.now = 61_000;
    await admission.admit(LIMIT);
    expect(clock.now).toBe(61_000);
  });

  it("does not let those who hung up in line hold up the others", async () => {
    const clock = { now: 0 };
    let sleepers = 0;
    const admission = new Admission(
      limits,
      () => clock.now,
      // The first sleeper's caller has disconnected, so it never wakes.
      async (ms) => {
        if (sleepers++ === 0) return new Promise(() => {});
        clock.now += ms;
      },
    );
    const { leave } = await admission.admit(LIMIT);
    void admission.admit(LIMIT);
    leave();
    await admission.admit(LIMIT);
    expect(clock.now).toBeLessThan(2_000);
  });
});
