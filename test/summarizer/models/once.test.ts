import { describe, expect, it, vi } from "vitest";
import { once } from "../../../src/summarizer/models/once.ts";

const aWhile = () => new Promise((wake) => setTimeout(wake, 60));

describe("something opened once", () => {
  it("is opened once for all who ask at the same time, and for those who ask later", async () => {
    let opened = 0;
    const thing = once(async () => {
      await aWhile();
      return { number: ++opened };
    });
    expect(thing.isOpen()).toBe(false);
    const all = await Promise.all(Array.from({ length: 50 }, () => thing.get()));
    all.push(await thing.get());
    expect(new Set(all).size).toBe(1);
    expect(opened).toBe(1);
    expect(thing.isOpen()).toBe(true);
  });

  it("that fails, fails for those who waited, and is opened anew for those who come after", async () => {
    let attempts = 0;
    const thing = once(async () => {
      await aWhile();
      if (++attempts === 1) throw new Error("not today");
      return {};
    });
    const first = await Promise.allSettled([thing.get(), thing.get(), thing.get()]);
    expect(first.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(attempts).toBe(1);
    await thing.get();
    expect(attempts).toBe(2);
  });

  it("by a request that the platform dropped is opened by one of those who wait", async () => {
    vi.useFakeTimers();
    try {
      let attempts = 0;
      const thing = once(async () => {
        if (++attempts > 1) return {};
        // The platform stops the timers of a dropped request, and its promises never resolve.
        vi.clearAllTimers();
        return new Promise<object>(() => {});
      });
      void thing.get();
      const waiting = Promise.all([thing.get(), thing.get(), thing.get()]);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(new Set(await waiting).size).toBe(1);
      expect(attempts).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it("slowly is left to the one who opens it", async () => {
    vi.useFakeTimers();
    try {
      let attempts = 0;
      const thing = once(async () => {
        attempts++;
        await new Promise((wake) => setTimeout(wake, 30_000));
        return {};
      });
      const waiting = Promise.all([thing.get(), thing.get()]);
      await vi.advanceTimersByTimeAsync(31_000);
      await waiting;
      expect(attempts).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });
});
