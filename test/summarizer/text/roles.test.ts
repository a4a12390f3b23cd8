import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSentences } from "../../../src/summarizer/text/document.ts";
import { withoutCues } from "../../../src/summarizer/text/genres/subtitles.ts";
import { announcementOf, leans, trimmedParts } from "../../../src/summarizer/text/openings.ts";

const given = (sentence: string) =>
  (trimmedParts(sentence, 0, 0, sentence.length) ?? [[0, sentence.length]])
    .map(([from, to]) => sentence.slice(from, to))
    .join("");

describe("what opens and closes a sentence goes", () => {
  test.each([
    ["LONDON, March 3 (Coastwire) - The port reopened.", "The port reopened."],
    ["PORT EDDY (WIRE) -- Three bridges reopened.", "Three bridges reopened."],
    ["(CWN) -- The port reopened.", "The port reopened."],
    ["NEW ELDEN — The port reopened.", "The port reopened."],
    ["Elden, 3 March 2025 – The port reopened.", "The port reopened."],
    ["[ELDEN, MARCH 3] The port reopened.", "The port reopened."],
    ["ELDEN (cwn) - The port reopened.", "The port reopened."],
    ["UPDATE 3-The port reopened.", "The port reopened."],
    ["BREAKING: The port reopened.", "The port reopened."],
    ["ELDEN: The port reopened.", "The port reopened."],
    ["埃尔登日报讯 （记者/王芳）港口重新开放。", "港口重新开放。"],
    ["海岸社3月5日电，港口重新开放。", "港口重新开放。"],
    ["（中央社記者王芳埃爾登3日電）港口重新開放。", "港口重新開放。"],
    ["〔記者王芳／埃爾登報導〕港口重新開放。", "港口重新開放。"],
    ["本報訊（記者王芳）港口重新開放。", "港口重新開放。"],
    ["本报讯（记者王芳）港口重新开放。", "港口重新开放。"],
    ["新华社北京3月5日电（记者李明）港口重新开放。", "港口重新开放。"],
    ["港口重新开放。（记者王芳）", "港口重新开放。"],
    ["The port reopened. (Reporting by Ann Lee; editing by Bo Chen)", "The port reopened."],
    ["Furthermore, the port reopened.", "the port reopened."],
    ["泛型方法是用类型参数声明的方法，如下所示：", "泛型方法是用类型参数声明的方法"],
  ])("%s", (sentence, expected) => expect(given(sentence)).toBe(expected));

  test.each([
    "The port (Elden) reopened.",
    "NASA reopened the pad.",
    "SQL-Based ports reopened.",
    "NOTE: The port reopened.",
    "Select (check) The Port here.",
    "当日报告电力故障。",
    "旅行社电话一直占线。",
    "Elden, a port in the north - The Times says - reopened.",
    "新华社发表了一篇评论。",
    "Ann Lee (editor) left.",
  ])("%s stays whole", (sentence) => expect(given(sentence)).toBe(sentence));
});

describe("what points back", () => {
  test.each([
    "However, the port closed.",
    "But the port closed.",
    "After all, it rained.",
    "They agreed.",
    "This surprised them.",
    "然而港口关闭了。",
    "他同意了。",
  ])("%s leans", (sentence) => expect(leans(sentence)).toBe(true));

  test.each([
    "The port closed.",
    "It is clear that the port closed.",
    "This article explains ports.",
    "These steps are new to Butler.".replace("These steps", "Steps"),
    "Andover closed.",
    "Butter is dear.",
    "本文介绍港口。",
    "该项目已完成。",
  ])("%s stands by itself", (sentence) => expect(leans(sentence)).toBe(false));
});

test.each([
  ["Steps:", "bare"],
  ["例如：", "bare"],
  ["To open the port, follow these steps in order:", "list"],
  ["The tool gives every worker a limit of its own:", undefined],
  ["The port reopened.", undefined],
])("%s announces %s", (sentence, expected) => expect(announcementOf(sentence)).toBe(expected));

