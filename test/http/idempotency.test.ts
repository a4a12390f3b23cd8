import { describe, expect, it } from "vitest";
import { type Answer, HARBOUR, LIBRARY, longText, post, receipt } from "./client.ts";
import { sharedWorker } from "./worker.ts";

const server = sharedWorker();

const send = (key: string, body: unknown, headers: Record<string, string> = {}) =>
  post(server, body, { "idempotency-key": key, ...headers });

const requests = async (): Promise<string[]> => {
  const response = await server.fetch("/v1/emissions/requests?limit=1000");
  return ((await response.json()) as { requests: { id: string }[] }).requests.map(({ id }) => id);
};

describe("a request that comes again with its key", () => {
  it("gets the same answer, and has one receipt", async () => {
    const first = await send("again", { text: HARBOUR });
    const answer = (await first.json()) as Answer;
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    await receipt(server, answer.id);
    const before = await requests();
    for (const headers of [{}, { "x-other": "header" }] as Record<string, string>[]) {
      const again = await send('"again"', { text: HARBOUR }, headers);
      expect(again.status).toBe(200);
      expect(again.headers.get("idempotency-replayed")).toBe("true");
      expect(again.headers.get("carbon-emissions-scope-2")).toBe(
        first.headers.get("carbon-emissions-scope-2"),
      );
      expect(await again.json()).toEqual(answer);
    }
    await new Promise((wake) => setTimeout(wake, 500));
    expect(await requests()).toEqual(before);
  });

  it("counts as the same however it is written, and not otherwise", async () => {
    await send("written", { text: HARBOUR, length: "short" });
    const same = await send("written", { length: "short", text: HARBOUR, format: "paragraph" });
    expect(same.headers.get("idempotency-replayed")).toBe("true");
    for (const other of [{ text: LIBRARY }, { text: HARBOUR }]) {
      const response = await send("written", other);
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({
        type: "urn:greengist:problem:idempotency-mismatch",
      });
    }
  });

  it("while it is still being served is 409, or a replay once it was", async () => {
    const body = { text: longText(30_000), region: "edge" };
    const responses = await Promise.all(Array.from({ length: 4 }, () => send("at-once", body)));
    const fresh = responses.filter(
      ({ status, headers }) => status === 200 && !headers.get("idempotency-replayed"),
    );
    expect(fresh).toHaveLength(1);
    for (const response of responses) {
      if (response.status === 200) continue;
      expect(response.status).toBe(409);
      expect(response.headers.get("retry-after")).toBe("1");
    }
  });

  it("may be mended after it failed", async () => {
    expect((await send("mended", { text: HARBOUR, max_length: 1 })).status).toBe(422);
    expect((await send("mended", { text: HARBOUR, max_length: 200 })).status).toBe(200);
  });
});

describe("a batch with a key", () => {
  it("has one receipt a document", async () => {
    const body = { documents: [{ text: HARBOUR }, { text: "" }, { text: LIBRARY }] };
    const ids = [];
    for (let turn = 0; turn < 2; turn++) {
      const { results } = (await (await send("batch", body)).json()) as { results: Answer[] };
      ids.push(results.map(({ id }) => id));
    }
    expect(ids[1]).toEqual(ids[0]);
  });
});

describe("an invalid key", () => {
  it.each(["", " ", "k".repeat(256), "schl\u00fcssel"])("%j is 400", async (key) => {
    const response = await send(key, { text: HARBOUR });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      type: "urn:greengist:problem:invalid-idempotency-key",
    });
  });
});
