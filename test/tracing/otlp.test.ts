import { expect, test, vi } from "vitest";
import { openTracer } from "../../src/tracing/otlp.ts";
import { spansIn } from "./spans.ts";

const SETTINGS = {
  url: "http://collector.example/v1/traces",
  headers: { "x-team": "web" },
  serviceName: "herald",
  sampledShare: 1,
};
const PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

/** A tracer with the exports that a receiver got. */
function traced(sampledShare = 1, answer = async () => new Response("{}")) {
  const exports: { url: string; headers: Headers; body: string }[] = [];
  const fetcher = async (url: string, init: RequestInit) => {
    const body = new TextDecoder().decode(init.body as Uint8Array);
    exports.push({ url, headers: new Headers(init.headers), body });
    return answer();
  };
  const tracer = openTracer({ ...SETTINGS, sampledShare }, "1.2.3", fetcher as typeof fetch);
  const spans = () => exports.flatMap(({ body }) => spansIn(JSON.parse(body)));
  return { tracer, exports, spans };
}

test("spans are exported as OTLP in JSON, each below the one that it is part of", async () => {
  const { tracer, exports, spans } = traced();
  const root = tracer.begin("POST", "server", new Headers({ traceparent: PARENT }));
  const result = await root.span("read text", { language: "en" }, async (inside) => {
    const [, trace, span] = inside.headers().traceparent?.split("-") ?? [];
    expect(trace).toBe("0af7651916cd43dd8448eb211c80319c");
    expect(span).not.toBe("b7ad6b7169203331");
    return inside.span("run model", {}, async () => 7);
  });
  expect(result).toBe(7);
  root.end({ name: "POST /v1/summarize", attributes: { "http.response.status_code": 200 } });
  await tracer.flush();
  expect(exports).toHaveLength(1);
  expect(exports[0]?.url).toBe(SETTINGS.url);
  expect(Object.fromEntries(exports[0]?.headers ?? [])).toEqual({
    "content-type": "application/json",
    "x-team": "web",
  });
  const [model, reading, request] = spans();
  expect(request).toMatchObject({
    name: "POST /v1/summarize",
    kind: 2,
    traceId: "0af7651916cd43dd8448eb211c80319c",
    parentSpanId: "b7ad6b7169203331",
    service: "herald",
    attributes: { "http.response.status_code": 200 },
  });
  expect(reading).toMatchObject({ name: "read text", attributes: { language: "en" } });
  expect(reading?.parentSpanId).toBe(request?.spanId);
  expect(model?.parentSpanId).toBe(reading?.spanId);
  await tracer.flush();
  expect(exports).toHaveLength(1);
});

test("an error marks its span with its kind, not with its message", async () => {
  const { tracer, spans, exports } = traced();
  const root = tracer.begin("POST", "server");
  const failing = root.span("run model", {}, async () => {
    throw new TypeError("a heron of the text");
  });
  await expect(failing).rejects.toThrow("a heron");
  root.end({ name: "POST", attributes: {}, failure: "TypeError" });
  await tracer.flush();
  expect(spans().map(({ isError }) => isError)).toEqual([true, true]);
  expect(spans()[0]?.attributes).toEqual({ "error.type": "TypeError" });
  expect(exports[0]?.body).not.toContain("heron");
});

test("a caller decides that it is not traced, and never that it is", async () => {
  const { tracer, exports } = traced(0);
  for (const headers of [{}, { traceparent: PARENT }, { traceparent: "nonsense" }])
    tracer.begin("GET", "server", new Headers(headers)).end({ name: "GET", attributes: {} });
  await tracer.flush();
  expect(exports).toEqual([]);
  const all = traced();
  const not = new Headers({ traceparent: PARENT.replace(/01$/, "00") });
  all.tracer.begin("GET", "server", not).end({ name: "GET", attributes: {} });
  await all.tracer.flush();
  expect(all.exports).toEqual([]);
});

test.each<[string, () => Promise<Response>]>([
  ["is down", () => Promise.reject(new TypeError("no route"))],
  ["refuses", async () => new Response("", { status: 403 })],
])("a receiver that %s loses spans, and nothing else", async (_, answer) => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const { tracer } = traced(1, answer);
  tracer.begin("GET", "server").end({ name: "GET", attributes: {} });
  await tracer.flush();
  expect(warn.mock.calls.flat().join()).toContain('"traces-lost","spans":1');
  warn.mockRestore();
});