const SUBTITLES =
  "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<i>The port</i>\n\n00:03.000 --> 00:04.000\nreopened.\n";

test("subtitles become running text of the same length", () => {
  const text = withoutCues(SUBTITLES);
  expect(text.length).toBe(SUBTITLES.length);
  expect(text.trim().replace(/\s+/g, " ")).toBe("The port reopened.");
  expect(withoutCues("a --> b\nis an arrow")).toBe("a --> b\nis an arrow");
});

const said = (text: string) => withoutCues(text).trim().replace(/\s+/g, " ");

test("times of transcripts go, in whichever form", () => {
  expect(said("0:01\nthe port\n0:04\nreopened and\n1:00:07\nso it goes")).toBe(
    "the port reopened and so it goes",
  );
  expect(said("(0:01) The port reopened. (0:04) Why? (0:07) It thawed.")).toBe(
    "The port reopened. Why? It thawed.",
  );
  expect(said("0:00:01.000,0:00:02.000\nThe port\n\n0:00:02.000,0:00:03.000\nreopened.\n")).toBe(
    "The port reopened.",
  );
});

test("times in front of lines go, and those in front of speakers are left to the conversation", () => {
  expect(said("[0:00] The port\n[0:04] reopened.\n[0:09] It thawed.")).toBe(
    "The port reopened. It thawed.",
  );
  expect(said("00:00 the port 00:04 reopened 00:09 it thawed")).toBe("the port reopened it thawed");
  const talk = "[0:00] Ana: hello\n[0:04] Ben: hello\n[0:09] Ana: so";
  expect(withoutCues(talk)).toBe(talk);
  const day = "9:00 Registration 9:30 Talk 10:00 Coffee";
  expect(withoutCues(day)).toBe(day);
});

test("a time in a sentence stays", () => {
  const text = "The port (open since 7:30) reopened at 9:15. The ferry (10:00) left.";
  expect(withoutCues(text)).toBe(text);
});

test("sounds and lines that roll on are read once", () => {
  const cue = (number: number, text: string) =>
    `${number}\n00:00:0${number},000 --> 00:00:0${number},900\n${text}\n\n`;
  expect(
    said(
      cue(1, "(gulls cry)") +
        cue(2, "The port") +
        cue(3, "The port\nreopened.") +
        cue(4, "reopened."),
    ),
  ).toBe("The port reopened.");
});

const rolesIn = (text: string) =>
  readSentences(text, "en").sentences.map(({ start, end, boilerplate }) => [
    text.slice(start, end),
    boilerplate,
  ]);

test.each([
  ["a line that is bold", "**Describe it**\n\nThe lamp fails.\n\n    rows(1)\n    rows(2)"],
  [
    "more headings than sentences",
    "Lamp\n\nFailures\n\nThe lamp fails in the cold and in the rain.",
  ],
])("%s is a heading", (_, text) => {
  expect(rolesIn(text)[0]?.[1]).toBe(true);
  expect(
    rolesIn(text).some(([sentence, apart]) => `${sentence}`.startsWith("The lamp fails") && !apart),
  ).toBe(true);
});

test("a list of lines without stops is not headings", () => {
  const text =
    "The lamp has a new glass.\n\nFaster start\nSofter light\nLonger cord\nNew switch\n\nIt glows in the cold and in the rain.";
  expect(rolesIn(text).filter(([, apart]) => apart).length).toBeLessThanOrEqual(1);
});

test("a place in capitals opens a text, not a later sentence", () => {
  const text = "It rained.\n\nELDEN: The port reopened.";
  expect(readSentences(text, "en").sentences[1]?.kept).toBeUndefined();
});

test("lines of a trace stay apart from each other and from the text", () => {
  const text =
    "The lamp fails.\n\nFatal Exception: app.LampError\n       at app.Lamp.glow(Lamp.java:9)\n\nexit status 2\n\nIt glowed before.";
  expect(rolesIn(text).filter(([, apart]) => !apart)).toEqual([
    ["The lamp fails.", false],
    ["It glowed before.", false],
  ]);
});

