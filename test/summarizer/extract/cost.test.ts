import { expect, test } from "vitest";
import nano from "../../../models/nano/manifest.json" with { type: "json" };
import small from "../../../models/small/manifest.json" with { type: "json" };
import {
  predictCpuSeconds,
  predictReadingSeconds,
  predictRereadingSeconds,
} from "../../../src/summarizer/extract/cost.ts";

const rates = { reader: nano };
const ARTICLE =
  "The ferry to the island runs twice a day, and in winter it waits for the mail. ".repeat(50);

test("before a text is read, its stops say what reading it may cost", () => {
  const ordinary = predictReadingSeconds(ARTICLE, rates);
  expect(ordinary.most).toBe(ordinary.least);
  for (const hostile of ["a. ", "好。", "a\n", "?!"]) {
    const { least, most } = predictReadingSeconds(
      hostile.repeat(1_000_000 / hostile.length),
      rates,
    );
    expect(least).toBeLessThan(0.25);
    expect(most).toBeGreaterThan(0.4);
    expect(most).toBeLessThan(1);
  }
});

test("many short sentences cost more than as many characters of long ones", () => {
  const sentences = (count: number, tokens: number) =>
    Array.from({ length: count }, () => ({ ids: new Array<number>(tokens).fill(1) }));
  const short = predictCpuSeconds(100_000, sentences(50_000, 2), rates);
  const long = predictCpuSeconds(100_000, sentences(1_000, 100), rates);
  expect(short.read).toBeGreaterThan(10 * long.read);
  // Measured for as many sentences of two characters: 1.3 to 2 seconds.
  expect(short.all).toBeGreaterThan(1.2);
  expect(short.all).toBeLessThan(2.5);
});

test("a region predicts for a window what the edge predicts for the document", () => {
  const sentences = Array.from({ length: 10 }, () => ({ ids: new Array<number>(20).fill(1) }));
  for (const trims of [false, true]) {
    const atEdge = predictCpuSeconds(0, sentences, { ...rates, reread: small }, trims);
    const alone = predictCpuSeconds(0, sentences, rates);
    const inRegion = predictRereadingSeconds({ tokens: 200, sentences: 10 }, small, trims);
    expect(inRegion).toBeCloseTo(atEdge.all - alone.all, 12);
    expect(inRegion).toBeGreaterThan(0.01);
  }
});
