import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitSentences } from "../../src/summarizer/sentences.ts";

const split = (text: string, language: "en" | "zh" = "en") =>
  splitSentences(text, language).map(({ start, end }) => text.slice(start, end));

describe("English", () => {
  test.each([
    ["titles", "Dr. Curie came. She left.", ["Dr. Curie came.", "She left."]],
    ["initials", "J. S. Bach sang. We wept.", ["J. S. Bach sang.", "We wept."]],
    ["e.g. and i.e.", "Use it, e.g. Here, i.e. Now. Go.", ["Use it, e.g. Here, i.e. Now.", "Go."]],
    [
      "before a number",
      "See No. 5 and Fig. 2. Then no. Stop.",
      ["See No. 5 and Fig. 2.", "Then no.", "Stop."],
    ],
    ["acronym inside", "The U.S. Navy came. It left.", ["The U.S. Navy came.", "It left."]],
    [
      "acronym at the end",
      "He moved to the U.S. The sun shone.",
      ["He moved to the U.S.", "The sun shone."],
    ],
    ["decimals", "It costs 3.50 now. Pay.", ["It costs 3.50 now.", "Pay."]],
    ["quoted question", '"Why?" he asked. "So."', ['"Why?" he asked.', '"So."']],
    [
      "URL",
      "See https://a.example/x?y=1 now. Done.",
      ["See https://a.example/x?y=1 now.", "Done."],
    ],
    ["detached full stops", "the end . it is over .", ["the end .", "it is over ."]],
    [
      "all lower case",
      "we shipped it. nobody knew, e.g. me.",
      ["we shipped it.", "nobody knew, e.g. me."],
    ],
  ])("%s", (_, text, expected) => {
    expect(split(text)).toEqual(expected);
  });
});

describe("Chinese", () => {
  test.each([
    ["terminal marks", "你好。真的吗？是的！", ["你好。", "真的吗？", "是的！"]],
    ["closing quotation", "他说：“走吧。”大家走了。", ["他说：“走吧。”", "大家走了。"]],
    ["opening quotation", "好。“走吧。”", ["好。", "“走吧。”"]],
    ["Latin inside", "用 v3.5 版。好。", ["用 v3.5 版。", "好。"]],
    [
      "long clauses",
      `这一组负责检查所有的绳索是否牢固可靠并且一一记录下来；那一组负责准备三天的饮用水和食物并且一一记录数量。`,
      [
        "这一组负责检查所有的绳索是否牢固可靠并且一一记录下来；",
        "那一组负责准备三天的饮用水和食物并且一一记录数量。",
      ],
    ],
  ])("%s", (_, text, expected) => {
    expect(split(text, "zh")).toEqual(expected);
  });
});

describe("layout", () => {
  test("wrapped lines are one sentence, with offsets into the text as given", () => {
    const text = "The keeper wrote the\r\nweather down. Nobody\nread it.";
    expect(split(text)).toEqual(["The keeper wrote the\r\nweather down.", "Nobody\nread it."]);
  });

  test("a heading, a paragraph and list items stand apart; markers are left out", () => {
    const text = "# Limits\n\nRead this\n- two ropes\n- a stove. And fuel.\n1. Begin";
    expect(split(text)).toEqual([
      "Limits",
      "Read this",
      "two ropes",
      "a stove.",
      "And fuel.",
      "Begin",
    ]);
    expect(splitSentences(text, "en").map(({ item }) => item)).toEqual([
      true,
      false,
      true,
      true,
      true,
      true,
    ]);
    expect(splitSentences(text, "en").map(({ opens }) => opens)).toEqual([
      true,
      true,
      true,
      true,
      false,
      true,
    ]);
  });
});

const prose = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom(
        ". ",
        "! ",
        "\n",
        "\r\n",
        "。",
        "；",
        "“",
        "”",
        '"',
        "e.g. ",
        "A. ",
        " . ",
        "- ",
      ),
      fc.lorem({ maxCount: 4 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

test("any text: spans are ordered, apart, trimmed, and lose no letter or digit", () => {
  fc.assert(
    fc.property(prose, fc.constantFrom("en" as const, "zh" as const), (text, language) => {
      let last = 0;
      for (const { start, end } of splitSentences(text, language)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
        // What lies between sentences is white space or a list marker.
        expect(text.slice(last, start).trim().length).toBeLessThanOrEqual(6);
        last = end;
      }
      expect(text.slice(last).trim()).toBe("");
    }),
    { numRuns: 500 },
  );
});

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
])("a million characters of %s", (_, text) => {
  expect(splitSentences(text, "en").length).toBeLessThanOrEqual(text.length);
});
