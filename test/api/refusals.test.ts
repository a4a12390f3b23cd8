import { expect, test } from "vitest";
import { PendingRefusals } from "../../src/api/refusals.ts";
import { openDatabase } from "../../src/host/kv.ts";
import { FileRefusals } from "../../src/host/refusals.ts";

/** A tally whose collecting ends when the test says so, and its counter. */
function tallied() {
  const counter = new FileRefusals(openDatabase(":memory:"));
  const clock = { now: 0, wake: () => {} };
  const tally = new PendingRefusals(
    () => clock.now,
    () => new Promise<void>((wake) => Object.assign(clock, { wake })),
  );
  return { counter, clock, tally };
}

test("a crowd of refusals is one write", async () => {
  const { counter, clock, tally } = tallied();
  const sending = tally.count("overloaded", counter);
  for (let at = 0; at < 99; at++) expect(tally.count("overloaded", counter)).toBe(undefined);
  expect(tally.count("rate-limited", counter)).toBe(undefined);
  clock.wake();
  await sending;
  expect(await counter.refusals()).toEqual({ overloaded: 100, "rate-limited": 1 });
});

test("what cannot be counted goes with the next refusal", async () => {
  const { counter, clock, tally } = tallied();
  const down = { ...counter, addRefusals: () => Promise.reject(new Error("down")) };
  const failing = tally.count("not-json", down as unknown as FileRefusals);
  clock.wake();
  await failing;
  const sending = tally.count("not-json", counter);
  clock.wake();
  await sending;
  expect(await counter.refusals()).toEqual({ "not-json": 2 });
});

test("a sending that was lost with its request holds nothing up", async () => {
  const { counter, clock, tally } = tallied();
  expect(tally.count("not-json", counter)).toBeInstanceOf(Promise);
  clock.now = 30_000;
  const sending = tally.count("no-text", counter);
  clock.wake();
  await sending;
  expect(await counter.refusals()).toEqual({ "not-json": 1, "no-text": 1 });
});
