import recheck from "recheck/lib/browser.js";
import { describe, expect, it } from "vitest";
import { expressionsIn, rooms } from "./regular-expressions.ts";

/**
 * Expressions whose time may grow with the square of what they read, and why that is little. None of them may meet
 * a text at its full length.
 */
const BOUNDED: Readonly<Record<string, string>> = {
  "src/api/serve.ts /\\.?0+$/": "a number that we wrote, some 20 characters",
  "src/summarizer/text/abbreviations.ts /(?:(\\p{L}+) )?([\\p{L}][\\p{L}.]*)( ?)\\.$/u":
    "the last 9 characters of a sentence",
  'src/summarizer/generation/faithfulness.ts /(?:(?:[.!?:…。！？：\\n]["\'”’)]*|^)\\s*["\'“‘(]*|["“])$/u':
    "the 20 characters before a name",
  "src/grid/configure.ts /\\/+$/": "an address that the operator wrote",
  "src/grid/intensity.ts /^g\\s*(CO2?(_?e?q?)?)?\\s*\\/\\s*kWh$/i": "a unit that a provider wrote",
};

/** Rooms whose expressions read little, whatever they are: only exponential ones could do harm there. */
const BOUNDED_ROOMS: Readonly<Record<string, string>> = {
  "src/summarizer/text/boilerplate.ts": "at most 321 characters of a sentence",
};

/** Made from constants of their file, with no text of a caller in them, and what they read. */
const MADE: Readonly<Record<string, string>> = {
  "src/summarizer/text/boilerplate.ts":
    "literals joined, and two with a list of networks; at most 320 characters",
  "src/summarizer/text/quantities.ts":
    "the number words; a run of digits, letters or spaces is read once",
  "src/summarizer/models/writer-files.ts": "names of files in a folder",
  "src/api/dialects/wishes/counts.ts": "literals joined, proven by hand: bounded repetitions only",
  "src/api/dialects/wishes/wishes.ts": "literals with one list of nouns; at most 600 characters",
};

const found = rooms().map((file) => ({ file, ...expressionsIn(file) }));
const literals = found.flatMap((room) => room.literals);
const nameOf = ({ file, pattern, flags }: (typeof literals)[number]) =>
  `${file} /${pattern}/${flags}`;

describe("regular expressions in all rooms that run in the Worker", () => {
  it("are literals, so that all of them are looked at", () => {
    expect(literals.length).toBeGreaterThan(50);
    const made = found.filter(({ made }) => made > 0).map(({ file }) => file);
    expect(made.sort()).toEqual(Object.keys(MADE).sort());
  });

  it("take a time that grows no faster than what they read, but for those that read little", () => {
    const { checkSync } = recheck;
    const superlinear = literals.filter(({ file, pattern, flags }) => {
      const found = checkSync(pattern, flags, { timeout: 60_000, randomSeed: 7 });
      if (found.status === "vulnerable" && found.complexity.type === "exponential") {
        throw new Error(`exponential: /${pattern}/${flags}`);
      }
      return found.status !== "safe" && !(file in BOUNDED_ROOMS);
    });
    expect(superlinear.map(nameOf).sort()).toEqual(Object.keys(BOUNDED).sort());
  }, 300_000);
});
