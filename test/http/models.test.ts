import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NANO_LANGUAGES, SERVED_LANGUAGES } from "../../src/contract/language.ts";
import { HARBOUR, LIBRARY, longText, post, receipt, summarize } from "./client.ts";
import { startWorker } from "./worker.ts";

const SECRET = "shared by edge and regions";
const server = startWorker({ REGION_SECRET: SECRET });
const hasSmall = existsSync("models/small/manifest.json");
const models = hasSmall ? ["nano", "small"] : ["nano"];

const MULTILINGUAL = SERVED_LANGUAGES.filter(
  (tag) => !(NANO_LANGUAGES as readonly string[]).includes(tag),
);
const STORIES = JSON.parse(readFileSync("test/fixtures/nano-multilingual/texts.json", "utf8")) as {
  name: string;
  text: string;
}[];
const storyIn = (language: string): string =>
  STORIES.find(({ name }) => name === language)?.text ?? "";

/** A text about several subjects, one of which is the subject of the query. */
const MATTERS = `${HARBOUR}\n\nThe bakery in Mill Lane will sell its last loaf of rye in June, because the oven cracked.`;

describe.each(models)("%s", (model) => {
  it("answers in each language, length and format, within bounds", async () => {
    for (const text of [HARBOUR, LIBRARY]) {
      for (const format of ["paragraph", "key-points", "headline"]) {
        const body = { text, model, format, length: "short", min_length: 10, max_length: 120 };
        const { answer } = await summarize(server, body);
        expect(answer.model).toMatchObject({
          name: model,
          reason: "The request names this model.",
        });
        expect(answer.usage.output_tokens).toBeGreaterThanOrEqual(10);
        expect(answer.usage.output_tokens).toBeLessThanOrEqual(120);
        for (const { text: sentence, start, end, kept } of answer.sentences) {
          if (!kept) expect(text.slice(start, end)).toBe(sentence);
        }
      }
    }
  });

  it("favours what answers the query, and finds the same as a region", async () => {
    const query = "When does the bakery stop selling rye?";
    const body = { text: MATTERS, model, length: "short", query };
    const [without, edge, region] = await Promise.all([
      summarize(server, { ...body, query: undefined }),
      summarize(server, { ...body, region: "edge" }),
      summarize(server, { ...body, region: "weur" }),
    ]);
    expect(edge.answer.summary).toContain("bakery");
    expect(without.answer.summary).not.toContain("bakery");
    expect(region.answer.sentences).toEqual(edge.answer.sentences);
  });

  it("is charged for its own work, in receipt, placement and totals", async () => {
    const { answer } = await summarize(server, { text: HARBOUR, model });
    expect(await receipt(server, answer.id)).toMatchObject({ model });
    const placement = await server.fetch(`/v1/placement?tokens=1000&model=${model}`);
    expect(await placement.json()).toMatchObject({
      model: { name: model },
      weight: expect.any(String),
    });
  });

  it("reads a book of a million characters to its end, in bounded memory", async () => {
    const text = longText(200_000).slice(0, 1_000_000);
    expect(text).toHaveLength(1_000_000);
    const { answer } = await summarize(server, { text, model });
    expect(answer.truncated).toBe(false);
    expect(answer.sentences.length).toBeGreaterThanOrEqual(3);
    const health = await server.fetch("/healthz");
    const { wasm_memory_bytes: bytes } = (await health.json()) as { wasm_memory_bytes: number };
    expect(bytes).toBeLessThanOrEqual(96 * 1024 * 1024);
  }, 240_000);
});

it("says which models it offers", async () => {
  const health = (await (await server.fetch("/healthz")).json()) as { models: { name: string }[] };
  const writers = existsSync("models/writer/manifest.json") ? ["writer"] : [];
  const choosing = ["nano", "nano-multilingual", ...models.slice(1)];
  expect(health.models.map(({ name }) => name)).toEqual([...choosing, ...writers]);
  const calibration = await server.fetch("/v1/emissions/calibration");
  const { models: calibrated } = (await calibration.json()) as { models: { model: string }[] };
  expect(calibrated.map(({ model }) => model)).toEqual(choosing);
});

