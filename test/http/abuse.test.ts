import { connect, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { type Answer, HARBOUR, longText, post, summarize } from "./client.ts";
import { startWorker } from "./worker.ts";

const server = startWorker();
const hasty = startWorker({ BODY_TIMEOUT_SECONDS: "2" });

/** Sends raw text over a connection, and returns the response until the connection was closed or `ms` passed. */
async function say(
  parts: (string | Buffer)[],
  { ms = 8_000, half = false, everyMs = 0, to = server } = {},
) {
  const { url } = await to.listen();
  return new Promise<string>((resolve) => {
    let heard = "";
    const socket: Socket = connect({
      port: Number(url.port),
      host: url.hostname,
      allowHalfOpen: true,
    });
    const done = () => {
      socket.destroy();
      resolve(heard);
    };
    const timer = setTimeout(done, ms);
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
    });
    socket.on("error", () => {});
    for (const event of ["end", "close"]) {
      socket.on(event, () => {
        clearTimeout(timer);
        done();
      });
    }
    socket.on("connect", async () => {
      for (const part of parts) {
        if (socket.destroyed) return;
        socket.write(part);
        if (everyMs > 0) await new Promise((wake) => setTimeout(wake, everyMs));
      }
      if (half) socket.end();
    });
  });
}

const head = (headers: string, length: number | string) =>
  `POST /v1/summarize HTTP/1.1\r\nHost: greengist\r\nContent-Type: application/json\r\nConnection: close\r\n${headers}Content-Length: ${length}\r\n\r\n`;

const body = JSON.stringify({ text: HARBOUR, length: "short" });
const size = Buffer.byteLength(body);

const expectWell = async () => {
  const { answer } = await summarize(server, { text: HARBOUR, length: "short" });
  expect(answer.sentences).toHaveLength(1);
};

describe("a caller who dawdles", () => {
  it("with the body is cut off with a 408, and holds up nobody", async () => {
    const dribble = Array.from({ length: 40 }, (_, at) => body.slice(at, at + 1));
    const slow = say([head("", size), ...dribble], { ms: 30_000, everyMs: 200, to: hasty });
    await expectWell();
    expect(await slow).toMatch(/^HTTP\/1\.1 408 /);
  });

  it("in a crowd holds up nobody", async () => {
    const crowd = Array.from({ length: 100 }, () => say([head("", size), "{"], { ms: 3_000 }));
    await expectWell();
    await Promise.all(crowd);
    await expectWell();
  });
});

describe("a connection that is broken off", () => {
  it.each([
    ["in the head", ["POST /v1/summarize HTTP/1.1\r\nHost: gre"]],
    ["after the head", [head("", size)]],
    ["in the body", [head("", size), body.slice(0, 50)]],
    [
      "in a chunk",
      [head("Transfer-Encoding: chunked\r\n", 0).replace(/Content-Length: 0\r\n/, ""), "40\r\n{"],
    ],
    [
      "in a compressed body",
      [head("Content-Encoding: gzip\r\n", 100), Buffer.from([0x1f, 0x8b, 8, 0])],
    ],
  ])("%s does no harm", async (_, parts) => {
    await say(parts, { half: true, ms: 4_000 });
    await expectWell();
  });

  it("on the caller's side only is answered all the same, or closed", async () => {
    const heard = await say([head("", size), body], { half: true });
    expect(heard === "" || /^HTTP\/1\.1 200 /.test(heard)).toBe(true);
    await expectWell();
  });
});

describe("odd heads", () => {
  it.each([
    ["a length that is none", head("", "many")],
    ["a negative length", head("", -1)],
    ["two lengths", head("Content-Length: 5\r\n", size)],
    ["a length and chunks", head("Transfer-Encoding: chunked\r\n", size)],
    ["a NUL", head("X-Odd: a\0b\r\n", size)],
    ["bytes that are no ASCII", head("X-Odd: caf\xe9 \xff\r\n", size)],
    ["a folded line", head("X-Odd: a\r\n b\r\n", size)],
    ["a name with a space", head("X Odd: a\r\n", size)],
    ["a very long line", head(`X-Odd: ${"a".repeat(100_000)}\r\n`, size)],
    ["a thousand lines", head("X-Odd: a\r\n".repeat(1_000), size)],
    ["a long Accept-Language", head(`Accept-Language: ${"en;q=0.1,".repeat(2_000)}\r\n`, size)],
    ["an unknown expectation", head("Expect: the-unexpected\r\n", size)],
    ["an odd charset", head("", size).replace("json", 'json; charset="\\"')],
    ["a wild address", head("", size).replace("/v1/summarize", "/v1/../v1/%00/%ff/..%2f?%")],
  ])("%s: answered or closed, never a 500", async (_, start) => {
    const heard = await say([Buffer.from(start + body, "latin1")], { ms: 4_000 });
    // A contradictory request does not get past the simulator's own entry, which answers it with a server error.
    const isOurs = !heard.includes("miniflare");
    expect(heard === "" || !isOurs || /^HTTP\/1\.1 (?!500)\d{3} /.test(heard), heard).toBe(true);
  });

  it("left the Worker well", expectWell);
});

