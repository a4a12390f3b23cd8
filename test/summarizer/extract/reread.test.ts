import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { extract } from "../../../src/summarizer/extract/extract.ts";
import {
  putBehind,
  REREAD,
  reread,
  rereadMultiplyAccumulates,
  windowOf,
} from "../../../src/summarizer/extract/reread.ts";
import { NoSelectionError } from "../../../src/summarizer/extract/select.ts";
import type { Tensors } from "../../../src/summarizer/models/graph.ts";
import { readDocument } from "../../../src/summarizer/text/document.ts";
import { createTokenizer } from "../../../src/summarizer/text/tokenizer.ts";
import { wordsOf } from "../../../src/summarizer/text/words.ts";
import { graphOf, numbersOf } from "../graphs.ts";

const tokenizer = createTokenizer(
  JSON.parse(readFileSync("models/nano/tokenizer.json", "utf8")) as object,
);
const read = (text: string, language: "en" | "zh" = "en") =>
  readDocument(text, language, tokenizer);

/** Earlier sentences are more salient. */
const nano = graphOf(({ position, count }) => ({
  salience: Float32Array.from(
    numbersOf(position),
    (index) => 1 - index / ((numbersOf(count)[0] ?? 0) + 1),
  ),
}));

/** Later sentences of its input are more salient; tokens stay with probability `keep`. */
function smallGraph(keep: (token: number, count: number) => number) {
  const runs: Tensors[] = [];
  const small = graphOf((inputs) => {
    runs.push(inputs);
    const rows = inputs.position?.data.length ?? 0;
    const tokens = inputs.input_ids?.data.length ?? 0;
    return {
      salience: Float32Array.from({ length: rows }, (_, row) => (row + 1) / (rows + 1)),
      keep: Float32Array.from({ length: tokens }, (_, token) => keep(token, tokens)),
    };
  });
  return { small, runs };
}

const sentences = (count: number) =>
  Array.from({ length: count }, (_, n) => `The clerk wrote down entry ${n} of the old ledger.`);

describe("what small reads", () => {
  test("is nano's best in document order, in one run within its window", async () => {
    const document = read(sentences(400).join(" "));
    const { small, runs } = smallGraph(() => 1);
    await extract(document, { length: "medium", format: "paragraph" }, { nano, reread: small });
    expect(runs).toHaveLength(1);
    const { position, input_ids: ids, prior } = runs[0] ?? {};
    expect(ids?.data.length).toBeLessThanOrEqual(REREAD.tokens);
    expect(ids?.data.length).toBeGreaterThan(REREAD.tokens - 40);
    const window = [...(position?.data ?? [])];
    expect(window).toEqual(window.map((_, index) => index));
    expect(prior?.data.length).toBe(window.length);
  });

  test.each([
    [{ format: "paragraph" }, 0],
    [{ format: "key-points" }, 0],
    [{ format: "paragraph", compress: true }, 1],
    [{ format: "headline" }, 1],
  ] as const)("is trimmed in the graph only for %o", async (wish, trim) => {
    const { small, runs } = smallGraph(() => 1);
    await extract(
      read(sentences(3).join(" ")),
      { length: "short", ...wish },
      { nano, reread: small },
    );
    expect(runs.map((inputs) => [...(inputs.trim?.data ?? [])])).toEqual([[trim]]);
  });

  test("is limited for a long sentence", async () => {
    const document = read(`${"the clerk, and ".repeat(200)}. Short one here.`);
    const { small, runs } = smallGraph(() => 1);
    await extract(document, { length: "short", format: "paragraph" }, { nano, reread: small });
    const rows = [...(runs[0]?.sentence?.data ?? [])];
    expect(rows.filter((row) => row === 0)).toHaveLength(REREAD.sentenceTokens);
    expect(document.truncated).toBe(false);
  });

  test("leaves boilerplate out while there is anything else", () => {
    const ids = [1, 2, 3];
    const given = [
      { ids, boilerplate: true },
      { ids: new Array(96).fill(1), boilerplate: false },
    ];
    expect(windowOf(given, Float32Array.of(0.9, 0.1))).toEqual([0, 1]);
    const many = [...new Array(6).fill(given[1]), given[0]];
    expect(windowOf(many, new Float32Array(7).fill(0.5))).toEqual([0, 1, 2, 3]);
  });
});

test("what small did not read lies below what it read", async () => {
  const document = read(sentences(300).join(" "));
  const { small } = smallGraph(() => 1);
  const prior = Float32Array.from({ length: 300 }, (_, index) => 1 - index / 301);
  const { scores, window } = await reread(document, prior, prior, small, false);
  putBehind(scores, window);
  const inside = new Set(window);
  const lowest = Math.min(...window.map((index) => scores[index] as number));
  scores.forEach((score, index) => {
    if (!inside.has(index)) expect(score).toBeLessThanOrEqual(lowest);
  });
  expect(scores[window.at(-1) ?? 0]).toBe(Math.max(...scores));
});

