import { expect, test } from "vitest";
import { splitSentences } from "../../../src/summarizer/text/sentences.ts";

test.each([
  ["one word", "a".repeat(400_000)],
  ["full stops", ".".repeat(400_000)],
  ["tiny sentences", "a. A".repeat(100_000)],
  ["blank lines", "\n".repeat(200_000)],
  ["lines that join", "a\n".repeat(200_000)],
  ["spaces", " ".repeat(400_000)],
  ["quoted questions", '?" a'.repeat(100_000)],
  ["initials", "A. ".repeat(133_333)],
  ["Chinese clauses", "好；".repeat(200_000)],
  ["lower case", "ab. ".repeat(100_000)],
  ["fences", "```\na\n".repeat(66_666)],
  ["back quotes", "`a ".repeat(133_333)],
  ["quotations", "> a\n".repeat(100_000)],
  ["rows", "|a|\n".repeat(100_000)],
  ["footnotes", ".[1][2][3][4][5][6][7][8][9]".repeat(14_000)],
  ["emphasis", ".*".repeat(200_000)],
  ["ellipses", "a… A".repeat(100_000)],
  ["half-open brackets", "[".repeat(400_000)],
  ["quotations that nothing closes", '"a. '.repeat(100_000)],
  ["brackets in brackets", "(".repeat(200_000) + ")".repeat(200_000)],
  ["closing marks", `a.${'"'.repeat(400_000)}`],
  ["spaced dots", ". ".repeat(200_000)],
  ["emoji", ".🎉".repeat(133_333)],
  ["joined emoji", `.🎉${"\u200d🎉".repeat(133_333)}`],
  ["missing spaces", "ab.Bc ".repeat(66_666)],
  ["words without a stop", "and the ".repeat(50_000)],
  ["Chinese quotations", "“好。”他说".repeat(57_142)],
  ["characters without a stop", "好".repeat(400_000)],
  ["list numbers", "1. A 2. A ".repeat(40_000)],
])("400,000 characters of %s", (_, text) => {
  expect(splitSentences(text, "en").length).toBeLessThanOrEqual(text.length);
});

test.each([
  ["en", "and the boats came in at dawn and the harbour was quiet ".repeat(18_000)],
  ["en", "the boats, ".repeat(90_000)],
  ["zh", "好".repeat(1_000_000)],
  ["zh", "船来了，".repeat(250_000)],
] as const)("a million characters without stops become few pieces, in %s", (language, text) => {
  const pieces = splitSentences(text, language);
  expect(pieces.length).toBeLessThan(20_000);
  expect(pieces.map(({ start, end }) => text.slice(start, end)).join("").length).toBeGreaterThan(
    text.trim().length - pieces.length * 2,
  );
});
