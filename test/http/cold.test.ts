import { describe, expect, it } from "vitest";
import { HARBOUR, LIBRARY, longText, post } from "./client.ts";
import { startWorker } from "./worker.ts";

const server = startWorker({ RATE_LIMIT: "off" });

const MAX_WASM_BYTES = 96 * 1024 * 1024;

const wasmBytes = async () => {
  const health = (await (await server.fetch("/healthz")).json()) as { wasm_memory_bytes: number };
  return health.wasm_memory_bytes;
};

const kinds: ((at: number) => [body: unknown, type: string])[] = [
  (at) => [{ text: `Ship ${at} came in. ${HARBOUR}`, region: "edge" }, "application/json"],
  (at) => [{ text: `${at}。${LIBRARY}`, model: "small", compress: true }, "application/json"],
  (at) => [
    { text: `${at} boats came into the harbour before noon.`, mode: "abstractive", region: "edge" },
    "application/json",
  ],
  (at) => [
    { text: `${at} boats came into the harbour before noon.`, mode: "abstractive", region: "weur" },
    "application/json",
  ],
  (at) => [{ html: `<p>${at}. ${HARBOUR}</p>`, model: "small" }, "application/json"],
  () => [{ text: longText(20_000), region: "edge" }, "application/json"],
  (at) => [{ documents: [{ text: HARBOUR }, { text: `${at}。${LIBRARY}` }] }, "application/json"],
  (at) => [
    `${JSON.stringify({ text: HARBOUR, model: "small" })}\n{"text":"${at}. One boat."}\n`,
    "application/x-ndjson",
  ],
  (at) => [`# Ships\n\n${HARBOUR} ${at}`, "text/markdown"],
  (at) => [
    { text: `${at}. ${HARBOUR}`, query: "which boats came in?", format: "key-points" },
    "application/json",
  ],
];

describe("a new isolate that 100 requests of all kinds meet at once", () => {
  it("opens each model once, serves or refuses each, and stays within its memory", async () => {
    const responses = await Promise.all(
      Array.from({ length: 100 }, async (_, at) => {
        const [body, type] = (kinds[at % kinds.length] as (typeof kinds)[number])(at);
        const response = await post(server, body, { "content-type": type });
        await response.arrayBuffer();
        return response;
      }),
    );
    for (const { status, headers } of responses) {
      expect([200, 503]).toContain(status);
      if (status === 503) expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect(responses.filter(({ status }) => status === 200).length).toBeGreaterThan(50);
    expect(await wasmBytes()).toBeLessThanOrEqual(MAX_WASM_BYTES);
  }, 300_000);
});
