import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { json, startProvider } from "../grid/provider-server.ts";
import { type Answer, HARBOUR, LIBRARY, longText, post, receipt, summarize } from "./client.ts";
import { startHost } from "./host.ts";
import { startWorker } from "./worker.ts";

const REGION_SECRET = "a secret for tests only";
const GERMAN_GRAMS_PER_KWH = 342;

// The copier writes its text again, word by word; the tiny untrained BART writes nonsense.
const hosted = { REGION_SECRET, ZONE: "DE" };
const [attic, cellar] = await Promise.all([
  startHost({ models: ["copier"], settings: hosted }),
  startHost({ models: ["bart"], settings: hosted }),
]);
/** A region from before writers existed. */
const old = await startProvider(json({ colo: null }));

const NOTE = "the night ferry left the island an hour late because both engines had been repaired.";

const region = (id: string, url: string, zones: string[]) => ({
  id,
  backend: { kind: "url", url },
  zones,
  latitude: 52.5,
  longitude: 13.4,
});
const edge = startWorker({
  EDGE_WRITER: "off",
  REGION_SECRET,
  REGIONS: JSON.stringify([
    region("old", old.url, ["FR"]),
    // The host's own grid takes precedence over the expected grid of the table.
    region("attic", attic.url, ["PL"]),
    region("cellar", cellar.url, ["DE"]),
    region("gone", "http://127.0.0.1:1", ["DE"]),
  ]),
});
afterAll(async () => {
  await Promise.all([attic.stop(), cellar.stop(), old.close()]);
  attic.forget();
  cellar.forget();
});
// On a busy machine a region may be too slow to answer with its offers; then it is asked again after a while.
beforeAll(async () => {
  await summarize(edge, { text: HARBOUR });
  const ask = (id: string) => post(edge, { text: NOTE, mode: "abstractive", region: id });
  for (const id of ["attic", "cellar"]) {
    while ((await ask(id)).status !== 200) await new Promise((wake) => setTimeout(wake, 1_000));
  }
}, 180_000);

interface Abstractive extends Answer {
  mode: { asked: string; used: string; reason: string };
}

const write = async (body: Record<string, unknown>) =>
  (await summarize(edge, { mode: "abstractive", ...body })).answer as Abstractive;

const refusal = async (body: Record<string, unknown>) => {
  const response = await post(edge, { mode: "abstractive", ...body });
  return [response.status, (await response.json()) as { type: string; field: string }] as const;
};

describe("an abstractive request to an edge that has no writer", () => {
  it("is written by the region that has one, and charged to that region's grid", async () => {
    const answer = await write({ text: NOTE, max_length: 90 });
    expect(answer).toMatchObject({
      summary: NOTE,
      sentences: [],
      truncated: false,
      mode: { asked: "abstractive", used: "abstractive", reason: "As asked." },
      model: { name: "copier", version: "1", quantization: "float32" },
      placement: { weight: "heavy", ran: "region", region: "attic", colo: null, zone: "DE" },
      emissions: { grid: { zone: "DE", grams_per_kwh: GERMAN_GRAMS_PER_KWH } },
    });
    expect(answer.placement.reason).toBe("Moved to attic (DE): the edge cannot do this work.");
    expect(await receipt(edge, answer.id)).toMatchObject({
      model: "copier",
      weight: "heavy",
      ran: "region",
      region: "attic",
      usage: answer.usage,
      emissions: { grid: { zone: "DE", grams_per_kwh: GERMAN_GRAMS_PER_KWH } },
    });
  });

  it("is written within its bounds, which its receipt pays for", async () => {
    const ids = (tokens: number) => ({ text: NOTE, min_length: tokens, max_length: tokens });
    const short = await write(ids(5));
    const long = await write(ids(40));
    expect(short.usage.output_tokens).toBe(5);
    expect(long.usage.output_tokens).toBe(40);
    expect(NOTE.startsWith(short.summary)).toBe(true);
    expect(long.summary.length).toBeGreaterThan(short.summary.length);
    expect(long.emissions.energy_kwh.value).toBeGreaterThan(short.emissions.energy_kwh.value);
  });

  it("costs more with more beams", async () => {
    const one = await write({ text: NOTE, num_beams: 1, max_length: 60 });
    const eight = await write({ text: NOTE, num_beams: 8, max_length: 60 });
    expect(eight.summary).toBe(one.summary);
    expect(eight.emissions.operational_g).toBeGreaterThan(one.emissions.operational_g);
  });

  it("of a long text reads the most salient sentences, in their order", async () => {
    const text = longText(400);
    const answer = await write({ text, max_length: 90 });
    expect(answer.mode.used).toBe("abstractive");
    const [, read, all] =
      /read the (\d+) most salient of (\d+) sentences/.exec(answer.mode.reason) ?? [];
    expect(Number(read)).toBeLessThan(Number(all));
    const sentences = answer.summary.split(/(?<=\.) /).slice(0, -1);
    const places = sentences.map((sentence) => text.indexOf(sentence));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(answer.usage.input_tokens).toBeLessThanOrEqual(96);
  });

  it.each([
    ["key-points", /^- the night ferry/],
    ["headline", /repaired$/],
  ])("is laid out as %s", async (format, expected) => {
    expect((await write({ text: NOTE, format, max_length: 90 })).summary).toMatch(expected);
  });
});

