import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { align } from "../../../src/summarizer/rewrite/align.ts";

describe("align", () => {
  it("prefers runs of neighbors", () => {
    expect(align([7, 8, 9, 8], [7, 9, 8])).toEqual([0, 2, 3]);
    expect(align([5, 6, 5, 6, 7], [5, 6, 7])).toEqual([2, 3, 4]);
  });

  it("keeps order and equal tokens, whatever the two are", () => {
    const tokens = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 12 });
    fc.assert(
      fc.property(tokens, tokens, (sentence, candidate) => {
        const found = align(sentence, candidate);
        const places = found.filter((place) => place >= 0);
        expect(found).toHaveLength(candidate.length);
        expect(places).toEqual([...new Set(places)].sort((one, other) => one - other));
        found.forEach((place, at) => {
          if (place >= 0) expect(sentence[place]).toBe(candidate[at]);
        });
      }),
    );
  });
});
