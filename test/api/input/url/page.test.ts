import { describe, expect, it, vi } from "vitest";
import { OverloadedError } from "../../../../src/api/guard/overloaded.ts";
import { ForbiddenAddressError } from "../../../../src/api/input/url/address.ts";
import { dnsOverHttps } from "../../../../src/api/input/url/lookup.ts";
import {
  PageReader,
  type PageReaderOptions,
  UnreadablePageError,
} from "../../../../src/api/input/url/page.ts";
import { USER_AGENT } from "../../../../src/api/input/url/robots.ts";

const PUBLIC = "93.184.215.14";
const never = new AbortController().signal;

type Site = Record<string, (init: RequestInit | undefined) => Response | Promise<Response>>;

const html = (body: string, headers: Record<string, string> = {}) =>
  new Response(body, { headers: { "content-type": "text/html", ...headers } });
const redirect = (to: string) => new Response(null, { status: 302, headers: { location: to } });

/** A web of a few pages; any other address is 404. */
function readerOf(site: Site, options: Partial<PageReaderOptions> = {}) {
  const fetch = vi.fn(async (input: unknown, init?: RequestInit) => {
    const answer = site[String(input)];
    return answer ? await answer(init) : new Response(null, { status: 404 });
  });
  const reader = new PageReader({
    fetch: fetch as unknown as typeof globalThis.fetch,
    lookup: async () => [PUBLIC],
    allowed: new Set(),
    ...options,
  });
  return { reader, fetch, asked: () => fetch.mock.calls.map(([url]) => String(url)) };
}

const failure = (reader: PageReader, url: string) =>
  reader.read(url, never).then(
    () => undefined,
    (error: Error) => error,
  );

describe("a page", () => {
  it("is read as who we are, robots.txt first", async () => {
    const { reader, fetch, asked } = readerOf({
      "https://a.org/p?q=1": () => html("<p>Hello</p>"),
    });
    expect(await reader.read("https://a.org/p?q=1#part", never)).toEqual({
      url: "https://a.org/p?q=1",
      mediaType: "text/html",
      text: "<p>Hello</p>",
      bytes: 12,
    });
    expect(asked()).toEqual(["https://a.org/robots.txt", "https://a.org/p?q=1"]);
    for (const [, init] of fetch.mock.calls) {
      expect(init).toMatchObject({ redirect: "manual", headers: { "user-agent": USER_AGENT } });
      expect(Object.keys(init?.headers ?? {}).sort()).toEqual(["accept", "user-agent"]);
    }
  });

  it("is decoded as its header or itself says", async () => {
    const latin = new Uint8Array([0x63, 0x61, 0x66, 0xe9]);
    const gbk = new Uint8Array([...Buffer.from('<meta charset="gbk">'), 0xc4, 0xe3, 0xba, 0xc3]);
    const { reader } = readerOf({
      "https://a.org/latin": () =>
        new Response(latin, { headers: { "content-type": "text/plain; charset=ISO-8859-1" } }),
      "https://a.org/gbk": () => new Response(gbk, { headers: { "content-type": "text/html" } }),
      "https://a.org/odd": () => html("x", { "content-type": "text/html; charset=klingon" }),
    });
    expect((await reader.read("https://a.org/latin", never)).text).toBe("café");
    expect((await reader.read("https://a.org/gbk", never)).text).toContain("你好");
    expect(await failure(reader, "https://a.org/odd")).toBeInstanceOf(UnreadablePageError);
  });

  it("is admitted piece by piece before a piece is kept, and is read no further once there is no room", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 100;
        controller.enqueue(new Uint8Array(100).fill(0x61));
      },
    });
    const { reader } = readerOf({
      "https://a.org/": () => new Response(endless, { headers: { "content-type": "text/plain" } }),
    });
    let admitted = 0;
    const admit = (bytes: number) => {
      if (admitted + bytes > 1_000) throw new OverloadedError("There is no room.");
      admitted += bytes;
    };
    await expect(reader.read("https://a.org/", never, admit)).rejects.toThrow(OverloadedError);
    expect(admitted).toBe(1_000);
    expect(sent).toBeLessThan(1_500);
  });

  it.each<[string, Site[string]]>([
    ["of another type", () => html("x", { "content-type": "application/pdf" })],
    ["of no type", () => new Response(new Uint8Array(3))],
    ["that is missing", () => new Response(null, { status: 410 })],
    ["that is larger than the limit", () => html("x".repeat(2_000))],
    ["whose server is down", () => Promise.reject(new TypeError("connect ECONNREFUSED 10.0.0.7"))],
  ])("%s is refused, and nothing of it is revealed", async (_, answer) => {
    const { reader } = readerOf({ "https://a.org/": answer }, { maxBytes: 1_000 });
    const error = await failure(reader, "https://a.org/");
    expect(error).toBeInstanceOf(UnreadablePageError);
    expect(error?.message).not.toMatch(/10\.0|xxx/);
  });

  it("that never ends is read no further than the limit", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1_000;
        controller.enqueue(new Uint8Array(1_000).fill(0x61));
      },
    });
    const { reader } = readerOf(
      {
        "https://a.org/": () => new Response(endless, { headers: { "content-type": "text/html" } }),
      },
      { maxBytes: 10_000 },
    );
    expect(await failure(reader, "https://a.org/")).toBeInstanceOf(UnreadablePageError);
    expect(sent).toBeLessThan(20_000);
  });

  it("that does not come in time is given up", async () => {
    const hang = (init: RequestInit | undefined) =>
      new Promise<Response>((_, reject) => {
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      });
    const { reader } = readerOf({ "https://a.org/": hang }, { deadlineMs: 50 });
    expect((await failure(reader, "https://a.org/"))?.message).toContain("no answer in 50 ms");
  });
});