describe("a summary that cannot be trusted", () => {
  it("gives way to the text's own sentences, and is paid for all the same", async () => {
    const answer = await write({ text: HARBOUR, region: "cellar", max_length: 30 });
    const plain = (await summarize(edge, { text: HARBOUR, max_length: 30 })).answer;
    expect(answer.mode).toMatchObject({ asked: "abstractive", used: "extractive" });
    expect(answer.mode.reason).toMatch(/^Fell back to the text's own sentences: it wrote .+\.$/);
    expect(answer.model.name).toBe("nano");
    for (const { text, start, end } of answer.sentences) {
      expect(HARBOUR.slice(start, end)).toBe(text);
    }
    expect(answer.placement).toMatchObject({ ran: "region", region: "cellar" });
    expect(answer.emissions.operational_g).toBeGreaterThan(plain.emissions.operational_g);
  });
});

describe("an abstractive request that nobody can serve", () => {
  it.each([
    ["at an edge without a writer", { region: "edge" }, "no-writer", "region"],
    ["in a region that is older than writers", { region: "old" }, "no-writer", "region"],
    ["in a region of Durable Objects", { region: "weur" }, "no-writer", "region"],
    ["in a region that does not answer", { region: "gone" }, "no-writer", "region"],
    ["in a region that is unknown", { region: "mars" }, "unknown-region", "region"],
    ["in a language that no writer writes", { text: LIBRARY }, "no-writer", "language"],
    ["of more than the model writes", { min_length: 96 }, "not-supported", "min_length"],
  ])("%s is refused", async (_, body, type, field) => {
    const [status, problem] = await refusal({ text: NOTE, ...body });
    expect(status).toBe(422);
    expect(problem).toMatchObject({ type: `urn:greengist:problem:${type}`, field });
  });

  it("leaves auto and extractive as they are", async () => {
    for (const mode of ["auto", "extractive"]) {
      const answer = (await summarize(edge, { text: HARBOUR, mode })).answer as Abstractive;
      expect(answer.mode).toMatchObject({ asked: mode, used: "extractive" });
      expect(answer.sentences).toHaveLength(2);
    }
  });
});

describe("a writer that goes away", () => {
  it("leaves the text's own sentences, and says why", async () => {
    await attic.stop();
    const answer = await write({ text: HARBOUR, region: "attic" });
    expect(answer.mode.used).toBe("extractive");
    expect(answer.mode.reason).toContain("no place that has the writer gave a usable answer");
    expect(answer.placement).toMatchObject({ ran: "edge", region: null });
    expect(answer.sentences).toHaveLength(2);
  });
});