it("chooses by itself, and says why", async () => {
  const { answer } = await summarize(server, { text: HARBOUR });
  expect(answer.model).toMatchObject({ name: "nano", reason: expect.stringMatching(/\.$/) });
});

describe("nano-multilingual", () => {
  it.each(MULTILINGUAL)("reads a story in %s, here and in a region", async (language) => {
    const text = storyIn(language);
    const [edge, region] = await Promise.all(
      ["edge", "weur"].map((at) => summarize(server, { text, region: at, length: "short" })),
    );
    expect(edge?.answer).toMatchObject({ language, model: { name: "nano-multilingual" } });
    expect(edge?.answer.sentences).toHaveLength(1);
    for (const { text: sentence, start, end } of edge?.answer.sentences ?? []) {
      expect(text.slice(start, end)).toBe(sentence);
    }
    expect(region?.answer.sentences).toEqual(edge?.answer.sentences);
  });

  it("stands in for nano, also where no model writes, and favors what answers a query", async () => {
    const text = storyIn("de");
    const asked = { text, model: "nano", mode: "abstractive", length: "short" };
    const { answer } = await summarize(server, { ...asked, query: "Was kostete der Umbau?" });
    expect(answer.model.name).toBe("nano-multilingual");
    expect(answer.mode).toMatchObject({
      used: "extractive",
      reason: expect.stringMatching(/"de"/),
    });
    expect(answer.summary).toContain("4,5 Mio. Euro");
  });

  it.each([{ model: "small" }, { compress: true }])("is no reason to guess: %j", async (more) => {
    const response = await post(server, { text: storyIn("ja"), ...more });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      field: Object.keys(more)[0],
      detail: expect.stringContaining('"ja"'),
    });
  });
});

it.runIf(!hasSmall)("refuses a model that is not there, naming those that are", async () => {
  const response = await post(server, { text: HARBOUR, model: "small" });
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({
    field: "model",
    detail: expect.stringContaining('"nano"'),
  });
});

describe.runIf(hasSmall)("small beside nano", () => {
  it("emits more, is bounded, and the receipts tell them apart", async () => {
    const text = longText(3_000);
    const [nano, small] = await Promise.all(
      models.map((model) => summarize(server, { text, model, region: "edge" })),
    );
    const joules = (of: typeof nano) => of?.answer.emissions.energy_kwh.value ?? Number.NaN;
    expect(joules(small)).toBeGreaterThan(joules(nano));
    const response = await server.fetch("/v1/emissions?group_by=model");
    expect(await response.text()).toContain("small");
  });

  it("trims sentences on request, and reports the remaining parts", async () => {
    const { answer } = await summarize(server, { text: HARBOUR, compress: true, length: "long" });
    expect(answer.model.name).toBe("small");
    for (const { text, start, end, kept } of answer.sentences) {
      if (!kept) expect(HARBOUR.slice(start, end)).toBe(text);
      else expect(text.length).toBeLessThan(end - start);
    }
  });

  it("opens once, however many ask at the same time", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => summarize(server, { text: HARBOUR, model: "small" })),
    );
    for (const { answer } of answers) {
      expect(answer.sentences).toEqual(answers[0]?.answer.sentences);
    }
  });
});

describe.runIf(hasSmall)("a grid dirtier than small may run on", () => {
  const dirty = startWorker({ SMALL_MAX_GRAMS_PER_KWH: "1" });

  it("means nano, and the answer says so", async () => {
    const { answer } = await summarize(dirty, { text: HARBOUR, format: "headline" });
    expect(answer.model).toMatchObject({ name: "nano", reason: expect.stringMatching(/g\/kWh/) });
    const asked = await summarize(dirty, { text: HARBOUR, format: "headline", model: "small" });
    expect(asked.answer.model.name).toBe("small");
  });
});
