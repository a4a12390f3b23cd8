import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONGEST_PATIENCE_MS, writingPatienceMs } from "../../src/placement/patience.ts";
import { Pool } from "../../src/region/pool.ts";
import { region } from "../placement/world.ts";

const west = region("west", ["NL"]);
const MINUTE_MS = 60_000;

/** A pool with one object, under a clock that the test controls. */
function poolAt(startMs = 0) {
  const clock = { nowMs: startMs };
  const pool = new Pool(1, () => clock.nowMs);
  const landing = (known = {}) => pool.landings([west], known).get("west")?.[0];
  const fail = (isOverloaded = false) => pool.begin("west-0").failed(isOverloaded);
  return { pool, clock, landing, fail, state: () => landing()?.state };
}

describe("instances", () => {
  it("are as many as the pool is large, the region in their names", () => {
    expect(new Pool(3).instances(west)).toEqual(["west-0", "west-1", "west-2"]);
  });

  it("are one for a region that is not made of Durable Objects", () => {
    const url = { ...west, backend: { kind: "url" as const, url: "https://example.org" } };
    expect(new Pool(3).instances(url)).toEqual(["west"]);
  });
});

describe("capacity", () => {
  it("is four at once, and comes back as work ends, however it ends", () => {
    const { pool, state } = poolAt();
    const outcomes = [1, 2, 3].map(() => pool.begin("west-0"));
    expect(state()).toBe("ready");
    outcomes.push(pool.begin("west-0"));
    expect(state()).toBe("overloaded");
    outcomes[0]?.succeeded(null);
    expect(state()).toBe("ready");
    outcomes.push(pool.begin("west-0"));
    expect(state()).toBe("overloaded");
    outcomes[1]?.abandoned();
    expect(state()).toBe("ready");
    pool.begin("west-0");
    outcomes[2]?.failed(false);
    expect(state()).toBe("ready");
  });

  it("comes back although the platform dropped the requests that had it", () => {
    const { pool, clock, state } = poolAt();
    for (let count = 0; count < 4; count++) pool.begin("west-0");
    // Just longer than any caller waits for a region.
    clock.nowMs += LONGEST_PATIENCE_MS;
    expect(state()).toBe("overloaded");
    clock.nowMs += 1_000;
    expect(state()).toBe("ready");
  });

  it("remembers writings for as long as their callers wait", () => {
    const { pool, clock, state } = poolAt();
    for (let count = 0; count < 4; count++) pool.begin("west-0");
    clock.nowMs += writingPatienceMs(1_000);
    expect(state()).toBe("overloaded");
  });

  it("is not counted out twice", () => {
    const { pool, state } = poolAt();
    const first = pool.begin("west-0");
    for (let count = 0; count < 3; count++) pool.begin("west-0");
    first.abandoned();
    first.abandoned();
    pool.begin("west-0");
    expect(state()).toBe("overloaded");
  });

  it("of one object says nothing of another", () => {
    const pool = new Pool(2);
    for (let index = 0; index < 4; index++) pool.begin("west-0");
    expect(
      pool
        .landings([west])
        .get("west")
        ?.map(({ state }) => state),
    ).toEqual(["overloaded", "ready"]);
  });
});

describe("the circuit breaker", () => {
  it("opens after three failures in a row and lets a trial through half a minute later", () => {
    const { clock, fail, state } = poolAt(MINUTE_MS);
    fail();
    fail();
    expect(state()).toBe("ready");
    fail();
    expect(state()).toBe("broken");
    clock.nowMs += 29_999;
    expect(state()).toBe("broken");
    clock.nowMs += 1;
    expect(state()).toBe("ready");
  });

  it("opens for twice as long when the trial fails, ten minutes at most", () => {
    const { clock, fail, state } = poolAt(MINUTE_MS);
    for (let count = 0; count < 3; count++) fail();
    for (const seconds of [30, 60, 120, 240, 480, 600, 600]) {
      expect(state()).toBe("broken");
      clock.nowMs += seconds * 1000 - 1;
      expect(state()).toBe("broken");
      clock.nowMs += 1;
      expect(state()).toBe("ready");
      fail();
    }
  });

  it("is closed by one success, and forgets the failures before it", () => {
    const { pool, clock, fail, state } = poolAt(MINUTE_MS);
    for (let count = 0; count < 3; count++) fail();
    clock.nowMs += 30_000;
    pool.begin("west-0").succeeded(null);
    fail();
    fail();
    expect(state()).toBe("ready");
  });

  it("is not moved by callers that went away", () => {
    const { pool, fail, state } = poolAt(MINUTE_MS);
    fail();
    fail();
    for (let count = 0; count < 10; count++) pool.begin("west-0").abandoned();
    expect(state()).toBe("ready");
    fail();
    expect(state()).toBe("broken");
  });
});

describe("an object that says it is overloaded", () => {
  it("is left alone for five seconds", () => {
    const { clock, fail, state } = poolAt(MINUTE_MS);
    fail(true);
    expect(state()).toBe("overloaded");
    clock.nowMs += 4_999;
    expect(state()).toBe("overloaded");
    clock.nowMs += 1;
    expect(state()).toBe("ready");
  });
});

describe("where objects are", () => {
  it("is what they said themselves, else what the survey found, else not known", () => {
    const { pool, landing } = poolAt();
    expect(landing()).not.toHaveProperty("colo");
    expect(landing({ "west-0": "AMS" })?.colo).toBe("AMS");
    pool.begin("west-0").succeeded("CDG");
    expect(landing({ "west-0": "AMS" })?.colo).toBe("CDG");
  });

  it("is not forgotten by an answer that does not tell", () => {
    const { pool, landing } = poolAt();
    pool.begin("west-0").succeeded("CDG");
    pool.begin("west-0").succeeded(null);
    expect(landing()?.colo).toBe("CDG");
  });
});

type Step = { step: "begin" | "succeed" | "fail" | "abandon" | "wait"; pick: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    step: fc.constantFrom("begin", "begin", "succeed", "fail", "abandon", "wait"),
    pick: fc.nat(20),
  }),
  { maxLength: 60 },
);

describe("any course of work", () => {
  it("leaves an object ready once all of it has ended and every pause is over", () => {
    fc.assert(
      fc.property(steps, (course) => {
        const { pool, clock, state } = poolAt();
        const open: { sinceMs: number; outcome: ReturnType<Pool["begin"]> }[] = [];
        for (const { step, pick } of course) {
          if (step === "begin") {
            open.push({ sinceMs: clock.nowMs, outcome: pool.begin("west-0") });
          } else if (step === "wait") clock.nowMs += pick * 1000;
          else {
            const [one] = open.splice(pick % Math.max(1, open.length), 1);
            if (step === "succeed") one?.outcome.succeeded(pick % 2 === 0 ? "CDG" : null);
            if (step === "fail") one?.outcome.failed(pick % 3 === 0);
            if (step === "abandon") one?.outcome.abandoned();
          }
          const fresh = open.filter(({ sinceMs }) => clock.nowMs - sinceMs < LONGEST_PATIENCE_MS);
          if (fresh.length >= 4) expect(state()).not.toBe("ready");
        }
        // Whether it has ended or not.
        for (const { outcome } of open.slice(1)) outcome.abandoned();
        clock.nowMs += 10 * MINUTE_MS;
        expect(state()).toBe("ready");
        // No work is left over, and none was counted twice: exactly four pieces fill it.
        for (let count = 0; count < 3; count++) pool.begin("west-0");
        expect(state()).toBe("ready");
        pool.begin("west-0");
        expect(state()).toBe("overloaded");
      }),
    );
  });
});
