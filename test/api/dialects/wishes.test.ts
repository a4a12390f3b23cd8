import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitInstruction, type Wishes, wishesOf } from "../../../src/api/dialects/wishes.ts";

describe("wishesOf", () => {
  it.each<[string, Wishes]>([
    ["", {}],
    ["You are a helpful assistant.", {}],
    ["Summarize the text.", {}],
    ["Be brief.", { length: "short" }],
    ["Write a short summary.", { length: "short" }],
    ["TL;DR please", { length: "short" }],
    ["Write a detailed summary.", { length: "long" }],
    ["Take as long as you like.", {}],
    ["Summarize in one sentence.", { sentences: 1 }],
    ["In a single sentence, say what it is about.", { sentences: 1 }],
    ["A one-sentence summary.", { sentences: 1 }],
    ["Say it in a short sentence.", { sentences: 1 }],
    ["Use 2 sentences at most.", { sentences: 2 }],
    ["Five short sentences.", { sentences: 5 }],
    ["Three bullet points.", { sentences: 3, format: "key-points" }],
    ["List the 5 most important points.", { sentences: 5, format: "key-points" }],
    ["Give the key takeaways.", { format: "key-points" }],
    ["As a bulleted list.", { format: "key-points" }],
    ["Write a headline.", { format: "headline" }],
    ["Suggest a short title.", { length: "short", format: "headline" }],
    ["Version 3.5 points nowhere", {}],
    ["请总结以下内容。", {}],
    ["用一句话概括。", { sentences: 1 }],
    ["请用两句话总结", { sentences: 2 }],
    ["列出三个要点", { sentences: 3, format: "key-points" }],
    ["写一个标题", { format: "headline" }],
    ["简短一些", { length: "short" }],
    ["请详细总结", { length: "long" }],
  ])("%j", (prompt, wishes) => {
    expect(wishesOf(prompt)).toEqual(wishes);
  });

  it("understands or passes over whatever it is told", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (prompt) => {
        const { sentences = 1 } = wishesOf(prompt);
        expect(sentences).toBeGreaterThan(0);
        expect(sentences).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe("splitInstruction", () => {
  it.each([
    ["Summarize this:\n\nBody.", "Summarize this:", "Body."],
    [
      "Please summarize in one sentence: Body here.",
      "Please summarize in one sentence:",
      "Body here.",
    ],
    ["TL;DR\nBody.", "TL;DR", "Body."],
    ["请用一句话总结下文：正文。", "请用一句话总结下文：", "正文。"],
  ])("parts %j", (message, instruction, document) => {
    expect(splitInstruction(message)).toEqual({ instruction, document });
  });

  it.each([
    "The council met on Tuesday: nine members voted.",
    "Summarize this:",
    "Body.\nSummarize this: no.",
    "Give way at 10:30 and walk on.",
    `Write ${"on and ".repeat(60)}\nBody.`,
  ])("leaves %j whole", (message) => {
    expect(splitInstruction(message)).toEqual({ instruction: "", document: message });
  });

  it("loses nothing but white space", () => {
    fc.assert(
      fc.property(fc.string(), (tail) => {
        for (const message of [tail, `Summarize: ${tail}`, `请总结：${tail}`]) {
          const { instruction, document } = splitInstruction(message);
          expect((instruction + document).replace(/\s/g, "")).toBe(message.replace(/\s/g, ""));
        }
      }),
    );
  });
});
