import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ORIGINAL_SHAPE, originalCpuSeconds } from "../../../src/emissions/original.ts";
import { seq2SeqMacs } from "../../../src/summarizer/generation/seq2seq-cost.ts";

describe("multiply-accumulates", () => {
  it("of the original are those of its matrices, counted one by one", () => {
    const { reading, writing, attending } = seq2SeqMacs(ORIGINAL_SHAPE, {
      inputTokens: 1,
      steps: 1,
      beams: 1,
    });
    const square = 1024 * 1024;
    const encoderLayer = 4 * square + 2 * 4 * square + 2 * 1024;
    expect(reading).toBe(12 * encoderLayer + 12 * 2 * square);
    expect(writing).toBe(12 * (6 * square + 8 * square) + 1024 * 50_264);
    // The decoder attends to the one source token and to itself.
    expect(attending).toBe(12 * 1024 * (2 + 2));
  });

  it("grow with each size, and only what depends on beams grows with them", () => {
    const size = fc.integer({ min: 1, max: 1024 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 1, max: 16 }), (inputTokens, steps, beams) => {
        const at = seq2SeqMacs(ORIGINAL_SHAPE, { inputTokens, steps, beams });
        const more = seq2SeqMacs(ORIGINAL_SHAPE, { inputTokens, steps, beams: 2 * beams });
        expect(more).toEqual({
          reading: at.reading,
          writing: 2 * at.writing,
          attending: 2 * at.attending,
        });
        const longer = seq2SeqMacs(ORIGINAL_SHAPE, { inputTokens: 2 * inputTokens, steps, beams });
        expect(longer.reading).toBeGreaterThan(2 * at.reading);
        expect(longer.writing).toBe(at.writing);
        const further = seq2SeqMacs(ORIGINAL_SHAPE, { inputTokens, steps: 2 * steps, beams });
        expect(further.reading).toBe(at.reading);
        expect(further.writing).toBe(2 * at.writing);
        expect(further.attending).toBeGreaterThan(2 * at.attending);
      }),
    );
  });
});

describe("the original", () => {
  it.each([
    [1000, 60, 16.71],
    [500, 60, 12.4],
    [250, 60, 10.28],
  ])(
    "takes for %i tokens in and %i out what was measured",
    (inputTokens, outputTokens, seconds) => {
      const predicted = originalCpuSeconds(inputTokens, outputTokens);
      expect(Math.abs(predicted / seconds - 1)).toBeLessThan(0.01);
    },
  );

  it("reads no more than its positions", () => {
    expect(originalCpuSeconds(100_000, 60)).toBe(originalCpuSeconds(1024, 60));
    expect(originalCpuSeconds(1000, 60)).toBeLessThan(originalCpuSeconds(1024, 60));
    expect(originalCpuSeconds(1000, 60)).toBeGreaterThan(originalCpuSeconds(1000, 59));
  });
});