describe("a redirect", () => {
  it("is followed, each hop with its own robots.txt", async () => {
    const { reader, asked } = readerOf({
      "http://a.org/": () => redirect("https://b.org/x"),
      "https://b.org/x": () => redirect("/y"),
      "https://b.org/y": () => html("there"),
    });
    expect(await reader.read("http://a.org/", never)).toMatchObject({ url: "https://b.org/y" });
    expect(asked().filter((url) => url.endsWith("robots.txt"))).toEqual([
      "http://a.org/robots.txt",
      "https://b.org/robots.txt",
    ]);
  });

  it.each([
    "http://127.0.0.1/",
    "http://[::1]/",
    "http://169.254.169.254/latest/",
    "file:///etc/passwd",
    "http://localhost/",
    "http://b.org:8080/",
    "//10.0.0.1/",
  ])("to %s is not followed", async (to) => {
    const { reader, asked } = readerOf({ "http://a.org/": () => redirect(to) });
    expect(await failure(reader, "http://a.org/")).toBeInstanceOf(ForbiddenAddressError);
    expect(asked()).toEqual(["http://a.org/robots.txt", "http://a.org/"]);
  });

  it("in a circle ends", async () => {
    const { reader, asked } = readerOf({ "http://a.org/": () => redirect("http://a.org/") });
    expect((await failure(reader, "http://a.org/"))?.message).toContain("redirects");
    expect(asked()).toHaveLength(1 + 6);
  });
});

describe("a name", () => {
  it.each([[["10.0.0.1"]], [[PUBLIC, "127.0.0.1"]], [["::1"]], [["::ffff:10.0.0.1"]], [[]]])(
    "that resolves to %j is not asked",
    async (addresses) => {
      const { reader, asked } = readerOf(
        { "https://a.org/": () => html("x") },
        { lookup: async () => addresses },
      );
      expect(await failure(reader, "https://a.org/")).toBeInstanceOf(ForbiddenAddressError);
      expect(asked()).toEqual([]);
    },
  );

  it("that cannot be looked up is not asked", async () => {
    const lookup = () => Promise.reject(new Error("resolver down"));
    const { reader, asked } = readerOf({ "https://a.org/": () => html("x") }, { lookup });
    expect(await failure(reader, "https://a.org/")).toBeInstanceOf(UnreadablePageError);
    expect(asked()).toEqual([]);
  });

  it("is looked up over HTTPS, in both versions", async () => {
    const answers: Record<string, unknown> = {
      A: {
        Status: 0,
        Answer: [
          { type: 5, data: "other.org." },
          { type: 1, data: PUBLIC },
        ],
      },
      AAAA: { Status: 0 },
    };
    const fetch = async (url: unknown) => {
      const { searchParams } = new URL(String(url));
      expect(searchParams.get("name")).toBe("a.org");
      return Response.json(answers[searchParams.get("type") as string]);
    };
    const lookup = dnsOverHttps("https://dns.example.org/query", fetch as typeof globalThis.fetch);
    expect(await lookup("a.org", never)).toEqual([PUBLIC]);
  });
});

describe("robots.txt", () => {
  const robots = (text: string) => () =>
    new Response(text, { headers: { "content-type": "text/plain" } });
  const page = {
    "https://a.org/open": () => html("open"),
    "https://a.org/shut/x": () => html("shut"),
  };

  it("is honoured, for all and for us by name, and asked once", async () => {
    for (const agent of ["*", "greengist", "Greengist"]) {
      const { reader, asked } = readerOf({
        ...page,
        "https://a.org/robots.txt": robots(`User-agent: ${agent}\nDisallow: /shut/\n`),
      });
      await reader.read("https://a.org/open", never);
      expect((await failure(reader, "https://a.org/shut/x"))?.message).toContain("robots.txt");
      expect(asked()).toEqual(["https://a.org/robots.txt", "https://a.org/open"]);
    }
  });

  it.each([
    ["there is none", () => new Response(null, { status: 404 }), true],
    ["it is forbidden", () => new Response(null, { status: 403 }), true],
    ["its server fails", () => new Response(null, { status: 503 }), false],
    ["its server is down", () => Promise.reject(new TypeError("down")), false],
    ["it speaks of others", robots("User-agent: other\nDisallow: /\n"), true],
    ["it is huge", robots("x".repeat(600_000)), true],
    [
      "it is huge, and forbids it at its start",
      robots(`User-agent: *\nDisallow: /\n${"x".repeat(600_000)}`),
      false,
    ],
  ])("where %s", async (_, answer, isRead) => {
    const { reader } = readerOf({ ...page, "https://a.org/robots.txt": answer });
    const error = await failure(reader, "https://a.org/open");
    expect(error === undefined).toBe(isRead);
  });

  it("that nobody answers for is not said to refuse", async () => {
    const down = readerOf({
      "https://a.org/robots.txt": () => Promise.reject(new TypeError("down")),
    });
    expect((await failure(down.reader, "https://a.org/"))?.message).toMatch(/no answer\.$/);
    const failing = readerOf({
      "https://a.org/robots.txt": () => new Response(null, { status: 503 }),
    });
    const message = (await failure(failing.reader, "https://a.org/"))?.message;
    expect(message).toContain("server failed");
    expect(message).not.toContain("asks not to");
  });
});
