import fc from "fast-check";
import { expect, test } from "vitest";
import {
  afterFailure,
  afterSuccess,
  type BreakerPolicy,
  type Breakers,
  isOpen,
} from "../../src/grid/breaker.ts";

const POLICY: BreakerPolicy = { threshold: 3, pauseMs: 1_000, maxPauseMs: 5_000 };
const fail = (breakers: Breakers, nowMs: number) => afterFailure(breakers, "a", nowMs, POLICY);

test("opens at the third failure in a row, lets a trial through after the pause", () => {
  const two = fail(fail({}, 0), 0);
  expect(isOpen(two, "a", 0)).toBe(false);
  const three = fail(two, 0);
  expect([isOpen(three, "a", 999), isOpen(three, "a", 1_000)]).toEqual([true, false]);
  expect(isOpen(three, "b", 0)).toBe(false);
});

test("a failed trial doubles the pause up to its cap, a success closes it at once", () => {
  let breakers = fail(fail(fail({}, 0), 0), 0);
  const pauses = [1, 2, 3, 4].map(() => {
    breakers = fail(breakers, 0);
    return breakers.a?.openUntilMs;
  });
  expect(pauses).toEqual([2_000, 4_000, 5_000, 5_000]);
  expect(afterSuccess(breakers, "a")).toEqual({});
});

test("names of built-in properties are names like any other", () => {
  const breakers = afterFailure({}, "constructor", 0, POLICY);
  expect(isOpen({}, "constructor", 0)).toBe(false);
  expect(breakers.constructor).toEqual({ failures: 1, openUntilMs: 0 });
});

test("after any history: closed if fewer than three failures in a row, and never past the cap", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 40 }), (history) => {
      let breakers: Breakers = {};
      for (const ok of history) breakers = ok ? afterSuccess(breakers, "a") : fail(breakers, 0);
      const inARow = history.length - 1 - history.lastIndexOf(true);
      expect(isOpen(breakers, "a", 0)).toBe(inARow >= POLICY.threshold);
      expect(isOpen(breakers, "a", POLICY.maxPauseMs)).toBe(false);
    }),
  );
});