test("cost does not grow beyond the window", () => {
  const macs = {
    perToken: 5,
    perTokenPair: 2,
    perTrimmedToken: 3,
    perTrimmedTokenPair: 1,
    perSentence: 3,
    perSentencePair: 1,
  };
  const cost = (count: number, trims = false) =>
    rereadMultiplyAccumulates(read(sentences(count).join(" ")), macs, trims);
  expect(cost(10)).toBeLessThan(cost(20));
  expect(cost(4_000)).toBeCloseTo(cost(400), -3);
  const { tokens } = read(sentences(10).join(" "));
  expect(cost(10, true) - cost(10)).toBe(3 * tokens + tokens ** 2);
});

describe("trimmed sentences", () => {
  const STORY =
    "On Tuesday night, the council voted for the plan. The crews washed the old decks and sailed north again.";
  /** Drops the first four tokens of its input, a whole clause. */
  const dropsClause = () => smallGraph((token) => (token < 4 ? 0.01 : 0.95)).small;

  test("tell which parts of the text they are made of", async () => {
    const options = { length: "long", format: "paragraph", compress: true } as const;
    const found = await extract(read(STORY), options, { nano, reread: dropsClause() });
    const [first, second] = found.sentences;
    expect(first?.text).toBe("The council voted for the plan.");
    expect(first?.kept?.map(([start, end]) => STORY.slice(start, end))).toEqual([
      "the council voted for the plan.",
    ]);
    expect(second?.text).toBe("The crews washed the old decks and sailed north again.");
    expect(second).not.toHaveProperty("kept");
    expect(found.outputTokens).toBe(
      found.sentences.reduce((sum, { text }) => sum + tokenizer.encode(text).length, 0),
    );
  });

  test("are for headlines, and for nothing else unless asked", async () => {
    const headline = await extract(
      read(STORY),
      { length: "short", format: "headline", maxLength: 8 },
      { nano, reread: dropsClause() },
    );
    expect(headline.summary).toBe("The council voted for the plan");
    const paragraph = await extract(
      read(STORY),
      { length: "long", format: "paragraph" },
      { nano, reread: dropsClause() },
    );
    expect(paragraph.sentences.every(({ kept }) => kept === undefined)).toBe(true);
  });
});

const prose = fc
  .array(fc.oneof(fc.lorem({ mode: "sentences", maxCount: 3 }), fc.string({ unit: "binary" })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.join(" "));

test("any text, any rating, any bounds: they hold for what is given, and offsets are true", async () => {
  const wishes = fc.record({
    length: fc.constantFrom("short" as const, "long" as const),
    format: fc.constantFrom("paragraph" as const, "headline" as const),
    compress: fc.boolean(),
    maxLength: fc.option(fc.integer({ min: 1, max: 80 }), { nil: undefined }),
    minLength: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
    query: fc.option(fc.constantFrom("lorem ipsum?", "什么", "?"), { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(prose, wishes, fc.nat(7), async (given, options, seed) => {
      const document = read(given);
      if (document.sentences.length === 0) return;
      const { small } = smallGraph((token) => ((token * (seed + 1)) % 8) / 8);
      const found = await extract(document, options, { nano, reread: small }).catch((error) => {
        if (error instanceof NoSelectionError) return undefined;
        throw error;
      });
      if (!found) return;
      let tokens = 0;
      for (const { text, start, end, kept } of found.sentences) {
        if (!kept) expect(given.slice(start, end)).toBe(text);
        for (const [from, to] of kept ?? []) {
          expect(from).toBeGreaterThanOrEqual(start);
          expect(to).toBeLessThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
        }
        tokens += tokenizer.encode(text).length;
      }
      expect(found.outputTokens).toBe(tokens);
      expect(tokens).toBeLessThanOrEqual(options.maxLength ?? Number.POSITIVE_INFINITY);
      expect(tokens).toBeGreaterThanOrEqual(options.minLength ?? 1);
    }),
    { numRuns: 200 },
  );
});

test("any sentence: words and ids are brought together, or it is left whole", () => {
  fc.assert(
    fc.property(prose, (given) => {
      const ids = tokenizer.encode(given);
      const words = wordsOf(given, ids, tokenizer);
      const tokens = words?.reduce((sum, word) => sum + word.tokens, 0);
      expect(tokens ?? ids.length).toBe(ids.length);
    }),
    { numRuns: 300 },
  );
});

test.each(["harbour.en.txt", "library.zh.txt"])("every sentence of %s has its words", (file) => {
  const text = readFileSync(`test/fixtures/${file}`, "utf8");
  const { sentences } = read(text, file.includes("zh") ? "zh" : "en");
  for (const { start, end, ids } of sentences) {
    expect(wordsOf(text.slice(start, end), ids, tokenizer)).toBeDefined();
  }
});
