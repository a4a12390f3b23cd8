import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeWishes, type Wishes, wishesOf } from "../../../src/api/dialects/wishes/wishes.ts";

const words = (bounds: object, isRough = false) => ({
  size: { unit: "words" as const, ...bounds, isRough },
});
const characters = (bounds: object) => ({
  size: { unit: "characters" as const, ...bounds, isRough: false },
});

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
    ["Summarize this long article.", {}],
    ["Summarize the short story.", {}],
    ["Summarize in one sentence.", { sentences: 1 }],
    ["In a single sentence, say what it is about.", { sentences: 1 }],
    ["A one-sentence summary.", { sentences: 1 }],
    ["Say it in a short sentence.", { sentences: 1 }],
    ["Use 2 sentences at most.", { sentences: 2 }],
    ["Five short sentences.", { sentences: 5 }],
    ["Fewer than three sentences.", { sentences: 2 }],
    ["No more than three sentences.", { sentences: 3 }],
    ["Do not write more than two sentences.", { sentences: 2 }],
    ["At least four sentences.", { sentences: 4 }],
    ["2-3 sentences", { sentences: 3 }],
    ["Three bullet points.", { sentences: 3, format: "key-points" }],
    ["Three to five bullets", { sentences: 5, format: "key-points" }],
    ["List the 5 most important points.", { sentences: 5, format: "key-points" }],
    ["Give the key takeaways.", { format: "key-points" }],
    ["As a bulleted list.", { format: "key-points" }],
    ["Write a paragraph that covers the key points.", { format: "paragraph" }],
    ["Three bullets, each of one sentence.", { sentences: 3, format: "key-points" }],
    ["Write a headline.", { format: "headline" }],
    ["Suggest a short title.", { length: "short", format: "headline" }],
    ["Write a summary with a title.", {}],
    ["The title of the article is above.", {}],
    ["Version 3.5 points nowhere", {}],
    ["At most 20 words.", words({ most: 20 })],
    ["Use fewer than 1,000 words.", words({ most: 999 })],
    ["Keep it under fifty words.", words({ most: 49 })],
    ["In about 50 words", words({ most: 50 }, true)],
    ["A 50-word summary", words({ most: 50 })],
    ["Do not exceed 280 characters.", characters({ most: 280 })],
    ["20 words max.", words({ most: 20 })],
    ["The user sends you two sentences.", {}],
    ["请总结以下内容。", {}],
    ["用一句话概括。", { sentences: 1 }],
    ["请用两句话总结", { sentences: 2 }],
    ["列出三个要点", { sentences: 3, format: "key-points" }],
    ["分3点总结", { sentences: 3, format: "key-points" }],
    ["写一个标题", { format: "headline" }],
    ["标题：港口新闻", {}],
    ["简短一些", { length: "short" }],
    ["请详细总结", { length: "long" }],
    ["不超过30字", characters({ most: 30 })],
    ["控制在五十字以内", characters({ most: 50 })],
    ["字数不超过100", characters({ most: 100 })],
    ["不少于20字", characters({ least: 20 })],
    ["请在下午3点前总结", {}],
    ["总结第三点", {}],
    ["3点30分开会", {}],
  ])("%j", (prompt, wishes) => {
    expect(wishesOf(prompt)).toEqual(wishes);
  });

  it.each<[string, Wishes]>([
    ["Do not use bullet points or lists.", { format: "paragraph" }],
    [
      "Don’t use headings, bullet points, or lists; write 2 sentences.",
      { sentences: 2, format: "paragraph" },
    ],
    ["No title.", { format: "paragraph" }],
    ["Use bullet points, no title.", { format: "key-points" }],
    ["Avoid lists and use one paragraph.", { format: "paragraph" }],
    ["A paragraph rather than bullets", { format: "paragraph" }],
    ["Without a headline, in three bullets", { sentences: 3, format: "key-points" }],
    ["No bullets but a headline", { format: "headline" }],
    ["Never write a long answer.", { length: "short" }],
    ["Not too long, please.", { length: "short" }],
    ["Do not be too brief.", { length: "medium" }],
    ["不要使用列表，不要加标题，用一段话总结。", { format: "paragraph" }],
    ["不要太长", { length: "short" }],
    ["不要列表，写三句话", { sentences: 3, format: "paragraph" }],
  ])("understands what is not wished: %j", (prompt, wishes) => {
    expect(wishesOf(prompt)).toEqual(wishes);
  });

  it.each<[string, string | undefined]>([
    ["Answer in French.", "fr"],
    ["Summarize in German, using two sentences", "de"],
    ["Summarize the following text in Spanish", "es"],
    ["用英文总结", "en"],
    ["Write it in plain English", "en"],
    ["The text is in French.", undefined],
    ["Summarize this article on life in French Guiana", undefined],
    ["Do not answer in French", undefined],
  ])("knows the language that is asked for: %j", (prompt, code) => {
    expect(wishesOf(prompt).language?.code).toBe(code);
  });

  it.each<[string, string | undefined]>([
    ["Summarize this, focusing on the cost of the harbour.", "the cost of the harbour"],
    ["Focus on the main points.", undefined],
    ["重点关注成本", "成本"],
  ])("knows what the summary should be about: %j", (prompt, query) => {
    expect(wishesOf(prompt).query).toBe(query);
  });

  it("understands or passes over whatever it is given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (prompt) => {
        const { sentences = 1 } = wishesOf(prompt);
        expect(sentences).toBeGreaterThan(0);
        expect(sentences).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe("mergeWishes", () => {
  it.each<[Wishes, Wishes, Wishes]>([
    [{ sentences: 3 }, { length: "short" }, { length: "short" }],
    [{ sentences: 3, format: "key-points" }, { sentences: 1 }, { sentences: 1 }],
    [{ format: "key-points" }, { length: "short" }, { format: "key-points", length: "short" }],
    [{ length: "long", format: "headline" }, {}, { length: "long", format: "headline" }],
  ])("%j then %j", (earlier, later, merged) => {
    expect(mergeWishes(earlier, later)).toEqual(merged);
  });
});
