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

interface Written extends Answer {
  mode: { asked: string; used: string; reason: string };
}

const write = async (body: Record<string, unknown>) =>
  (await summarize(server, { mode: "abstractive", region: "edge", ...body })).answer as Written;

describe("the writer that ships", () => {
  it.each([
    ["English", HARBOUR, "en"],
    ["Chinese", LIBRARY, "zh"],
    ["a long text", longText(3_000), "en"],
  ])("writes %s or says why not, and states nothing new", async (_, text, language) => {
    const answer = await write({ text });
    expect(answer.language).toBe(language);
    expect(answer.mode.asked).toBe("abstractive");
    expect(answer.summary).not.toBe("");
    const stated = statedIn(text);
    expect(newNumber(stated, answer.summary)).toBeNull();
    expect(newName(stated, answer.summary)).toBeNull();
    if (answer.mode.used === "abstractive") {
      expect(answer.model).toMatchObject({ name: "writer", quantization: "int8" });
      expect(answer.sentences).toEqual([]);
    } else {
      expect(answer.mode.reason).toMatch(/^Fell back to the text's own sentences: /);
      expect(answer.sentences).not.toEqual([]);
    }
  });

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
  ])("writes a short %s text itself, within the bounds", async (_, text) => {
    const answer = await write({ text, min_length: 6, max_length: 30 });
    expect(answer.mode.used).toBe("abstractive");
    expect(answer.usage.output_tokens).toBeGreaterThanOrEqual(6);
    expect(answer.usage.output_tokens).toBeLessThanOrEqual(30);
    expect(answer.summary.length).toBeLessThan(text.length / 2);
  });

  it("answers the essay's own call", async () => {
    const response = await post(server, {
      text: HARBOUR,
      mode: "abstractive",
      num_beams: 4,
      min_length: 5,
      max_length: 50,
      early_stopping: true,
    });
    // 48 is the maximum that it writes, including the end token.
    expect(response.status).toBe(200);
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
