import { randomUUID } from "node:crypto";
import { HARBOUR, LIBRARY, longText } from "../http/client.ts";

/** How one request ended. */
export interface Ending {
  /** HTTP status; 0 if the caller left or the connection broke. */
  status: number;
  /** The ids of the receipts in its answer. */
  ids: string[];
}

/** One kind of request in the traffic mix. */
export interface Kind {
  name: string;
  /** The number sent per minute, regardless of whether earlier ones have ended. */
  perMinute: number;
  /** The statuses that are correct for it. */
  expects: readonly number[];
  send(url: string, at: number): Promise<Ending>;
}

const JSON_TYPE = { "content-type": "application/json" };
const NDJSON_TYPE = { "content-type": "application/x-ndjson" };
/** An answer, or a refusal by a Worker that is too busy. */
const SERVED = [200, 503];

const post = (url: string, body: string, headers: Record<string, string>, signal?: AbortSignal) =>
  fetch(`${url}/v1/summarize`, { method: "POST", body, headers, ...(signal && { signal }) });

/** The `id` of every JSON object in the lines of a text. */
const idsIn = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => {
    const { id } = JSON.parse(line) as { id?: string };
    return id ?? [];
  });

/** One document as JSON. */
const one =
  (documentOf: (at: number) => object, headers: Record<string, string> = {}) =>
  async (url: string, at: number): Promise<Ending> => {
    const response = await post(url, JSON.stringify(documentOf(at)), { ...JSON_TYPE, ...headers });
    const text = await response.text();
    return { status: response.status, ids: response.status === 200 ? idsIn([text]) : [] };
  };

async function batch(url: string, at: number): Promise<Ending> {
  const documents = [{ text: `${at}. ${HARBOUR}` }, { text: `${at}。${LIBRARY}` }, { text: "" }];
  const response = await post(url, JSON.stringify({ documents, length: "short" }), JSON_TYPE);
  if (response.status !== 200) return { status: response.status, ids: [] };
  const { results } = (await response.json()) as { results: { id?: string }[] };
  return { status: 200, ids: results.flatMap(({ id }) => id ?? []) };
}

async function lines(url: string, at: number): Promise<Ending> {
  const sent = Array.from({ length: 5 }, (_, line) => ({ text: `${at}-${line}. ${HARBOUR}` }));
  const body = sent.map((document) => JSON.stringify(document)).join("\n");
  const response = await post(url, body, NDJSON_TYPE);
  const text = await response.text();
  return { status: response.status, ids: idsIn(text.trimEnd().split("\n")) };
}

async function stream(url: string, at: number): Promise<Ending> {
  const body = JSON.stringify({ text: `${at}. ${HARBOUR}` });
  const response = await post(url, body, { ...JSON_TYPE, accept: "text/event-stream" });
  const text = await response.text();
  const summary = /event: summary\ndata: (.*)\n/.exec(text)?.[1];
  return { status: response.status, ids: summary ? idsIn([summary]) : [] };
}

/** Sends the same request twice at once with one key: there is one receipt, or the second is asked to wait. */
async function repeated(url: string, at: number): Promise<Ending> {
  const headers = { "idempotency-key": randomUUID() };
  const send = one(() => ({ text: `${at}. ${HARBOUR}` }), headers);
  const [first, second] = await Promise.all([send(url, at), send(url, at)]);
  const ids = [...new Set([...first.ids, ...second.ids])];
  const failed = [first, second].find(({ status }) => status !== 200 && status !== 409);
  return { status: ids.length > 1 ? 500 : (failed?.status ?? 200), ids };
}

async function aborted(url: string, at: number): Promise<Ending> {
  const body = JSON.stringify(
    at % 2 === 0
      ? { text: longText(20_000), region: "edge" }
      : { text: `${at}. ${HARBOUR}`, mode: "abstractive" },
  );
  const signal = AbortSignal.timeout(50 + 70 * (at % 5));
  // A request that was answered nevertheless has its receipt.
  return post(url, body, JSON_TYPE, signal)
    .then(async (response) => ({
      status: response.status,
      ids: response.status === 200 ? idsIn([await response.text()]) : [],
    }))
    .catch(() => ({ status: 0, ids: [] }));
}

const BAD: readonly [body: string, type: string][] = [
  ["{", "application/json"],
  ['{"text":""}', "application/json"],
  [`{"text":${JSON.stringify("Go on. ".repeat(140_000))}}`, "application/json"],
  [`{"text":"A boat.","x":1}`, "application/json"],
  ["A boat.", "image/png"],
  [`${"[".repeat(100_000)}`, "application/json"],
  ["<div>".repeat(20_000), "text/html"],
];

async function bad(url: string, at: number): Promise<Ending> {
  const [body, type] = BAD[at % BAD.length] as (typeof BAD)[number];
  const response = await post(url, body, { "content-type": type });
  await response.arrayBuffer();
  return { status: response.status, ids: [] };
}

/** The kind that the others are compared with. */
export const LIGHT: Kind = {
  name: "light",
  perMinute: 120,
  expects: SERVED,
  send: one((at) => ({ text: `${at}. ${HARBOUR}` })),
};

/** Light requests sent while storage fails must wait for it, so they are counted separately. */
export const LIGHT_MEANWHILE: Kind = { ...LIGHT, name: "light, while storage fails" };

export const OTHERS: readonly Kind[] = [
  {
    name: "Chinese",
    perMinute: 20,
    expects: SERVED,
    send: one((at) => ({ text: `${at}。${LIBRARY}` })),
  },
  {
    name: "small",
    perMinute: 6,
    expects: SERVED,
    send: one((at) => ({ text: `${at}. ${longText(1_000)}`, model: "small" })),
  },
  {
    name: "heavy",
    perMinute: 4,
    expects: SERVED,
    send: one((at) => ({ text: `${at}. ${longText(40_000)}` })),
  },
  {
    name: "written",
    perMinute: 2,
    expects: SERVED,
    send: one((at) => ({ text: `${at}. ${HARBOUR}`, mode: "abstractive" })),
  },
  {
    name: "to a region",
    perMinute: 4,
    expects: SERVED,
    send: one((at) => ({ text: `${at}. ${longText(3_000)}`, region: at % 2 ? "weur" : "enam" })),
  },
  { name: "batch", perMinute: 6, expects: SERVED, send: batch },
  { name: "lines", perMinute: 6, expects: SERVED, send: lines },
  { name: "stream", perMinute: 12, expects: SERVED, send: stream },
  { name: "repeated", perMinute: 6, expects: SERVED, send: repeated },
  { name: "aborted", perMinute: 10, expects: [0, 200, 499, 503], send: aborted },
  { name: "bad", perMinute: 7, expects: [400, 413, 415, 422, 503], send: bad },
];
