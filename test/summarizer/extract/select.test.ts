import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Bounds, NoSelectionError, select } from "../../../src/summarizer/extract/select.ts";

const sentence = (length: number, from = 0) => ({
  ids: Array.from({ length }, (_, index) => from + index),
});

const lengthOf = (sentences: { ids: number[] }[], chosen: number[]) =>
  chosen.reduce((sum, index) => sum + (sentences[index]?.ids.length ?? 0), 0);

test("the best sentences come back in document order", () => {
  const sentences = [sentence(3, 0), sentence(3, 10), sentence(3, 20)];
  expect(select(sentences, Float32Array.of(0.2, 0.1, 0.9), { count: 2 })).toEqual([0, 2]);
});

test("equal scores go to the earlier sentence", () => {
  const sentences = [sentence(3, 0), sentence(3, 10), sentence(3, 20)];
  expect(select(sentences, Float32Array.of(0.5, 0.5, 0.5), { count: 1 })).toEqual([0]);
});

test("a repetition gives way to something new", () => {
  const sentences = [sentence(5, 0), sentence(5, 0), sentence(5, 50)];
  expect(select(sentences, Float32Array.of(0.9, 0.8, 0.6), { count: 2 })).toEqual([0, 2]);
});

describe("a sentence that another one contains", () => {
  const scores = Float32Array.of(0.9, 0.8, 0.1);
  const short = { ...sentence(6, 0), facts: "" };
  const other = { ...sentence(6, 50), facts: "" };

  test("is not chosen beside it", () => {
    const long = { ...sentence(7, 0), facts: "2025" };
    expect(select([short, long, other], scores, { count: 2 })).toEqual([0, 2]);
  });

  test("is, if the other one denies it, or says much more", () => {
    const denied = { ...sentence(7, 0), facts: "not" };
    const much = { ...sentence(12, 0), facts: "" };
    expect(select([short, denied, other], scores, { count: 2 })).toEqual([0, 1]);
    expect(select([short, much, other], Float32Array.of(0.9, 0.8, -1), { count: 2 })).toEqual([
      0, 1,
    ]);
  });
});

describe("a sentence that leans on another", () => {
  const before = sentence(3, 0);
  const after = { ...sentence(3, 10), leansOn: 0 };
  const other = sentence(3, 20);

  test("gives way where only one is chosen", () => {
    const scores = Float32Array.of(0.1, 0.9, 0.3);
    expect(select([before, after, other], scores, { count: 1 })).toEqual([2]);
    expect(select([before, after, other], scores, { count: 1, single: true })).toEqual([2]);
  });

  test("is chosen alone where nothing else keeps to the bounds", () => {
    const scores = Float32Array.of(0.1, 0.9);
    const long = sentence(9, 0);
    expect(select([long, after], scores, { count: 1, maxLength: 3 })).toEqual([1]);
  });
});

describe("what says the same", () => {
  const one = { ...sentence(10, 0), facts: "3" };
  const alike = { ids: [...one.ids.slice(1), 99], facts: "3" };
  const other = { ...alike, facts: "4" };
  const scores = Float32Array.of(0.9, 0.8);

  test("is chosen once, however few there are", () => {
    expect(select([one, alike], scores, { count: 2 })).toEqual([0]);
    expect(select([one, { ...sentence(3, 50), repeats: true }], scores, { count: 2 })).toEqual([0]);
  });

  test("is not the same with another number in it", () => {
    expect(select([one, other], scores, { count: 2 })).toEqual([0, 1]);
  });
});

test("as many as the least are chosen, however long the first is", () => {
  const sentences = [sentence(90, 0), sentence(20, 100), sentence(20, 200)];
  const scores = Float32Array.of(0.9, 0.5, 0.1);
  expect(select(sentences, scores, { count: 3, enough: 55 })).toEqual([0]);
  expect(select(sentences, scores, { count: 3, least: 2, enough: 55 })).toEqual([0, 1]);
});

test("boilerplate waits until there is nothing else", () => {
  const notice = { ...sentence(3, 0), boilerplate: true };
  const other = { ...sentence(4, 10), boilerplate: true };
  const scores = Float32Array.of(0.9, 0.8, 0.1);
  expect(select([notice, other, sentence(5, 20)], scores, { count: 3 })).toEqual([2]);
  expect(select([notice, other, sentence(5, 20)], scores, { count: 1, single: true })).toEqual([2]);
  expect(select([notice, other], scores, { count: 3 })).toEqual([0]);
  expect(select([notice, other, sentence(5, 20)], scores, { count: 1, minLength: 8 })).toEqual([
    0, 2,
  ]);
  expect(select([notice, other, sentence(5, 20)], scores, { count: 1, maxLength: 4 })).toEqual([0]);
});

