import { describe, expect, it } from "vitest";
import { isNarrative } from "../../../src/summarizer/rewrite/narrative.ts";
import { plainHeadline } from "../../../src/summarizer/rewrite/plain-headline.ts";
import { ownTitle } from "../../../src/summarizer/rewrite/title.ts";

const body = "The council voted on Monday to close the quay for two months.";

describe("a text's own title", () => {
  it.each([
    [
      "a subject",
      `From: Ann\nTo: Bo\nSubject: Re: New times for the ferry\n\nHi Bo,\n${body}`,
      "New times for the ferry",
    ],
    ["a heading", `# Closing the old quay\n\n${body}`, "Closing the old quay"],
    ["a first line", `Closing the old quay\n\n${body}`, "Closing the old quay"],
    ["a subject in Chinese", `发件人：安\n主题：回复：渡轮新时刻表\n\n${body}`, "渡轮新时刻表"],
  ])("is %s", (_, text, title) => {
    const found = ownTitle(text, /\p{Script=Han}/u.test(title) ? "zh" : "en");
    expect(found?.text).toBe(title);
    expect(text.slice(found?.start, found?.end)).toBe(title);
  });

  it.each([
    ["a sentence", `${body}\n${body}`],
    ["a greeting", `Hi all\n\n${body}`],
    ["a name of a part", `Overview\n\n${body}`],
    ["a subject that says nothing", `From: Ann\nSubject: Update\n\n${body}`],
    ["a byline", `By Ann Lee in Kelsmouth\n\n${body}`],
    ["a label", `Who comes to the meeting:\n\n${body}`],
    ["a quotation", `“A quay is a door to the sea” - Ann Lee\n\n${body}`],
    ["the label of a picture", `Day 2 at the quay. Photo: Ann Lee\n\n${body}`],
    ["a date", `Wednesday, September 7, 2016\n\n${body}`],
    ["the only line", "Closing the old quay"],
    ["a line above another such line", `Bread and butter\nCheese and jam\n\n${body}`],
  ])("is not %s", (_, text) => {
    expect(ownTitle(text, "en")).toBeUndefined();
  });
});

describe("a headline that no writer made", () => {
  it.each([
    [
      "Hi all, quick update: the launch moves to the second of June.",
      "en",
      "The launch moves to the second of June.",
    ],
    ["各位同事大家好，周五的会议改到下周一上午九点。", "zh", "周五的会议改到下周一上午九点。"],
    ["The launch moves to the second of June.", "en", "The launch moves to the second of June."],
  ] as const)("has no greeting: %s", (sentence, language, headline) => {
    expect(plainHeadline(sentence, language)).toBe(headline);
  });
});

describe("a text", () => {
  it.each([
    [true, "en", `${body} Residents were told on Friday. The mayor said the piers had cracks.`],
    [false, "en", "You can print a list of boats. Select Print. The list shows every boat."],
    [true, "zh", "县议会昨天决定关闭码头。居民表示反对。市长说桥墩有裂缝。"],
    [false, "zh", "您可以打印船只清单。选择“打印”。清单显示了所有船只。"],
  ] as const)("tells what happened: %s, %s", (told, language, text) => {
    expect(isNarrative(text, language)).toBe(told);
  });
});
