import { describe, expect, test } from "vitest";
import {
  boundedFetch,
  CallBudgetError,
  type Fetch,
  retryAfterMs,
  retryingFetch,
} from "../../src/grid/retry.ts";

const NOW_MS = Date.parse("2026-11-23T12:00:00Z");

/** Answers in turn: a status, a status with Retry-After, or an error to throw. */
function scripted(script: (number | [number, string] | Error)[]) {
  const waits: number[] = [];
  let calls = 0;
  const fetch: Fetch = async () => {
    const step = script[calls++];
    if (step instanceof Error) throw step;
    const [status, after] = Array.isArray(step) ? step : [step ?? 200, undefined];
    return new Response("{}", {
      status,
      headers: after === undefined ? {} : { "retry-after": after },
    });
  };
  const polite = retryingFetch(fetch, {
    now: () => NOW_MS,
    random: () => 1,
    sleep: async (ms) => void waits.push(ms),
  });
  return { polite, waits, calls: () => calls };
}

describe("retryingFetch", () => {
  test("tries network errors, 429 and 5xx again, waiting longer each time", async () => {
    const { polite, waits } = scripted([new TypeError("reset"), 503, 200]);
    expect((await polite("http://a")).status).toBe(200);
    expect(waits).toEqual([500, 1_000]);
  });

  test("gives the last answer, or the last error, after three attempts", async () => {
    const failing = scripted([500, 500, 502, 200]);
    expect((await failing.polite("http://a")).status).toBe(502);
    expect(failing.calls()).toBe(3);
    const dead = scripted([new TypeError("a"), new TypeError("b"), new TypeError("c")]);
    await expect(dead.polite("http://a")).rejects.toThrow("c");
  });

  test.each([400, 401, 403, 404, 302])("takes %d at its word", async (status) => {
    const { polite, calls } = scripted([status, 200]);
    expect((await polite("http://a")).status).toBe(status);
    expect(calls()).toBe(1);
  });

  test("waits as long as Retry-After asks, in seconds or until a date", async () => {
    const seconds = scripted([[429, "7"], 200]);
    await seconds.polite("http://a");
    expect(seconds.waits).toEqual([7_000]);
    const date = scripted([[503, "Mon, 23 Nov 2026 12:00:09 GMT"], 200]);
    await date.polite("http://a");
    expect(date.waits).toEqual([9_000]);
  });

  test("leaves a provider alone that asks for more than the cap", async () => {
    const { polite, waits, calls } = scripted([[429, "3600"], 200]);
    expect((await polite("http://a")).status).toBe(429);
    expect([calls(), waits]).toEqual([1, []]);
  });

  test("stops for good when its caller's signal fires", async () => {
    const stop = new AbortController();
    let calls = 0;
    const polite = retryingFetch(
      async () => {
        calls += 1;
        stop.abort(new Error("enough"));
        throw new TypeError("reset");
      },
      { now: () => NOW_MS, sleep: async () => undefined },
    );
    await expect(polite("http://a", { signal: stop.signal })).rejects.toThrow("enough");
    expect(calls).toBe(1);
  });
});

test("Retry-After that is neither a number nor a date says nothing", () => {
  expect(retryAfterMs("soon", NOW_MS)).toBeUndefined();
  expect(retryAfterMs(null, NOW_MS)).toBeUndefined();
  expect(retryAfterMs("Mon, 23 Nov 2026 11:00:00 GMT", NOW_MS)).toBe(0);
});

test("boundedFetch counts every attempt and ends the retries with the budget", async () => {
  const bounded = boundedFetch(async () => new Response("", { status: 500 }), 2);
  const polite = retryingFetch(bounded.fetch, { now: () => 0, sleep: async () => undefined });
  await expect(polite("http://a")).rejects.toThrow(CallBudgetError);
  expect(bounded.calls()).toBe(2);
});