test("a document shorter than asked for is given whole", () => {
  expect(select([sentence(4)], Float32Array.of(0.1), { count: 6 })).toEqual([0]);
});

test("min_length goes on past the count", () => {
  const sentences = [sentence(5, 0), sentence(5, 10), sentence(5, 20)];
  const chosen = select(sentences, Float32Array.of(0.3, 0.2, 0.1), { count: 1, minLength: 9 });
  expect(lengthOf(sentences, chosen)).toBeGreaterThanOrEqual(9);
});

test("a set that greedy choice misses is found", () => {
  const sentences = [sentence(6, 0), sentence(5, 10), sentence(5, 20)];
  const bounds = { count: 1, maxLength: 10, minLength: 10 };
  expect(select(sentences, Float32Array.of(0.9, 0.2, 0.1), bounds)).toEqual([1, 2]);
});

test("a single sentence obeys both bounds", () => {
  const sentences = [sentence(20, 0), sentence(4, 30), sentence(8, 40)];
  const bounds = { count: 1, maxLength: 10, minLength: 6, single: true };
  expect(select(sentences, Float32Array.of(0.9, 0.8, 0.1), bounds)).toEqual([2]);
});

describe("what cannot be", () => {
  test.each([
    [{ count: 3, maxLength: 2 }, "max_length", 5],
    [{ count: 3, minLength: 40 }, "min_length", 12],
    [{ count: 3, maxLength: 11, minLength: 8 }, "min_length", 7],
  ] as const)("%j", (bounds, field, works) => {
    const sentences = [sentence(5, 0), sentence(7, 10)];
    const choose = () => select(sentences, Float32Array.of(0.5, 0.5), bounds);
    expect(choose).toThrow(NoSelectionError);
    expect(choose).toThrow(new RegExp(`${field}.* ${works} `));
  });
});

const documents = fc.array(
  fc.record({
    ids: fc.array(fc.nat(30), { minLength: 1, maxLength: 12 }),
    score: fc.float({ min: 0, max: 1, noNaN: true }),
  }),
  { minLength: 1, maxLength: 9 },
);
const wishes = fc.record({
  count: fc.constantFrom(1, 3, 6),
  maxLength: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
  minLength: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
  single: fc.boolean(),
});

/** Token sums of all possible sets of sentences. */
function sums(sentences: { ids: number[] }[], single: boolean): number[] {
  if (single) return sentences.map(({ ids }) => ids.length);
  return Array.from({ length: 2 ** sentences.length - 1 }, (_, mask) =>
    lengthOf(
      sentences,
      sentences.map((_, index) => index).filter((index) => ((mask + 1) >> index) & 1),
    ),
  );
}

const within = (sum: number, { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Bounds) =>
  sum >= minLength && sum <= maxLength;

test("any document, any bounds: they hold, or there is truly no such set and the advice works", () => {
  fc.assert(
    fc.property(documents, wishes, (document, bounds) => {
      const scores = Float32Array.from(document, ({ score }) => score);
      const possible = sums(document, bounds.single);
      try {
        const chosen = select(document, scores, bounds);
        expect(chosen).toEqual([...new Set(chosen)].sort((left, right) => left - right));
        expect(chosen.length).toBeGreaterThan(0);
        if (bounds.single) expect(chosen.length).toBe(1);
        if (!bounds.minLength) expect(chosen.length).toBeLessThanOrEqual(bounds.count);
        expect(within(lengthOf(document, chosen), bounds)).toBe(true);
      } catch (error) {
        if (!(error instanceof NoSelectionError)) throw error;
        expect(possible.some((sum) => within(sum, bounds))).toBe(false);
        const changed =
          error.field === "max_length"
            ? { ...bounds, maxLength: error.works, minLength: undefined }
            : { ...bounds, minLength: error.works };
        expect(possible.some((sum) => within(sum, changed))).toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("8,192 tokens out of 12,000 sentences, to the token", () => {
  const sentences = Array.from({ length: 12_000 }, (_, index) =>
    sentence(20 + (index % 30), index),
  );
  const scores = Float32Array.from(sentences, (_, index) => ((index * 7919) % 1000) / 1000);
  const chosen = select(sentences, scores, { count: 3, maxLength: 8_192, minLength: 8_192 });
  expect(lengthOf(sentences, chosen)).toBe(8_192);
});
