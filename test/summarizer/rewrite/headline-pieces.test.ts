import { describe, expect, it } from "vitest";
import { headlinePieces } from "../../../src/summarizer/rewrite/headline-pieces.ts";

const cut = (sentence: string, language: "en" | "zh") =>
  headlinePieces([sentence], language).map(({ kind, text }) => `${kind}: ${text}`);

describe("parts of a sentence that can stand as a headline", () => {
  it.each([
    [
      "This article describes how to moor a ferry at the quay.",
      "topic: How to moor a ferry at the quay",
    ],
    ["This topic provides an overview of tidal locks, with examples.", "topic: Tidal locks"],
    ["Learn about mooring lines.", "topic: Mooring lines"],
    [
      "In this paper, we present a slow method for counting gulls, which needs no camera.",
      "topic: A slow method for counting gulls",
    ],
    [
      "The Harbor Inventory report gives an overview of all boats.",
      "defined: Harbor Inventory report",
    ],
    [
      "You can use the mooring tool to print a list of boats.",
      "task: Use the mooring tool to print a list of boats",
    ],
    [
      "Quay, Kelsmouth: The council closed the old bridge on Tuesday after cracks were found in two piers.",
      "clause: The council closed the old bridge",
    ],
  ])("in English: %s", (sentence, expected) => {
    const found = cut(sentence.replace(/^Quay, Kelsmouth: /, ""), "en");
    expect(found).toContain(expected);
  });

  it.each([
    ["a pronoun that points outside", "He closed the old bridge after cracks were found."],
    ["a greeting", "Hi all, the launch moves to the second of June because of the tide."],
    [
      "a condition that matters",
      "The ferry will sail if the council pays for the repair of the old quay and its lights.",
    ],
    ["no verb", "The discredited keeper of the lighthouse, a friend of the mayor."],
  ])("in English leave out %s", (_, sentence) => {
    for (const piece of cut(sentence, "en")) {
      expect(piece).not.toMatch(/^clause: (?:He|Hi)\b|sail$|lighthouse/);
    }
  });

  it("in English do not end before the verb behind an aside", () => {
    for (const piece of cut(
      "The lid is stiff, and my mother, who has arthritis, cannot open it.",
      "en",
    )) {
      expect(piece).not.toMatch(/arthritis$/);
    }
  });

  it("in English keep who says it", () => {
    const sentence = "The bridge is not safe for heavy lorries, the county engineer said.";
    expect(cut(sentence, "en")).toEqual([
      "clause: The bridge is not safe for heavy lorries, the county engineer said",
    ]);
  });

  it.each([
    ["本文介绍如何在码头停靠渡轮。", "topic: 如何在码头停靠渡轮"],
    ["目的 探讨潮汐对渡轮班次的影响.", "topic: 潮汐对渡轮班次的影响"],
    ["对旧码头的木桩腐蚀情况进行了分析。", "topic: 旧码头的木桩腐蚀情况的分析"],
    ["本主题提供有关潮位阈值的信息。", "topic: 潮位阈值"],
    ["潮位记录仪是一种用于测量水位的仪器。", "defined: 潮位记录仪"],
    ["您可以使用排班工具打印渡轮时刻表。", "task: 使用排班工具打印渡轮时刻表"],
    ["渡轮公司决定明年关闭河西码头，居民联名表示反对。", "clause: 渡轮公司决定明年关闭河西码头"],
  ])("in Chinese: %s", (sentence, expected) => {
    expect(cut(sentence, "zh")).toContain(expected);
  });

  it.each([
    [
      "a clause that the next one takes back",
      "渡轮公司已经宣布关闭河西码头，但是县政府没有批准。",
      "关闭河西码头$",
    ],
    ["who says it", "旧桥已经不能通行重型卡车，县工程师表示。", "卡车$"],
    ["a topic that points outside", "分析了其形成的原因。", "形成"],
  ])("in Chinese leave out %s", (_, sentence, part) => {
    for (const piece of cut(sentence, "zh")) expect(piece).not.toMatch(new RegExp(part, "u"));
  });

  it("of a very long sentence are none", () => {
    expect(cut(`The council closed the bridge ${"and the quay ".repeat(200)}.`, "en")).toEqual([]);
  });
});
