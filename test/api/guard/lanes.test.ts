import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Lanes } from "../../../src/api/guard/lanes.ts";
import { OverloadedError } from "../../../src/api/guard/overloaded.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const HEAVY = 3;
const LIGHT = 0.01;
const later = (ms: number) => () => new Promise<void>((wake) => setTimeout(wake, ms));
const outcomeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => error,
  );

describe("lanes", () => {
  it("light work starts at once beside any heavy work", async () => {
    const lanes = new Lanes({ heavyAtOnce: 1 });
    for (let at = 0; at < 5; at++) void lanes.take(HEAVY, later(60_000)).catch(() => {});
    await vi.advanceTimersByTimeAsync(100);
    expect(await lanes.take(LIGHT, async () => "light")).toBe("light");
  });

  it("heavy work goes one after another, in order", async () => {
    const lanes = new Lanes({ heavyAtOnce: 1 });
    const log: string[] = [];
    const all = ["a", "b", "c"].map((name) =>
      lanes.take(HEAVY, async () => {
        log.push(`${name} starts`);
        await later(1_000)();
        log.push(`${name} ends`);
      }),
    );
    await vi.advanceTimersByTimeAsync(5_000);
    await Promise.all(all);
    expect(log).toEqual(["a", "b", "c"].flatMap((name) => [`${name} starts`, `${name} ends`]));
  });

  it("a host computes several at once", async () => {
    const lanes = new Lanes({ heavyAtOnce: 2 });
    let running = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++running);
      await later(500)();
      running--;
    };
    const all = [1, 2, 3, 4].map(() => lanes.take(HEAVY, work));
    await vi.advanceTimersByTimeAsync(5_000);
    await Promise.all(all);
    expect(most).toBe(2);
  });

  it("after heavy work, light work may use as much before the next piece starts", async () => {
    const lanes = new Lanes({ heavyAtOnce: 1 });
    let heavy = 0;
    let lightSeconds = 0;
    const piece = async () => {
      heavy++;
      await later(1_000)();
    };
    const all = [1, 2, 3].map(() => lanes.take(HEAVY, piece));
    // A constant stream of light work: 0.2 CPU-seconds every 20 ms of this clock.
    const light = setInterval(() => {
      void lanes.take(0.2, async () => {
        lightSeconds += 0.2;
      });
    }, 20);
    let before = 0;
    for (const expected of [1, 2, 3]) {
      while (heavy < expected) await vi.advanceTimersByTimeAsync(20);
      if (expected > 1) expect(lightSeconds - before).toBeGreaterThanOrEqual(HEAVY - 0.2);
      before = lightSeconds;
    }
    clearInterval(light);
    await vi.advanceTimersByTimeAsync(2_000);
    await Promise.all(all);
  });

  it("refuses what would wait too long, with the time after which there is room", async () => {
    const lanes = new Lanes({ heavyAtOnce: 1 });
    const all = Array.from({ length: 20 }, () => outcomeOf(lanes.take(HEAVY, later(1_000))));
    await vi.advanceTimersByTimeAsync(60_000);
    const outcomes = await Promise.all(all);
    const refused = outcomes.filter((one) => one instanceof OverloadedError);
    expect(refused).toHaveLength(11);
    expect((refused[0] as OverloadedError).retryAfterSeconds).toBe(2 * 9 * HEAVY);
    expect(outcomes.filter((one) => one === "done")).toHaveLength(9);
    expect(lanes.hasRoom(HEAVY)).toBe(true);
  });

  it("accepts one alone, however heavy, and refuses a second that would wait for it too long", async () => {
    const lanes = new Lanes({ heavyAtOnce: 1 });
    const first = lanes.take(1_000, later(40_000));
    await vi.advanceTimersByTimeAsync(100);
    const second = outcomeOf(lanes.take(HEAVY, later(10)));
    await vi.advanceTimersByTimeAsync(41_000);
    await first;
    expect(await second).toBeInstanceOf(OverloadedError);
  });

  it("gives the place of a request that the platform dropped to the next", async () => {
    const lanes = new Lanes({ heavyAtOnce: 1 });
    void lanes.take(HEAVY, () => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(100);
    // Its timers stop with it.
    vi.clearAllTimers();
    const next = lanes.take(HEAVY, async () => "next");
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await next).toBe("next");
  });

  it("lets a caller who leaves the line go", async () => {
    const lanes = new Lanes({ heavyAtOnce: 1 });
    const first = lanes.take(HEAVY, later(1_000));
    const caller = new AbortController();
    const gone = outcomeOf(lanes.take(HEAVY, later(1_000), caller.signal));
    caller.abort();
    await vi.advanceTimersByTimeAsync(2_000);
    await first;
    expect(await gone).toMatchObject({ type: "caller-gone" });
  });
});
