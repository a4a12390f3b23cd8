import { describe, expect, it } from "vitest";
import { Budget, SpentBudgetError } from "../../../src/api/guard/budget.ts";
import type { Turns } from "../../../src/region/turns.ts";

const free: Turns = { hasRoom: () => true, take: (_, work) => work() };

describe("the budget of a request with several documents", () => {
  it("is never exceeded by the documents together, and what is refused does not start", async () => {
    const budget = new Budget(free, 10);
    const done: string[] = [];
    const work = (name: string) => async () => {
      done.push(name);
    };
    await budget.take(6, work("first"));
    await expect(budget.take(5, work("too much"))).rejects.toThrow(SpentBudgetError);
    await budget.take(4, work("fits"));
    await expect(budget.take(0.1, work("last"))).rejects.toThrow(
      "Send this one in another request",
    );
    expect(done).toEqual(["first", "fits"]);
  });

  it("leaves the order of turns to the lanes", async () => {
    const asked: number[] = [];
    const turns: Turns = {
      hasRoom: (cpuSeconds) => cpuSeconds < 2,
      take: (cpuSeconds, work) => {
        asked.push(cpuSeconds);
        return work();
      },
    };
    const budget = new Budget(turns, 10);
    expect([budget.hasRoom(1), budget.hasRoom(3)]).toEqual([true, false]);
    expect(await budget.take(3, async () => "made")).toBe("made");
    expect(asked).toEqual([3]);
  });
});
