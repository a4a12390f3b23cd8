import fc from "fast-check";
import { expect, test } from "vitest";
import { habitsOf } from "../../../src/summarizer/text/habits.ts";

// The expressions as one would read them, from left to right; those of the product begin at the stop.
const FOLLOWER =
  /(?<!\.\p{L}|(?<!\p{L})\p{L}{1,2})(\s?)[.!?]["'”’)\]]*\s+["'“‘(]?(?:(\p{Lu})|\p{Ll})/gu;
const MISSING_SPACE = /(?<=\s)(?:\p{Ll}+|\p{Nd}[\p{Nd},]*)[.!?](?=\p{Lu})/gu;

test("habits are those that the text shows when it is read from left to right", () => {
  const parts = fc.array(
    fc.oneof(
      fc.constantFrom(
        " ",
        ".",
        "!",
        "’",
        ")",
        "“",
        "a",
        "Das",
        "Ö",
        "ist",
        "U.S",
        "7,5",
        "港",
        "𝐀",
      ),
      fc.string({ maxLength: 2 }),
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(parts, (given) => {
      const text = given.join("");
      const stops = [...text.matchAll(FOLLOWER)];
      const attached = stops.filter(([, space]) => !space).length;
      const missing = [...text.matchAll(MISSING_SPACE)].length;
      expect(habitsOf(text)).toMatchObject({
        isDetached: attached < stops.length,
        omitsSpaces: missing >= 2 && missing > attached / 2,
        omitsOne: missing > 0 && missing >= attached / 2,
      });
    }),
    { numRuns: 3000 },
  );
});
