import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestHarness } from "wrangler";
import { readModelFiles } from "../../models/bridge/open-seq2seq.ts";

/** A part of the oracle of `transformers`, which `test/summarizer/generation` replays completely. */
const FIXTURES = "test/fixtures/seq2seq";
const EVERY = 8;
const WORKER = "generation";

const server = createTestHarness({
  workers: [
    {
      config: {
        name: WORKER,
        main: "test/http/generation.worker.ts",
        compatibility_date: "2026-11-01",
      },
    },
  ],
});
beforeAll(() => server.listen());
afterAll(() => server.close());

interface Case {
  text: string;
  settings: { length_penalty?: number };
  sequence: number[];
  score?: number;
}

it.each([
  ["bart", "merged"],
  ["mbart", "split"],
])("%s, with a decoder that is %s, generates in workerd what transformers does", async (name) => {
  const folder = join(FIXTURES, name);
  const oracle = JSON.parse(readFileSync(join(folder, "oracle.json"), "utf8")) as {
    texts: { name: string; ids: number[] }[];
    cases: Case[];
  };
  const cases = oracle.cases.filter((_, index) => index % EVERY === 0);
  const idsOf = (text: string) => oracle.texts.find((one) => one.name === text)?.ids;
  const graphs = Object.fromEntries(
    globSync("*.onnx", { cwd: folder }).map((file) => [
      file,
      readFileSync(join(folder, file)).toString("base64"),
    ]),
  );
  const asked = cases.map(({ text, settings }) => ({ ids: idsOf(text), settings }));
  const response = await server.getWorker(WORKER).fetch("http://localhost/", {
    method: "POST",
    body: JSON.stringify({ files: readModelFiles(folder), graphs, cases: asked }),
  });
  const generated = (await response.json()) as {
    tokens: number[];
    score: number;
    told: number[];
  }[];
  expect(cases.length).toBe(64 / EVERY);
  generated.forEach(({ tokens, score, told }, index) => {
    const { sequence, score: expected, settings } = cases[index] as Case;
    const stretch = Math.max(1, tokens.length ** -(settings.length_penalty ?? 0));
    expect(tokens).toEqual(sequence.slice(1));
    expect(told).toEqual(tokens);
    if (expected !== undefined) expect(Math.abs(score - expected)).toBeLessThan(1e-3 * stretch);
  });
});
