import recheck from "recheck/lib/browser.js";
import { describe, expect, it } from "vitest";
import { expressionsIn, rooms } from "./regular-expressions.ts";

/**
 * Expressions whose time may grow with the square of what they read, and why that is little. None of them may meet
 * a text at its full length.
 */
const BOUNDED: Readonly<Record<string, string>> = {
  "src/serve.ts /\\.?0+$/": "a number that we wrote, some 20 characters",
  "src/summarizer/abbreviations.ts /([\\p{L}][\\p{L}.]*)\\.$/u":
    "the last 9 characters of a sentence",
  "src/grid/configure.ts /\\/+$/": "an address that the operator wrote",
  "src/grid/intensity.ts /^g\\s*(CO2?(_?e?q?)?)?\\s*\\/\\s*kWh$/i": "a unit that a provider wrote",
};

const found = rooms().map((file) => ({ file, ...expressionsIn(file) }));
const literals = found.flatMap((room) => room.literals);
const nameOf = ({ file, pattern, flags }: (typeof literals)[number]) =>
  `${file} /${pattern}/${flags}`;

describe("regular expressions in all rooms that run in the Worker", () => {
  it("are literals, so that all of them are looked at", () => {
    expect(literals.length).toBeGreaterThan(50);
    expect(found.filter(({ made }) => made > 0).map(({ file }) => file)).toEqual([]);
  });

  it("take a time that grows no faster than what they read, but for those that read little", () => {
    const { checkSync } = recheck;
    const superlinear = literals.filter(({ pattern, flags }) => {
      const found = checkSync(pattern, flags, { timeout: 60_000 });
      if (found.status === "vulnerable" && found.complexity.type === "exponential") {
        throw new Error(`exponential: /${pattern}/${flags}`);
      }
      return found.status !== "safe";
    });
    expect(superlinear.map(nameOf).sort()).toEqual(Object.keys(BOUNDED).sort());
  }, 300_000);
});
