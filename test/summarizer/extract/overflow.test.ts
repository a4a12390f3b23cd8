import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Extract } from "../../../src/summarizer/extract/extract.ts";
import { cutToFit, selectLoosely } from "../../../src/summarizer/extract/overflow.ts";
import { NoSelectionError, select } from "../../../src/summarizer/extract/select.ts";
import { layOut } from "../../../src/summarizer/text/layout.ts";

/** One token per two characters of a word, similar to a sub-word vocabulary; white space has no tokens. */
const encode = (text: string): number[] =>
  text.split(/\s+/u).flatMap((word) => [...word].filter((_, at) => at % 2 === 0).map(() => 1));

const sentences = fc.array(
  fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 30 }).map((ids) => ({ ids })),
  { minLength: 1, maxLength: 12 },
);
const bound = fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined });

describe("selectLoosely", () => {
  it("chooses whatever the bounds, and as select does where that can", () => {
    fc.assert(
      fc.property(
        sentences,
        fc.integer({ min: 1, max: 6 }),
        bound,
        bound,
        fc.boolean(),
        (all, count, maxLength, wantedMin, single) => {
          const minLength = wantedMin && Math.min(wantedMin, maxLength ?? wantedMin);
          const scores = Float32Array.from(all, (_, index) => 1 / (1 + index));
          const bounds = { count, maxLength, minLength, single };
          const chosen = selectLoosely(all, scores, bounds);
          expect(chosen.length).toBeGreaterThan(0);
          try {
            expect(chosen).toEqual(select(all, scores, bounds));
          } catch (error) {
            expect(error).toBeInstanceOf(NoSelectionError);
            const used = chosen.reduce((sum, at) => sum + (all[at]?.ids.length ?? 0), 0);
            const shortest = Math.min(...all.map(({ ids }) => ids.length));
            if (maxLength !== undefined)
              expect(used).toBeLessThanOrEqual(Math.max(maxLength, shortest));
          }
        },
      ),
    );
  });
});

describe("cutToFit", () => {
  const extractOf = (text: string): Extract => ({
    summary: layOut([text], "paragraph"),
    sentences: [{ text, start: 7, end: 7 + text.length, score: 0.5 }],
    outputTokens: encode(text).length,
  });
  const text = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 80 })
    .map((value) => value.trim())
    .filter((value) => value !== "" && encode(value).length > 0);

  it("keeps to the bound, and cuts a start of the sentence, said to be cut", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (sentence, maxLength) => {
        const before = extractOf(sentence);
        const after = cutToFit(
          before,
          { length: "short", format: "paragraph", overflow: "cut", maxLength },
          encode,
        );
        const [only] = after.sentences;
        if (before.outputTokens <= maxLength) {
          expect(after).toBe(before);
          return;
        }
        expect(only?.cut).toBe(true);
        expect(only?.text).not.toBe("");
        expect(sentence.startsWith(only?.text ?? "?")).toBe(true);
        expect(only?.end).toBe(7 + (only?.text.length ?? 0));
        expect(after.outputTokens).toBe(encode(only?.text ?? "").length);
        const first = [...new Intl.Segmenter().segment(sentence)][0]?.segment ?? "";
        expect(after.outputTokens).toBeLessThanOrEqual(Math.max(maxLength, encode(first).length));
      }),
    );
  });

  it.each([
    ["The harbour opens at dawn.", 4, "The"],
    ["The harbour opens at dawn.", 6, "The harbour"],
    ["incomprehensibilities", 3, "incomp"],
    ["灯塔的看守人", 2, "灯塔的"],
  ])("%j to %i tokens is %j", (sentence, maxLength, expected) => {
    const options = { length: "short", format: "paragraph", overflow: "cut", maxLength } as const;
    expect(cutToFit(extractOf(sentence), options, encode).summary).toBe(expected);
  });

  it("leaves alone what is to be refused", () => {
    const before = extractOf("The harbour opens at dawn.");
    const options = { length: "short", format: "paragraph", maxLength: 2 } as const;
    expect(cutToFit(before, options, encode)).toBe(before);
  });
});
