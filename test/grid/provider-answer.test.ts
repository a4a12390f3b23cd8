import { afterAll, beforeAll, expect, test } from "vitest";
import {
  AnswerRefusedError,
  MAX_ANSWER_BYTES,
  readAnswer,
} from "../../src/grid/provider-answer.ts";
import { boundedFetch } from "../../src/grid/retry.ts";
import { BROKEN, json, type ProviderServer, startProvider, text } from "./provider-server.ts";

let server: ProviderServer;
beforeAll(async () => {
  server = await startProvider(json({}));
});
afterAll(() => server.close());

const get = async (signal = AbortSignal.timeout(5_000)) => {
  const bounded = boundedFetch(fetch, 5);
  return readAnswer(await bounded.fetch(server.url, { signal }), signal);
};

test.each(["application/json", "application/json; charset=utf-8", "application/vnd.api+json"])(
  "JSON sent as %s is read",
  async (type) => {
    server.answer(text('{"a": "é"}', type));
    expect(await get()).toEqual({ a: "é" });
  },
);

test.each(["text/html", "text/plain", "application/jsonp", "image/svg+xml"])(
  "good JSON sent as %s is refused all the same",
  async (type) => {
    server.answer(text("{}", type));
    await expect(get()).rejects.toThrow(`${type} instead of JSON`);
  },
);

test("the cap is on bytes, with or without a stated length", async () => {
  const largest = `"${"x".repeat(MAX_ANSWER_BYTES - 2)}"`;
  server.answer(text(largest, "application/json"));
  expect(await get()).toHaveLength(MAX_ANSWER_BYTES - 2);
  const tooMuch = `more than ${MAX_ANSWER_BYTES} bytes`;
  server.answer(text(`${largest} `, "application/json"));
  await expect(get()).rejects.toThrow(tooMuch);
  server.answer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write(largest);
    response.end(" ");
  });
  await expect(get()).rejects.toThrow(tooMuch);
  server.answer(BROKEN["an endless stream"] ?? json({}));
  await expect(get()).rejects.toThrow(tooMuch);
});

test("a redirect is not followed, even to a good answer: keys stay with their host", async () => {
  const elsewhere = await startProvider(json({ good: true }));
  try {
    server.answer(text("", "text/plain", 302, { location: elsewhere.url }));
    await expect(get()).rejects.toThrow(AnswerRefusedError);
    expect(elsewhere.requests).toEqual([]);
  } finally {
    await elsewhere.close();
  }
});

test.each(["a drip", "silence half way"])(
  "%s ends when the signal fires, also where fetch does not heed it",
  async (fault) => {
    server.answer((request, response) => {
      if (fault === "a drip") return BROKEN["an endless drip"]?.(request, response);
      response.writeHead(200, { "content-type": "application/json" });
      response.write("{");
    });
    const response = await fetch(server.url);
    await expect(readAnswer(response, AbortSignal.timeout(100))).rejects.toThrow(/timeout/i);
  },
);
