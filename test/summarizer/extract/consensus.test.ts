import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { consensus } from "../../../src/summarizer/extract/consensus.ts";

const candidate = (...ids: number[]) => ({ ids });

describe("consensus", () => {
  it("prefers, of two nearly as good, the sentence that others agree with", () => {
    const candidates = [candidate(1, 2, 3), candidate(7, 8, 9), candidate(7, 8, 10)];
    const agreed = consensus(candidates, Float32Array.of(0.6, 0.59, 0.5));
    expect(agreed.indexOf(Math.max(...agreed))).toBe(1);
  });

  it("leaves a sentence that is far better where it is", () => {
    const candidates = [candidate(1, 2, 3), candidate(7, 8, 9), candidate(7, 8, 10)];
    const agreed = consensus(candidates, Float32Array.of(0.9, 0.2, 0.2));
    expect(agreed.indexOf(Math.max(...agreed))).toBe(0);
  });

  it("gives boilerplate no vote", () => {
    const cookies = { ids: [7, 8, 9], boilerplate: true };
    const candidates = [candidate(1, 2, 3), candidate(7, 8, 9), cookies, cookies];
    const agreed = consensus(candidates, Float32Array.of(0.5, 0.49, 0.6, 0.6));
    expect(agreed[0]).toBeGreaterThan(agreed[1] as number);
  });

  it("keeps between half of a score and the best score, and never puts a non-voter first", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.array(fc.nat(30), { maxLength: 12 }),
            fc.float({ min: 0, max: 1, noNaN: true }),
          ),
          {
            minLength: 1,
            maxLength: 40,
          },
        ),
        (rows) => {
          const scores = Float32Array.from(rows, ([, score]) => score);
          const agreed = consensus(
            rows.map(([ids]) => ({ ids })),
            scores,
          );
          const top = Math.max(...scores);
          agreed.forEach((value, index) => {
            expect(value).toBeGreaterThanOrEqual((scores[index] as number) / 2 - 1e-6);
            expect(value).toBeLessThanOrEqual(top + 1e-6);
          });
        },
      ),
    );
  });
});
