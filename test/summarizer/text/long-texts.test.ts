import { expect, test } from "vitest";
import { splitSentences } from "../../../src/summarizer/text/sentences.ts";

test.each([
  ["one word", "a".repeat(1_000_000)],
  ["full stops", ".".repeat(1_000_000)],
  ["tiny sentences", "a. A".repeat(250_000)],
  ["blank lines", "\n".repeat(500_000)],
  ["lines that join", "a\n".repeat(500_000)],
  ["spaces", " ".repeat(1_000_000)],
  ["quoted questions", '?" a'.repeat(250_000)],
  ["initials", "A. ".repeat(333_333)],
  ["Chinese clauses", "好；".repeat(500_000)],
  ["lower case", "ab. ".repeat(250_000)],
  ["fences", "```\na\n".repeat(166_666)],
  ["back quotes", "`a ".repeat(333_333)],
  ["quotations", "> a\n".repeat(250_000)],
  ["rows", "|a|\n".repeat(250_000)],
  ["footnotes", ".[1][2][3][4][5][6][7][8][9]".repeat(35_000)],
  ["emphasis", ".*".repeat(500_000)],
  ["ellipses", "a… A".repeat(250_000)],
  ["half-open brackets", "[".repeat(1_000_000)],
  ["quotations that nothing closes", '"a. '.repeat(250_000)],
  ["brackets in brackets", "(".repeat(500_000) + ")".repeat(500_000)],
  ["closing marks", `a.${'"'.repeat(1_000_000)}`],
  ["spaced dots", ". ".repeat(500_000)],
  ["emoji", ".🎉".repeat(333_333)],
  ["joined emoji", `.🎉${"\u200d🎉".repeat(333_333)}`],
  ["missing spaces", "ab.Bc ".repeat(166_666)],
  ["words without a stop", "and the ".repeat(125_000)],
  ["Chinese quotations", "“好。”他说".repeat(142_857)],
  ["characters without a stop", "好".repeat(1_000_000)],
  ["list numbers", "1. A 2. A ".repeat(100_000)],
])("a million characters of %s", (_, text) => {
  expect(splitSentences(text, "en").length).toBeLessThanOrEqual(text.length);
});