describe("odd texts", () => {
  const odd: [string, string][] = [
    ["lone surrogates", "\ud83d A boat came in. \udc00\udc00 Then another \ud800."],
    ["a pair across a sentence", "Ahoy \ud83d\ude80. Next \ud83d\ude80\ud83d."],
    ["NUL and controls", "A boat\0came in.\u0001 \u0008Then \u001b[31manother.\u007f"],
    ["right to left", "\u202eA boat came in.\u202c وصل القارب عند الفجر. \u2067ثم آخر.\u2069"],
    ["zero-width letters", "A\u200b bo\u200dat\ufeff came\u2060 in. Then\u00ad another."],
    ["10,000 combining marks", `A boat came in. Z${"\u0301\u0489".repeat(5_000)} was its name.`],
    ["one cluster of emoji", `${"👨‍👩‍👧‍👦".repeat(2_000)}. A boat came in.`],
    ["noncharacters", "\ufffe A boat \uffff came in. \u{1fffe}\u{10ffff}"],
    ["all line ends", "A boat\r\ncame in.\r\rThen\u2028another.\u2029And\u0085more.\v\f"],
    ["only punctuation", "?!.…。！？".repeat(500)],
    ["tags of language", `A boat came in.${"\u{e0041}".repeat(2_000)}`],
    ["ligatures and fullwidth", "ﬁﬄ ＡＢＣ。ﷺ ㍿ Ａ ｂｏａｔ ｃａｍｅ ｉｎ．"],
  ];

  it.each(odd)("%s are read as they stand", async (_, text) => {
    for (const length of ["short", "long"]) {
      const response = await post(server, { text, length });
      const said = await response.text();
      if (response.status !== 200) {
        expect(response.status).toBe(422);
        continue;
      }
      for (const sentence of (JSON.parse(said) as Answer).sentences) {
        expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
      }
    }
    for (const form of ["html", "markdown"]) {
      expect([200, 422]).toContain((await post(server, { [form]: text })).status);
    }
  });
});

describe("odd JSON", () => {
  it.each<[string, string, number]>([
    ["__proto__", '{"text":"A boat.","__proto__":{"length":"short"}}', 422],
    ["constructor", '{"text":"A boat.","constructor":{"prototype":{"length":"long"}}}', 422],
    ["a deep nest", `{"text":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, 422],
    ["a deep nest left open", "[".repeat(200_000), 400],
    ["a deep object", `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`, 422],
    ["a key twice: the last one counts", '{"text":"One.","text":"A boat came in."}', 200],
    ["a huge number", '{"text":"A boat.","max_length":1e999}', 422],
    ["a tiny number", '{"text":"A boat.","max_added_latency_ms":1e-999}', 200],
    ["minus zero", '{"text":"A boat.","max_added_latency_ms":-0}', 200],
    ["a number of many digits", `{"text":"A boat.","max_length":${"9".repeat(10_000)}}`, 422],
    [
      "many fields",
      `{"text":"A boat.",${Array.from({ length: 50_000 }, (_, at) => `"f${at}":1`)}}`,
      422,
    ],
    ["a long field name", `{"${"n".repeat(500_000)}":1}`, 422],
  ])("%s", async (_, json, status) => {
    const response = await post(server, json);
    expect(response.status).toBe(status);
    expect((await response.text()).length).toBeLessThan(5_000);
    expect(({} as Record<string, unknown>).length).toBeUndefined();
  });

  it("did not change what comes after", async () => {
    const { answer } = await summarize(server, { text: HARBOUR });
    expect(answer.sentences).toHaveLength(2);
  });
});

describe("200 requests at once", () => {
  it("are each served, or asked to retry", async () => {
    const large = longText(8_000);
    const responses = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        post(server, {
          text: index % 10 === 0 ? large : `Boat ${index}. ${HARBOUR}`,
          region: "edge",
        }),
      ),
    );
    const statuses = responses.map(({ status }) => status);
    for (const { status, headers } of responses) {
      expect([200, 503]).toContain(status);
      if (status === 503) expect(headers.get("retry-after")).toBe("1");
    }
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(50);
    await expectWell();
  }, 240_000);
});
