import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromLogLine, predictionOf, toLogLine } from "../../src/tail/prediction.ts";
import { reconcile, toBand } from "../../src/tail/reconcile.ts";
import { traceOf } from "./traces.ts";

const line = (predictedCpuSeconds: number, model = "nano") =>
  toLogLine({ id: "0193", model, predictedCpuSeconds });

describe("the line that the producer logs", () => {
  it("is read back as it was", () => {
    const anyPrediction = fc.record({
      id: fc.string(),
      model: fc.string(),
      predictedCpuSeconds: fc.double({ min: 1e-9, max: 1e3, noNaN: true }),
    });
    fc.assert(
      fc.property(anyPrediction, (prediction) => {
        expect(fromLogLine(toLogLine(prediction))).toEqual(prediction);
      }),
    );
  });

  it("predicts the edge's part, where the receipt states it", () => {
    const request = { id: "a", model: "nano" };
    const inputs = { cpuSeconds: { edge: 0.002, region: 0.03, stayed: 0.03 } };
    expect(predictionOf({ ...request, inputs })?.predictedCpuSeconds).toBe(0.002);
    expect(predictionOf({ ...request, inputs: null })).toBeUndefined();
  });

  it("is distinguished from any other line", () => {
    const others = [
      "started",
      "{",
      "{}",
      "null",
      '{"event":"summary"}',
      line(0),
      line(1).replace("summary", "error"),
      line(1).replace('"nano"', "7"),
      7,
      null,
      undefined,
    ];
    for (const other of others) expect(fromLogLine(other)).toBeUndefined();
    fc.assert(fc.property(fc.anything(), (any) => void fromLogLine(any)));
  });
});

describe("reconcile", () => {
  it("sets measured against predicted CPU, by model", () => {
    const found = reconcile([
      traceOf(12, ["started", line(0.01)]),
      traceOf(6, [line(0.01)]),
      traceOf(90, [line(0.1, "writer")]),
    ]);
    expect(found.get("nano")).toMatchObject({
      requests: 2,
      predictedCpuSeconds: 0.02,
      measuredCpuSeconds: expect.closeTo(0.018, 9),
    });
    expect(found.get("writer")).toMatchObject({ requests: 1, measuredCpuSeconds: 0.09 });
  });

  it("leaves out failures, batches, other invocations, and CPU time that reads 0", () => {
    const found = reconcile([
      traceOf(30, [line(0.01), line(0.01)]),
      traceOf(12, [line(0.01)], "exceededCpu"),
      traceOf(12, ["a page was shown"]),
      traceOf(0, [line(0.01)]),
    ]);
    expect(found.size).toBe(0);
  });

  it("shows a band that holds nine requests in ten, and a ratio that holds all CPU", () => {
    const traces = Array.from({ length: 100 }, (_, at) =>
      traceOf(at < 99 ? 10 : 300, [line(0.01)]),
    );
    const [entry] = reconcile(traces);
    const band = toBand(...(entry as NonNullable<typeof entry>));
    expect(band.ratio).toBeCloseTo((99 * 10 + 300) / 1000, 9);
    for (const bound of [band.p5, band.p50, band.p95]) expect(bound).toBeCloseTo(1, 0);
    expect(band.p5).toBeLessThanOrEqual(band.p50 ?? 0);
  });
});
