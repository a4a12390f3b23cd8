import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { extract } from "../../../src/summarizer/extract/extract.ts";
import { Query } from "../../../src/summarizer/extract/query.ts";
import type { Runnable, Tensor } from "../../../src/summarizer/models/graph.ts";
import { readDocument } from "../../../src/summarizer/text/document.ts";
import { createTokenizer } from "../../../src/summarizer/text/tokenizer.ts";
import { graphOf, numbersOf } from "../graphs.ts";

const tokenizer = createTokenizer(
  JSON.parse(readFileSync("models/nano/tokenizer.json", "utf8")) as object,
);

/** Earlier sentences are more salient; a vector counts tokens by id modulo its width. */
const nano = graphOf(({ position, input_ids: ids, sentence, count }) => {
  const width = 64;
  const rows = position?.data.length ?? 0;
  const vector = new Float32Array(rows * width);
  numbersOf(ids).forEach((id, token) => {
    const at = (numbersOf(sentence)[token] ?? 0) * width + (id % width);
    vector[at] = (vector[at] ?? 0) + 1;
  });
  for (let row = 0; row < rows; row++) {
    const own = vector.subarray(row * width, (row + 1) * width);
    const norm = Math.hypot(...own);
    own.forEach((value, at) => {
      own[at] = value / norm;
    });
  }
  const salience = Float32Array.from(
    numbersOf(position),
    (index) => 1 - (0.5 * index) / (numbersOf(count)[0] ?? 1),
  );
  return { salience, vector };
});

const salienceOnly: Runnable = {
  async run(inputs) {
    const { salience } = await nano.run(inputs);
    return { salience: salience as Tensor };
  },
};

const TEXT = `The council met on Monday and spoke of many things.
The harbour will be dredged in April by two ships.
A new school opens beside the old mill in autumn.
The bakery in Mill Lane sells its last rye bread in June.
Nobody had an answer about the missing bell.`;

const read = (text: string, language: "en" | "zh" = "en") =>
  readDocument(text, language, tokenizer);
const ask = async (query: string, text = TEXT, graph = nano) =>
  (await extract(read(text), { length: "short", format: "paragraph", query }, { nano: graph }))
    .summary;

describe("a query", () => {
  test.each([
    ["When is the harbour dredged?", "harbour"],
    ["What happens to the rye bread?", "rye bread"],
    ["Tell me about the bell", "bell"],
  ])("%s", async (query, expected) => {
    expect(await ask(query)).toContain(expected);
  });

  test("works by words alone where a model gives no vectors", async () => {
    expect(await ask("When is the harbour dredged?", TEXT, salienceOnly)).toContain("harbour");
  });

  test("works in Chinese", async () => {
    const text = "镇里开会讨论了许多事情。老桥将于下月关闭维修。图书馆秋天开放。面包店六月停业。";
    const document = read(text, "zh");
    const options = {
      length: "short",
      format: "paragraph",
      query: "图书馆什么时候开放？",
    } as const;
    expect((await extract(document, options, { nano })).summary).toContain("图书馆");
  });

  test("of what nobody wrote about leaves salience as it is", async () => {
    for (const query of ["quantum chromodynamics", "?", "什么", "who what when"]) {
      expect(await ask(query, TEXT, salienceOnly)).toBe(await ask("?", TEXT, salienceOnly));
      expect(await ask(query, TEXT, salienceOnly)).toContain("council");
    }
  });

  test("finds what the named speaker says, in all of his sentences", async () => {
    const minutes =
      "Chair: We begin. The bell is lost.\nIda: We might cast another. It costs a lot.";
    const document = read(minutes);
    const query = await Query.read("What does Ida say?", document, salienceOnly);
    const scores = query.favour(new Float32Array(document.sentences.length).fill(0.5));
    expect(Math.min(...scores.slice(2))).toBeGreaterThan(Math.max(...scores.slice(0, 1)));
  });

  test("gives scores between 0 and 1", async () => {
    const document = read(TEXT);
    const query = await Query.read("harbour bakery school", document, nano);
    for (const score of query.favour(Float32Array.of(0.9, 0.5, 0.2, 0.1, 0))) {
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }
  });
});
