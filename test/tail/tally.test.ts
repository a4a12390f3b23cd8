import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toLogLine } from "../../src/tail/prediction.ts";
import { toBand } from "../../src/tail/reconcile.ts";
import { readTallies, Tally } from "../../src/tail/tally.ts";
import worker from "../../src/tail/worker.ts";
import { ListedKv, traceOf } from "./traces.ts";

const NOON = Date.UTC(2026, 10, 23, 12);
const line = (predictedCpuSeconds: number) =>
  toLogLine({ id: "0193", model: "nano", predictedCpuSeconds });

const read = async (kv: ListedKv) => (await readTallies(kv.asNamespace())).get("nano");

describe("the Tail Worker", () => {
  it("takes a recorded invocation to the band that the page shows", async () => {
    const kv = new ListedKv();
    const env = { EMISSIONS: kv.asNamespace() };
    await worker.tail([traceOf(12, [line(0.01)])], env);
    const found = await read(kv);
    expect(found && toBand("nano", found)).toMatchObject({
      requests: 1,
      predicted_cpu_seconds: 0.01,
      measured_cpu_seconds: 0.012,
      ratio: expect.closeTo(1.2, 9),
    });
  });

  it("writes nothing for invocations without a summary", async () => {
    const kv = new ListedKv();
    await new Tally().take([traceOf(2, ["a page was shown"])], kv.asNamespace(), NOON);
    expect(kv.writes).toBe(0);
  });

  it("writes once a minute, however many invocations there are", async () => {
    const kv = new ListedKv();
    const tally = new Tally();
    for (let second = 0; second < 600; second++) {
      await tally.take([traceOf(10, [line(0.01)])], kv.asNamespace(), NOON + second * 1000);
    }
    expect(kv.writes).toBe(10);
    expect((await read(kv))?.requests).toBe(541);
    await tally.take([traceOf(10, [line(0.01)])], kv.asNamespace(), NOON + 600_000);
    expect((await read(kv))?.requests).toBe(601);
  });

  it("makes a failed write good with the next", async () => {
    const kv = new ListedKv();
    const tally = new Tally();
    kv.failing = true;
    const take = (at: number) => tally.take([traceOf(10, [line(0.01)])], kv.asNamespace(), at);
    await expect(take(NOON)).rejects.toThrow("429");
    kv.failing = false;
    await take(NOON + 60_000);
    expect((await read(kv))?.requests).toBe(2);
  });

  it("keeps a key for each day, with what the day before had left", async () => {
    const kv = new ListedKv();
    const tally = new Tally();
    const lastSecond = Date.UTC(2026, 10, 24) - 1000;
    for (const at of [lastSecond - 1000, lastSecond, lastSecond + 2000, lastSecond + 62_000]) {
      await tally.take([traceOf(10, [line(0.01)])], kv.asNamespace(), at);
    }
    expect([...kv.entries.keys()].map((key) => key.split("/")[1])).toEqual([
      "2026-11-23",
      "2026-11-24",
    ]);
    expect((await read(kv))?.requests).toBe(4);
  });

  it("adds up isolates, days and pages", async () => {
    const kv = new ListedKv(2);
    for (let isolate = 0; isolate < 5; isolate++) {
      await new Tally().take([traceOf(10, [line(0.01)])], kv.asNamespace(), NOON);
    }
    expect(kv.entries.size).toBe(5);
    expect(await read(kv)).toMatchObject({
      requests: 5,
      measuredCpuSeconds: expect.closeTo(0.05, 9),
    });
  });

  it("stays within KV's 1,024 bytes of metadata whatever is measured", async () => {
    const times = fc.array(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), { maxLength: 3000 });
    await fc.assert(
      fc.asyncProperty(times, async (cpuTimes) => {
        const kv = new ListedKv();
        const traces = cpuTimes.flatMap((cpuTime) => [
          traceOf(cpuTime, [line(0.01)]),
          traceOf(cpuTime / 1000, [line(0.01)]),
        ]);
        await new Tally().take(traces, kv.asNamespace(), NOON);
        expect((await read(kv))?.requests ?? 0).toBe(traces.length);
      }),
      { numRuns: 20 },
    );
    const spread = Array.from({ length: 100_000 }, (_, at) =>
      traceOf(1 + (at % 200), [line(0.01)]),
    );
    const kv = new ListedKv();
    await new Tally().take(spread, kv.asNamespace(), NOON);
    expect((await read(kv))?.requests).toBe(100_000);
  });
});
