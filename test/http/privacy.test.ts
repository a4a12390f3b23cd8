import { text as bodyOf } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createKey } from "../../src/api/guard/keys/key.ts";
import { json, startProvider, text } from "../grid/provider-server.ts";
import { spansIn } from "../tracing/spans.ts";
import { post } from "./client.ts";
import { startWorker } from "./worker.ts";

/**
 * Every document in this file consists of words that occur nowhere else. After all kinds of requests, including failing
 * ones, none of the words may be found in anything that outlives its request.
 */
const WORDS = ["zephyrwick", "quillomere", "brackenfold", "murrowdale", "纸鹤湾", "铜铃渡"];
const ENGLISH = `The ${WORDS[0]} of ${WORDS[1]} opened at dawn. Nine ${WORDS[2]} keepers came in. The ${WORDS[3]} bell rang twice.`;
const CHINESE = `${WORDS[4]}今天通航。${WORDS[5]}的船队清早出发。全镇的人都来送行。`;

const site = await startProvider((request, response) => {
  const isPage = request.url?.startsWith("/page") ?? false;
  const answer = isPage
    ? text(`<title>${WORDS[0]}</title><main><p>${ENGLISH}</p></main>`, "text/html")
    : text(ENGLISH, "text/plain", request.url === "/robots.txt" ? 404 : 500);
  answer(request, response);
});
afterAll(() => site.close());

const exports: string[] = [];
const receiver = await startProvider(async (request, response) => {
  exports.push(await bodyOf(request));
  json({})(request, response);
});
afterAll(() => receiver.close());

const logged: string[] = [];
for (const method of ["log", "info", "warn", "error", "debug"] as const) {
  vi.spyOn(console, method).mockImplementation((...args) => void logged.push(args.join(" ")));
}

const server = startWorker({
  URL_INPUT: "on",
  URL_HOSTS: new URL(site.url).host,
  OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
  OTEL_EXPORTER_OTLP_HEADERS: "x-team=web",
});
const dark = startWorker({ LEDGER_MODE: "direct", MAX_REQUEST_CPU_SECONDS: "0.0001" });

const answers: string[] = [];
/** Problems must not quote the document; this test does not depend on the success of a request. */
async function send(body: unknown, headers: Record<string, string> = {}, query = "", to = server) {
  const response = await post(to, body, headers, query);
  const said = await response.text();
  if (response.status !== 200) answers.push(said);
  for (const value of response.headers.values()) answers.push(value);
}

beforeAll(async () => {
  const ndjson = { "content-type": "application/x-ndjson" };
  const plain = { "content-type": "text/plain" };
  const { key } = await createKey("ghost", Date.now());
  for (const body of [
    { text: ENGLISH },
    { text: CHINESE },
    { html: `<main><p>${ENGLISH}</p></main>` },
    { markdown: `# ${CHINESE}\n\n${ENGLISH}` },
    { url: `${site.url}/page?about=${WORDS[0]}` },
    { url: `${site.url}/broken?about=${WORDS[0]}` },
    { url: `http://${WORDS[0]}.internal/${WORDS[1]}` },
    { documents: [{ text: ENGLISH }, { text: CHINESE, length: WORDS[2] }, { html: "" }] },
    { text: ENGLISH, region: "oc" },
    { text: ENGLISH, region: "weur", max_length: 1 },
    { text: ENGLISH, mode: "abstractive", region: "edge" },
    { text: CHINESE, mode: "abstractive", region: "weur" },
    { text: ENGLISH, length: "tiny" },
    { text: ENGLISH, html: ENGLISH },
    { text: { [WORDS[3] as string]: ENGLISH } },
    { text: ENGLISH, max_length: WORDS[1] },
    `{"text":"${ENGLISH}`,
    `${ENGLISH}`,
    `{"text":"${ENGLISH}"} ${CHINESE}`,
  ]) {
    await send(body);
    await send(body, { "idempotency-key": crypto.randomUUID() });
  }
  const once = { "idempotency-key": "once" };
  for (const body of [{ text: ENGLISH }, { text: ENGLISH }, { text: CHINESE }])
    await send(body, once);
  await send({ text: CHINESE, mode: "abstractive" }, { accept: "text/event-stream" });
  await send(ENGLISH, plain);
  await send(ENGLISH, plain, "?length=tiny");
  await send(ENGLISH, { "content-type": `application/${WORDS[0]}` });
  await send(`<p>${ENGLISH}`, { "content-type": "text/html" });
  await send(gzipSync(JSON.stringify({ text: ENGLISH })), { "content-encoding": "gzip" });
  await send(ENGLISH, { "content-encoding": "gzip" });
  await send(Buffer.from(`{"text":"${ENGLISH}\xff"}`, "latin1"));
  await send(`${JSON.stringify({ text: ENGLISH })}\n{"text":"${CHINESE}\n${ENGLISH}\n`, ndjson);
  for (const window of ["PT1M", "PT48H"])
    for (const text of [ENGLISH, CHINESE])
      answers.push(
        await (
          await server.fetch("/v1/jobs", {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ text, window }),
          })
        ).text(),
      );
  await send({ text: ENGLISH }, { authorization: `Bearer ${key}` });
  await send({ text: ENGLISH }, {}, "", dark);
  await new Promise((wake) => setTimeout(wake, 1_500));
}, 300_000);