test("any lines, read in any genre: offsets of the caller's text, in order", () => {
  const line = fc.constantFrom(
    "00:00:01,000 --> 00:00:02,000",
    "WEBVTT",
    "1",
    "[10:02] ana: hello there",
    "Ana: The port reopened.",
    "Ben: Why?",
    "Ana Ruiz 10:02 AM",
    "> On Monday it was shut.",
    "From: ana@example.org",
    "Best regards,",
    "<v Ana>The port",
    "",
    "港口重新开放。",
    "    at send (a.js:1:2)",
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
      const source = lines.join("\n");
      const { text, sentences } = readSentences(source, "en");
      expect(text.length).toBe(source.length);
      let last = 0;
      for (const { start, end, kept = [] } of sentences) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        for (const [from, to] of kept) {
          expect(from).toBeGreaterThanOrEqual(start);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(end);
        }
        last = end;
      }
    }),
    { numRuns: 500 },
  );
});

/** `npm run bench:hostile` measures how their time grows; a reader slower than linear would not end here in time. */
describe("long texts of one repeated part are read", () => {
  const REPEATED = [
    "00:00:01,000 --> 00:00:02,000\nx\n\n",
    "[10:02] ana: hello\n",
    "Ana: hello\n",
    "> quoted\n",
    "From: a\n",
    "<v Ana",
    "((((",
    "A A A A ",
    "12:30",
    "However, ",
    "：",
  ];

  test.each(REPEATED)("of %j", (part) => {
    const source = part.repeat(Math.ceil(300_000 / part.length));
    const { text, sentences } = readSentences(source, "en");
    expect(text.length).toBe(source.length);
    expect(sentences.every(({ start, end }) => start < end)).toBe(true);
  });
});

const apartIn = (text: string) =>
  rolesIn(text).flatMap(([sentence, apart]) => (apart ? [sentence] : []));
const SAID = "The lamp fails in the cold and in the rain.";

test.each([
  [
    "a line that goes on from a trace",
    "thread 'main' panicked at src/a.rs:1:2:\nindex out of bounds: the len is 3",
  ],
  ["a line for those who call", "For bookings: call (0117) 496 0123 or email hello@lamp.example."],
  ["a command", "$ lamp import data.csv"],
  ["a directive", ".. image:: lamp.svg"],
  ["a recital", "WHEREAS the Seller owns the lamps; and"],
  ["a place for a seal", "甲方（盖章）：      乙方（盖章）："],
])("%s stands apart", (_, line) => {
  expect(apartIn(`${SAID}\n\n${line}\n\n${SAID}`)).toEqual(line.split("\n"));
});

test("an underlined line is a heading", () => {
  expect(apartIn(`lamp\n====\n\n${SAID}`)).toEqual(["lamp"]);
});

test("a number or an address inside a sentence does not set it apart", () => {
  expect(
    apartIn("The line 0800 111 222 rings. Write to ann@lamp.example for one. It is free."),
  ).toEqual([]);
});

test("names of a chat stand above the times", () => {
  const chat =
    "Mira (she/her)\n  9:01 AM\nthe lamp is out\nOdd\n  9:02 AM\nsame here\nMira (she/her)\n  9:05 AM\nI changed the fuse";
  const { text, sentences } = readSentences(chat, "en");
  expect(sentences.map(({ start, end }) => text.slice(start, end))).toEqual([
    "the lamp is out",
    "same here",
    "I changed the fuse",
  ]);
});

test("a phrase of courtesy with a number in it says something", () => {
  const talk = `Ann: Confirmed, see you at 15:00.\nBo: Thanks, see you there.\nAnn: ${SAID}\nBo: Great.`;
  expect(apartIn(talk)).toEqual(["Bo: Thanks, see you there.", "Bo: Great."]);
});
