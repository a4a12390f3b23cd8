import { describe, expect, it } from "vitest";
import { coloOf, createLocator } from "../../src/region/trace.ts";

const TRACE = `fl=123f45
h=www.cloudflare.com
ip=192.0.2.1
ts=1795000000.123
visit_scheme=https
colo=CDG
sliver=none
loc=FR
`;

describe("coloOf", () => {
  it.each([
    [TRACE, "CDG"],
    [TRACE.replaceAll("\n", "\r\n"), "CDG"],
    ["colo=ARN", "ARN"],
    ["remote-ARN", "ARN"],
    ["local-FRA", "FRA"],
    ["", null],
    ["colo=", null],
    ["colo=cdg", null],
    ["colo=CDGX", null],
    ["xcolo=CDG", null],
    ["remote-", null],
    ["remote", null],
    ["<!doctype html><title>colo=CDG</title>", null],
  ])("reads %j as %s", (text, colo) => {
    expect(coloOf(text)).toBe(colo);
  });
});

describe("a locator", () => {
  /** Asks under a simulated clock; the answer can be changed. */
  function locator(first: () => Response | Promise<Response>) {
    const asked = { urls: [] as string[], nowMs: 0, answer: first };
    const fetcher = (async (url: string) => {
      asked.urls.push(url);
      return asked.answer();
    }) as typeof fetch;
    const locate = createLocator(fetcher, "https://trace.example", () => asked.nowMs);
    return { asked, locate };
  }

  it("asks once, because an object never moves", async () => {
    const { asked, locate } = locator(() => new Response(TRACE));
    expect([await locate(), await locate()]).toEqual(["CDG", "CDG"]);
    asked.nowMs = 1e12;
    expect(await locate()).toBe("CDG");
    expect(asked.urls).toEqual(["https://trace.example"]);
  });

  it("answers everyone who asks at the same time", async () => {
    const { locate } = locator(async () => {
      await new Promise((wake) => setTimeout(wake, 10));
      return new Response(TRACE);
    });
    expect(await Promise.all([locate(), locate(), locate()])).toEqual(["CDG", "CDG", "CDG"]);
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ["an error", () => Promise.reject(new TypeError("fetch failed"))],
    ["another page", () => new Response("<!doctype html>")],
  ])("does not know after %s, and asks again a quarter of an hour later", async (_, bad) => {
    const { asked, locate } = locator(bad);
    expect(await locate()).toBeNull();
    asked.answer = () => new Response(TRACE);
    asked.nowMs = 15 * 60_000 - 1;
    expect(await locate()).toBeNull();
    expect(asked.urls).toHaveLength(1);
    asked.nowMs += 1;
    expect(await locate()).toBe("CDG");
  });

  it("sets a limit to the wait", async () => {
    let signal: AbortSignal | null | undefined;
    const fetcher = (async (_: string, init: RequestInit) => {
      signal = init.signal as AbortSignal;
      return new Response(TRACE);
    }) as unknown as typeof fetch;
    await createLocator(fetcher)();
    expect(signal).toBeInstanceOf(AbortSignal);
  });
});