const expectNone = (where: string, held: unknown) => {
  const all = typeof held === "string" ? held : JSON.stringify(held);
  for (const word of WORDS) expect(all, where).not.toContain(word);
};

it("none of it is in KV: keys, metadata, values", async () => {
  let entries = 0;
  for (const worker of [server, dark]) {
    const env = await worker.getWorker<Env>().getEnv();
    for (const namespace of ["EMISSIONS", "GRID", "KEYS"] as const) {
      const { keys } = await env[namespace].list();
      for (const entry of keys) {
        expectNone(namespace, entry);
        expectNone(namespace, await env[namespace].get(entry.name));
        entries++;
      }
    }
  }
  expect(entries).toBeGreaterThan(0);
});

it("none of it is in a Durable Object, though receipts and claims are", async () => {
  const rows = new Map<string, number>();
  const worker = server.getWorker();
  for (const name of ["LedgerObject", "RegionObject", "IdempotencyObject", "JobObject"]) {
    for (const id of await worker.listDurableObjectIds(name)) {
      expectNone(name, id);
      const sql = await worker.getDurableObjectStorage(name, { id });
      const tables = await sql.exec(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'",
      );
      for (const { name: table } of tables) {
        for (const row of await sql.exec(`SELECT * FROM "${table}"`)) {
          for (const value of Object.values(row)) {
            expectNone(
              `${name} ${table}`,
              value instanceof ArrayBuffer ? Buffer.from(value).toString("latin1") : value,
            );
            if (value instanceof ArrayBuffer) {
              expectNone(`${name} ${table}`, Buffer.from(value).toString("utf8"));
              expectNone(`${name} ${table}`, Buffer.from(value).toString("utf16le"));
            }
          }
          rows.set(table as string, (rows.get(table as string) ?? 0) + 1);
        }
      }
    }
  }
  expect(rows.get("claims")).toBeGreaterThan(5);
  // Of jobs their states and what is sealed of them.
  expect(rows.get("kept")).toBeGreaterThan(5);
});

it("none of it is in a log line, an error or a header", () => {
  const lines = [server, dark].flatMap((worker) => worker.getLogs());
  expect(lines.length).toBeGreaterThan(10);
  expectNone("the log", lines);
  expectNone("the console", logged);
  expect(answers.length).toBeGreaterThan(50);
  for (const said of answers) expectNone("an answer", said);
});

it("none of it is in a trace, nor a job's id; spans of a request stand below it, with their times", async () => {
  const spans = exports.flatMap((body) => spansIn(JSON.parse(body)));
  for (const { url, headers } of receiver.requests) {
    expect(url).toBe("/v1/traces");
    expect(headers).toMatchObject({ "x-team": "web", "content-type": "application/json" });
  }
  expectNone("a trace", exports);
  expect(exports.join()).not.toMatch(/job_/);
  const names = new Set(spans.map(({ name }) => name));
  expect([...names]).toEqual(
    expect.arrayContaining(["POST /v1/summarize", "POST /v1/jobs", "job"]),
  );
  expect([...names]).toEqual(
    expect.arrayContaining(["read document", "read text", "run model", "call region"]),
  );
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  for (const span of spans) {
    expect(Number(span.endTimeUnixNano)).toBeGreaterThanOrEqual(Number(span.startTimeUnixNano));
    expect(Math.abs(Number(span.startTimeUnixNano) / 1e6 - Date.now())).toBeLessThan(600_000);
    const parent = span.parentSpanId ? byId.get(span.parentSpanId) : undefined;
    expect([span.name, parent?.traceId]).toEqual([
      span.name,
      span.parentSpanId ? span.traceId : undefined,
    ]);
  }
  const moved = spans.find(({ name }) => name === "call region");
  expect(moved?.attributes).toMatchObject({ region: "oc" });
  const refused = spans.find(({ attributes }) => attributes["http.response.status_code"] === 422);
  expect(refused).toMatchObject({ name: "POST /v1/summarize", isError: false });
});
