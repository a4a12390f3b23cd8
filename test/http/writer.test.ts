import { describe, expect, it } from "vitest";
import { newName, newNumber, statedIn } from "../../src/summarizer/generation/faithfulness.ts";
import { type Answer, HARBOUR, LIBRARY, longText, post, receipt, summarize } from "./client.ts";
import { startWorker } from "./worker.ts";

/** The Worker as shipped, with the shipped writer. */
const server = startWorker();

const NOTE =
  "This guide shows how to back up a database of the ferry service with the export command. Run the " +
  "command with the name of the database, and redirect the output to a file. To restore the backup, " +
  "create an empty database and pass the file to the import command.";

const MODELS_AND_ENERGY =
  "近年来，大语言模型在翻译、写作和编程等许多领域取得了长足的进步。然而，这些模型的训练和推理需要消耗大量能源，并由此产生可观的碳排放。";

interface Written extends Answer {
  mode: { asked: string; used: string; reason: string };
}

const write = async (body: Record<string, unknown>) =>
  (await summarize(server, { mode: "abstractive", region: "edge", ...body })).answer as Written;

/** The source of each written sentence. */
const sourcesOf = (text: string, { sentences }: Written): string[] =>
  sentences.map(({ start, end }) => text.slice(start, end));

describe("the writer that ships", () => {
  it.each([
    ["English", HARBOUR, "en"],
    ["Chinese", LIBRARY, "zh"],
    ["a long text", longText(3_000), "en"],
  ])("rewrites %s sentence by sentence, and says how", async (_, text, language) => {
    const answer = await write({ text });
    const { answer: chosen } = await summarize(server, { text, region: "edge" });
    expect(answer).toMatchObject({ language, mode: { asked: "abstractive", used: "abstractive" } });
    expect(answer.model).toMatchObject({ name: "writer", quantization: "int8" });
    expect(answer.sentences.map(({ start }) => start)).toEqual(
      chosen.sentences.map(({ start }) => start),
    );
    sourcesOf(text, answer).forEach((source, at) => {
      const { text: written, how } = answer.sentences[at] as (typeof answer.sentences)[number];
      expect(["rewritten", "trimmed", "whole"]).toContain(how);
      if (how === "whole") expect(written).toBe(chosen.sentences[at]?.text);
      else expect(written.length).toBeLessThan(source.length);
      const stated = statedIn(source);
      expect(newNumber(stated, written)).toBeNull();
      expect(newName(stated, written)).toBeNull();
    });
  });

  it.each([
    ["key points", { format: "key-points", length: "short" }],
    ["a long summary", { length: "long" }],
    ["so many sentences", { sentences: 2 }],
  ])("writes %s with as many sentences as are chosen", async (_, asked) => {
    const answer = await write({ text: HARBOUR, num_beams: 1, ...asked });
    const { answer: chosen } = await summarize(server, { text: HARBOUR, region: "edge", ...asked });
    expect(answer.sentences).toHaveLength(chosen.sentences.length);
    expect(answer.summary.split("\n")).toHaveLength(chosen.summary.split("\n").length);
  });

  it.each([
    ["English", NOTE],
    ["Chinese", LIBRARY],
  ])(
    "writes a headline of a %s text that states nothing new, or shortens a sentence",
    async (_, text) => {
      const { summary } = await write({ text, format: "headline" });
      expect(summary).not.toMatch(/[.。\n]$/);
      expect(newName(statedIn(text), summary)).toBeNull();
      expect(newNumber(statedIn(text), summary)).toBeNull();
    },
  );

  it("is charged far more than choosing sentences", async () => {
    const written = await write({ text: HARBOUR });
    const { answer: chosen } = await summarize(server, { text: HARBOUR, region: "edge" });
    expect(written.emissions.operational_g).toBeGreaterThan(20 * chosen.emissions.operational_g);
    const kept = await receipt(server, written.id);
    expect(kept).toMatchObject({ weight: "heavy", ran: "edge" });
  });

  it.each([
    ["English", NOTE],
    ["Chinese", LIBRARY],
  ])("keeps a %s summary within its bounds", async (_, text) => {
    const answer = await write({ text, min_length: 6, max_length: 30 });
    expect(answer.mode.used).toBe("abstractive");
    expect(answer.usage.output_tokens).toBeGreaterThanOrEqual(6);
    expect(answer.usage.output_tokens).toBeLessThanOrEqual(30);
  });

  it("answers the essay's own call", async () => {
    const answer = await write({
      text: MODELS_AND_ENERGY,
      num_beams: 4,
      min_length: 5,
      max_length: 50,
      early_stopping: true,
    });
    expect(answer.summary).toMatch(/能源.+排放.*。$/);
    expect(answer.sentences.every(({ how }) => how !== undefined)).toBe(true);
  });

  it("streams its draft before the answer, and they agree", async () => {
    const response = await post(
      server,
      { text: NOTE, mode: "abstractive", region: "edge", num_beams: 1 },
      { accept: "text/event-stream" },
    );
    const events = (await response.text()).trimEnd().split("\n\n");
    const last = events.pop() as string;
    const answer = JSON.parse(last.slice("event: summary\ndata: ".length)) as Written;
    const draft = events
      .filter((event) => event.startsWith("event: token\n"))
      .map((event) => JSON.parse(event.slice("event: token\ndata: ".length)) as string)
      .join("");
    expect(answer.mode.used).toBe("abstractive");
    expect(draft).toBe(answer.summary);
  });
});

describe("a Worker whose writer is switched off", () => {
  const plain = startWorker({ EDGE_WRITER: "off" });

  it("says that nobody here writes", async () => {
    const response = await post(plain, { text: HARBOUR, mode: "abstractive", region: "edge" });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ type: "urn:greengist:problem:no-writer" });
  });
});
