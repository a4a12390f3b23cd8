import { deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";

/** A request as it is sent, and the text that offsets of its answer refer to, if known. */
export interface FuzzRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
  text?: string;
}

const pieces = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom("The boat ", "came in. ", "at dawn; ", "\n\n", "- item\n", "No. 5 "),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom("船今天到港。", "大家都来了！", "“好的。”", "……", "；", "　"),
  },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "\ud800",
      "\udc00",
      "\0",
      "\u200b",
      "\u202e",
      "\ufeff",
      "e\u0301\u0489",
      "👨‍👩‍👧",
      "\u2028",
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "<p>",
      "</b>",
      "<!--",
      "&amp;",
      "&#x",
      "**",
      "```\n",
      "[a](",
      "| a |",
      "> ",
    ),
  },
);
export const text = fc.array(pieces, { maxLength: 40, size: "max" }).map((parts) => parts.join(""));

const junk = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 1e308, "", "auto", "NaN", [], {}, "__proto__"),
  fc.jsonValue({ maxDepth: 3 }),
);
/** Mostly valid values. */
const mostly = (valid: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 12, arbitrary: valid }, { weight: 1, arbitrary: junk });

const options = fc.record(
  {
    mode: mostly(fc.constantFrom("auto", "extractive")),
    length: mostly(fc.constantFrom("short", "medium", "long")),
    max_length: mostly(fc.integer({ min: 1, max: 8192 })),
    min_length: mostly(fc.integer({ min: 1, max: 100 })),
    num_beams: mostly(fc.integer({ min: 1, max: 16 })),
    early_stopping: mostly(fc.constantFrom(true, false, "never")),
    format: mostly(fc.constantFrom("paragraph", "key-points", "headline")),
    language: mostly(fc.constantFrom("auto", "en", "zh")),
    region: mostly(fc.constantFrom("auto", "edge", "weur", "nowhere")),
    max_added_latency_ms: mostly(fc.double({ min: 0, max: 60_000, noNaN: true })),
  },
  { requiredKeys: [] },
);
const strange = fc.dictionary(
  fc.oneof(fc.constantFrom("__proto__", "constructor", "toString", "lenght", ""), fc.string()),
  junk,
  { maxKeys: 2 },
);
const content = fc.oneof(
  { weight: 8, arbitrary: text.map((text) => ({ text })) },
  { weight: 2, arbitrary: text.map((html) => ({ html: `<main>${html}</main>` })) },
  { weight: 2, arbitrary: text.map((markdown) => ({ markdown })) },
  { weight: 1, arbitrary: fc.webUrl().map((url) => ({ url })) },
  { weight: 1, arbitrary: fc.record({ text: junk, html: junk }, { requiredKeys: [] }) },
);
const document = fc
  .tuple(
    content,
    options,
    fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: strange }),
  )
  .map(([what, how, odd]): Record<string, unknown> => ({ ...what, ...how, ...odd }));

const post = (
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
  path = "/v1/summarize",
): FuzzRequest => ({
  method: "POST",
  path,
  headers: { "content-type": type },
  body,
});

const single = document.map((body): FuzzRequest => {
  const sent = post(JSON.stringify(body), "application/json");
  return typeof body.text === "string" ? { ...sent, text: body.text } : sent;
});

const packed = fc
  .tuple(
    single,
    fc.constantFrom("gzip", "deflate", "br", "identity", "gzip, deflate"),
    fc.boolean(),
  )
  .map(([request, coding, isTrue]): FuzzRequest => {
    const plain = Buffer.from(request.body as string);
    const bytes =
      coding === "deflate" ? deflateSync(plain) : coding === "gzip" ? gzipSync(plain) : plain;
    const body = new Uint8Array(isTrue ? bytes : bytes.subarray(0, bytes.length / 2));
    return { ...request, headers: { ...request.headers, "content-encoding": coding }, body };
  });

const raw = fc
  .tuple(
    text,
    fc.constantFrom(
      "text/plain",
      "text/html",
      "text/markdown",
      "text/plain; charset=utf-16",
      "image/png",
      "",
    ),
    options,
  )
  .map(([body, type, query]) => {
    const values = Object.entries(query).map(([name, value]) => [name, String(value)]);
    return post(body, type, `/v1/summarize?${new URLSearchParams(values as [string, string][])}`);
  });

const bytes = fc
  .tuple(
    fc.uint8Array({ maxLength: 200 }),
    fc.constantFrom("application/json", "text/plain", "application/x-ndjson"),
  )
  .map(([body, type]) => post(new Uint8Array(body), type));

