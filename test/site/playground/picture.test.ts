import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { discsOf, enlargement } from "../../../src/site/playground/picture.ts";

const grams = fc.double({ min: 1e-9, max: 10, noNaN: true });

describe("the picture of a receipt", () => {
  it("has areas as the amounts, the largest disc as large as the picture", () => {
    fc.assert(
      fc.property(grams, grams, grams, grams, (one, original, prompt, search) => {
        const amounts = { this: one, original, prompt, search };
        const discs = discsOf(amounts, 240);
        expect(discs[0]?.radius).toBeCloseTo(240, 9);
        for (const { name, radius } of discs) {
          const share = amounts[name] / Math.max(one, original, prompt, search);
          expect((radius / 240) ** 2).toBeCloseTo(share, 9);
        }
      }),
    );
  });

  it("has a lens only where the smallest disc could not be seen, which then is", () => {
    fc.assert(
      fc.property(grams, grams, grams, grams, (one, original, prompt, search) => {
        const discs = discsOf({ this: one, original, prompt, search }, 240);
        const times = enlargement(discs);
        expect(times).toBeGreaterThanOrEqual(1);
        expect((discs.at(-1)?.radius ?? 0) * times).toBeGreaterThanOrEqual(4);
      }),
    );
  });
});
