import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { align, pairOf } from "../../../src/summarizer/rewrite/pair.ts";

const tokenizer = {
  begin: 0,
  end: 1,
  encode: (text: string) => [...text].map((character) => character.charCodeAt(0)),
};

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

describe("pairOf", () => {
  it("says what became of each token", () => {
    expect(pairOf("abcd", "abd", "", tokenizer)).toEqual({
      ids: [0, 97, 98, 99, 100, 1, 97, 98, 100, 1],
      kinds: [1, 2, 2, 3, 2, 1, 4, 4, 5, 1],
    });
    expect(pairOf("ab", "x", "c", tokenizer).kinds).toEqual([1, 1, 1, 3, 3, 1, 6, 1]);
  });

  it("never exceeds the verifier's tokens", () => {
    const { ids, kinds } = pairOf("a".repeat(500), "b".repeat(300), "c".repeat(99), tokenizer);
    expect(ids.length).toBeLessThanOrEqual(192);
    expect(kinds).toHaveLength(ids.length);
  });
});