const batch = fc
  .tuple(
    fc.array(fc.oneof({ weight: 9, arbitrary: document }, { weight: 1, arbitrary: junk }), {
      maxLength: 4,
    }),
    options,
  )
  .map(([documents, shared]) => post(JSON.stringify({ documents, ...shared }), "application/json"));

const lines = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: document.map((one) => JSON.stringify(one)) },
      { weight: 1, arbitrary: fc.constantFrom("", "{", "null", " \r", '{"documents":[]}') },
    ),
    { maxLength: 5 },
  )
  .map((all) => post(all.join("\n"), "application/x-ndjson"));

const broken = fc
  .tuple(document, fc.nat(60), fc.constantFrom("", '"', "}", ",", "\\u12", "\ud800"))
  .map(([body, at, insert]) => {
    const json = JSON.stringify(body);
    return post(json.slice(0, at) + insert + json.slice(at + 1), "application/json");
  });

const query = fc
  .dictionary(
    fc.oneof(
      fc.constantFrom(
        "from",
        "to",
        "group_by",
        "format",
        "limit",
        "cursor",
        "region",
        "tokens",
        "location",
        "time",
      ),
      fc.constantFrom(
        "__proto__",
        "toTime",
        "windowSize",
        "dataStartAt",
        "receipt",
        "lang",
        "model",
      ),
    ),
    fc.oneof(
      fc.constantFrom(
        "2026-11-01",
        "2026-11-24T00:00:00Z",
        "key",
        "hour",
        "csv",
        "ndjson",
        "10",
        "-1",
        "1e9",
        "DE",
        "weur",
      ),
      fc.string({ unit: "binary", maxLength: 20 }).filter((value) => value.isWellFormed()),
    ),
    { maxKeys: 4 },
  )
  .map((pairs) => new URLSearchParams(pairs).toString());
const reads = fc
  .tuple(
    fc.constantFrom(
      "/v1/emissions",
      "/v1/emissions/requests",
      "/v1/emissions/requests/019ab000-0000-7000-8000-000000000000",
      "/v1/emissions/requests/%00",
      "/v1/emissions/calibration",
      "/v1/regions",
      "/v1/placement",
      "/metrics",
      "/analytics",
      "/methodology",
      "/healthz",
      "/emissions/bylocation",
      "/emissions/bylocations/best",
      "/emissions/average-carbon-intensity",
      "/emissions/forecasts/batch",
      "/locations",
      "/emissions/forecasts/current",
      "/nowhere",
      "/v1/summarize",
      "/__proto__",
      "/%E0%A4%A",
    ),
    query,
    fc.constantFrom("GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"),
    fc.constantFrom(
      "*/*",
      "text/csv",
      "text/html",
      "application/x-ndjson;q=0.5",
      "q=;;",
      "image/png",
    ),
  )
  .map(
    ([path, search, method, accept]): FuzzRequest => ({
      method,
      path: `${path}?${search}`,
      headers: { accept },
    }),
  );

const oddHeaders = fc.record(
  {
    "idempotency-key": fc.constantFrom("one", "two", "three", "", "a b"),
    authorization: fc.constantFrom(
      "Bearer x",
      "Bearer gg_ghost-222222_x",
      "Basic ????",
      "Bearer",
      "x",
    ),
    "x-api-key": fc.constantFrom("x", `gg_ghost-222222_${"a".repeat(43)}`),
    "accept-language": fc.constantFrom("zh-CN", "en;q=0.1", "*", ";;;"),
    accept: fc.constantFrom("application/json", "*/*", "text/csv"),
    origin: fc.constant("https://example.org"),
  },
  { requiredKeys: [] },
);

/** Any request that a caller might send, most of them nearly right. */
export const anyRequest: fc.Arbitrary<FuzzRequest> = fc
  .tuple(
    fc.oneof(
      { weight: 8, arbitrary: single },
      { weight: 2, arbitrary: packed },
      { weight: 3, arbitrary: raw },
      { weight: 1, arbitrary: bytes },
      { weight: 2, arbitrary: batch },
      { weight: 2, arbitrary: lines },
      { weight: 2, arbitrary: broken },
      { weight: 4, arbitrary: reads },
    ),
    fc.oneof({ weight: 6, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: oddHeaders }),
  )
  .map(([request, odd]) => ({ ...request, headers: { ...request.headers, ...odd } }));
