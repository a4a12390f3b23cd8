import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { type Answer, HARBOUR, LIBRARY, longText, post, receipt, summarize } from "./client.ts";
import { startWorker } from "./worker.ts";

const server = startWorker();

/** Sends a request and disconnects immediately after. */
async function hangUp(body: string): Promise<void> {
  const { url } = await server.listen();
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname, () => {
      socket.write(
        `POST /v1/summarize HTTP/1.1\r\nHost: ${url.host}\r\nContent-Type: application/json\r\n` +
          `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        () => {
          socket.destroy();
          resolve();
        },
      );
    });
    socket.on("error", reject);
  });
}

describe("a Worker that has just started", () => {
  it("serves the next caller although the first ones hung up while the model was opening", async () => {
    const body = JSON.stringify({ text: HARBOUR });
    await Promise.all([hangUp(body), hangUp(body), hangUp(body)]);
    const { answer } = await summarize(server, { text: HARBOUR });
    expect(answer.sentences).toHaveLength(2);
  });
});

describe("50 requests at once", () => {
  it("each get their own answer and their own receipt", async () => {
    const texts = Array.from({ length: 50 }, (_, index) =>
      index % 2 === 0
        ? `Ship number ${index} came in at dawn. ${HARBOUR}`
        : `第${index}号通知今天发布。${LIBRARY}`,
    );
    const responses = await Promise.all(
      texts.map((text, index) =>
        post(server, { text, length: "long", region: index % 5 === 0 ? "weur" : "edge" }),
      ),
    );
    expect(responses.map(({ status }) => status)).toEqual(texts.map(() => 200));
    const answers = (await Promise.all(responses.map((response) => response.json()))) as Answer[];
    for (const [index, answer] of answers.entries()) {
      expect(answer.language).toBe(index % 2 === 0 ? "en" : "zh");
      for (const { text, start, end } of answer.sentences) {
        expect(texts[index]?.slice(start, end)).toBe(text);
      }
    }
    const ids = answers.map(({ id }) => id);
    expect(new Set(ids).size).toBe(50);
    const receipts = await Promise.all(ids.map((id) => receipt(server, id)));
    expect(receipts.map(({ usage }) => usage)).toEqual(answers.map(({ usage }) => usage));
  });

  it("do not suffer from as many bad ones", async () => {
    const bad = ["{", "{}", '{"text":7}', '{"text":"x","length":"huge"}', '{"text":" "}'];
    const responses = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        post(server, index % 2 === 0 ? { text: HARBOUR } : (bad[index % bad.length] as string)),
      ),
    );
    for (const [index, response] of responses.entries()) {
      if (index % 2 === 0) expect(response.status).toBe(200);
      else expect([400, 422]).toContain(response.status);
    }
  });
});

describe("the largest input", () => {
  it.each([
    ["of many sentences", longText(200_000).slice(0, 1_000_000)],
    ["of one endless sentence", "so ".repeat(333_333)],
    ["of empty lines", `${"\n".repeat(999_980)}One sentence is here.`.slice(-1_000_000)],
    ["of Chinese", LIBRARY.repeat(2000).slice(0, 1_000_000)],
  ])("%s is served within the memory of an isolate", async (_, text) => {
    const { answer } = await summarize(server, { text, region: "edge" });
    for (const { text: sentence, start, end } of answer.sentences) {
      expect(text.slice(start, end)).toBe(sentence);
    }
    const health = (await (await server.fetch("/healthz")).json()) as {
      wasm_memory_bytes: number;
    };
    expect(health.wasm_memory_bytes).toBeGreaterThan(0);
    expect(health.wasm_memory_bytes).toBeLessThanOrEqual(96 * 1024 * 1024);
  });

  it("says that it did not read all of an endless sentence", async () => {
    const { answer } = await summarize(server, {
      text: `${"and so on, ".repeat(400)}. Short one.`,
    });
    expect(answer.truncated).toBe(true);
  });
});
