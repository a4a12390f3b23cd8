import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  COMPRESSION,
  compress,
  type RatedWord,
  trimmedText,
} from "../../../src/summarizer/compress/rules.ts";

const WORD = /[\u3400-\u9fff]|[\p{L}\p{N}]+|\S/gu;

/** Rates every word of a sentence 0.9, but 0.05 between square brackets, which are removed. */
function rated(marked: string): { sentence: string; words: RatedWord[] } {
  let sentence = "";
  let low = false;
  const isLow: boolean[] = [];
  for (const character of marked) {
    if (character === "[" || character === "]") low = character === "[";
    else {
      for (let unit = 0; unit < character.length; unit++) isLow.push(low);
      sentence += character;
    }
  }
  const words = [...sentence.matchAll(WORD)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    keep: isLow[index] ? 0.05 : 0.9,
  }));
  return { sentence, words };
}

function trim(marked: string): string {
  const { sentence, words } = rated(marked);
  return trimmedText(sentence, compress(sentence, words));
}

describe("what goes", () => {
  test.each([
    [
      "an opening clause",
      "[On Tuesday night], the council voted for the new plan.",
      "The council voted for the new plan.",
    ],
    [
      "a closing clause",
      "The council voted for the plan, [officials said late on Tuesday].",
      "The council voted for the plan.",
    ],
    [
      "an apposition",
      "The mayor, [a former teacher of music], opened the new bridge.",
      "The mayor opened the new bridge.",
    ],
    [
      "the end of a clause",
      "The council voted for the plan [after a long night of talks].",
      "The council voted for the plan.",
    ],
    [
      "an item before a conjunction keeps one comma",
      "The crews mended the nets, [washed the old decks], and sailed north.",
      "The crews mended the nets, and sailed north.",
    ],
    [
      "an apposition before said keeps one comma",
      "They had an argument at home, [north of the town], said the sheriff of the county.",
      "They had an argument at home, said the sheriff of the county.",
    ],
    ["a Chinese clause", "[据镇政府昨天介绍]，老桥将于下月关闭维修。", "老桥将于下月关闭维修。"],
  ])("%s", (_, marked, expected) => {
    expect(trim(marked)).toBe(expected);
  });
});

test("a dash that nothing stands before any more goes too", () => {
  const sentence = "KIRUN, Far. - The mill burned.";
  expect(trimmedText(sentence, [[12, sentence.length]])).toBe("The mill burned.");
});

describe("what stays", () => {
  test.each([
    ["a negation", "The council voted for the plan [but not for the bridge], said Ida."],
    ["what an apposition is about", "[One of the oldest clubs], Ajax, has won the cup."],
    [
      "what a relative clause is about",
      "He takes a question [from a young reader], who asks about it.",
    ],
    [
      "what follows that",
      "The club confirmed that [after the long review], last week it sold the land.",
    ],
    ["a condition", "The ferry will sail north tomorrow morning, [if the wind allows it]."],
    ["a hedge", "The keeper sold the lamp, [allegedly for a high price]."],
    ["a Chinese negation", "老桥将于下月关闭维修，[但渡船不会停航]。"],
    [
      "what a participle leans on",
      "A plan focused [on ships and their harbours] will be voted on.",
    ],
    ["the rest of a list", "The ferry carries coal, [as well as salt], Danish butter and mail."],
    [
      "the rest of a date",
      "The ferry will stop on Friday, [the twelfth of June], 2026 for repairs.",
    ],
    ["a main clause", "After the storm had passed, [the crews went back to the harbour]."],
    [
      "what a condition is for",
      "The mayor said that if the wind drops, [the ferry will sail tonight].",
    ],
    ["who said it", '"We will rebuild it," [Ida Lund told the council], as the vote was counted.'],
    [
      "a part of a quotation",
      'The captain said "we will sail [in the morning] with the tide" to them.',
    ],
    ["a predicate", "The crew sang while the captain, Ida Lund, [had a cup of tea]."],
    ["the end of a list", "The ferry stops at Orlen, Kelsmouth, [and Vik]."],
    [
      "what a clause is the object of",
      "The mayor, [today announced that] over the year, taxes fell.",
    ],
    ["a span of time", "The ferry will sail again a week [after the storm has passed]."],
    ["a Chinese condition", "渡船今晚从港口出发开往北岛，[除非风浪太大]。"],
    ["half a quotation", 'He said "the boats [in the harbour" will sail] tomorrow.'],
    ["half a bracket", "The boats (six of them [in the harbour) will sail] tomorrow."],
    ["what nothing bounds", "The [old grey] boats will sail tomorrow morning."],
    ["what a verb leans on", "The boats that carry coal are [in the old harbour]."],
    ["a short sentence", "Boats sail [in May]."],
    [
      "too much",
      "[In the old days of the harbour, when boats were made of oak and pine], boats sailed.",
    ],
    ["a number with a comma", "Sales rose to 1,[204 boats] this year."],
    ["nothing to drop", "The council voted for the plan, officials said."],
  ])("%s", (_, marked) => {
    expect(trim(marked)).toBe(marked.replace(/[[\]]/g, ""));
  });

  test("a phrase with a word that surely stays", () => {
    const { sentence, words } = rated("The man [who was seen in the harbour was named].");
    const named = words.find(({ start, end }) => sentence.slice(start, end) === "named");
    if (named) named.keep = 0.95;
    expect(compress(sentence, words)).toEqual([[0, sentence.length]]);
  });
});

const marks = fc.array(
  fc.record({
    text: fc.oneof(
      fc.constantFrom(
        ",",
        ";",
        ".",
        '"',
        "(",
        ")",
        "not",
        "in",
        "who",
        "and",
        "The",
        "，",
        "。",
        "不",
        "桥",
        "1",
      ),
      fc.lorem({ maxCount: 1 }),
    ),
    keep: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { minLength: 1, maxLength: 40 },
);

test("any sentence, any rating: pieces are in order, within, enough, and lose no negation", () => {
  fc.assert(
    fc.property(marks, (given) => {
      let sentence = "";
      const words = given.map(({ text, keep }) => {
        const start = sentence === "" ? 0 : sentence.length + 1;
        sentence = sentence === "" ? text : `${sentence} ${text}`;
        return { start, end: start + text.length, keep };
      });
      const pieces = compress(sentence, words);
      let last = 0;
      for (const [start, end] of pieces) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(sentence.length);
      const kept = pieces.map(([start, end]) => sentence.slice(start, end)).join(" ");
      const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;
      for (const what of [/\bnot\b/g, /不/g]) expect(count(kept, what)).toBe(count(sentence, what));
      const letters = /[\p{L}\p{N}]+/gu;
      expect(count(kept, letters)).toBeGreaterThanOrEqual(
        Math.floor(count(sentence, letters) * COMPRESSION.leastShare),
      );
      expect(trimmedText(sentence, pieces).length).toBeLessThanOrEqual(sentence.length);
    }),
    { numRuns: 1_000 },
  );
});
