import { deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Answer, HARBOUR, LIBRARY, post, summarize } from "../client.ts";
import { sharedWorker } from "../worker.ts";

const server = sharedWorker();

const PAGE = `<!doctype html><html><head><title>Harbour news</title><style>p { color: red }</style>
<script>var hidden = "never read";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><h1>Tidal power for Kelsmouth</h1>
${HARBOUR.split(/(?<=\.) /)
  .map((sentence) => `<p>${sentence}</p>`)
  .join("\n")}
<aside><p>Subscribe to our newsletter for more.</p></aside></main>
<footer>All rights reserved.</footer></body></html>`;

const MARKDOWN = `# Tidal power\n\n${HARBOUR.replaceAll("Kelsmouth", "**Kelsmouth**")}\n\n\`\`\`sh\nrm -rf code\n\`\`\`\n`;

async function answerOf(response: Response): Promise<Answer> {
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

const expectOffsets = (answer: Answer, text: string) => {
  expect(answer.sentences.length).toBeGreaterThan(0);
  for (const sentence of answer.sentences) {
    expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
  }
};

describe("a page of HTML", () => {
  it.each([
    ["as a field", () => post(server, { html: PAGE })],
    ["as the body", () => post(server, PAGE, { "content-type": "text/html; charset=utf-8" })],
  ])("%s is read without what is not its content", async (_, send) => {
    const answer = await answerOf(await send());
    expect(answer.source).toMatchObject({ kind: "html", title: "Harbour news" });
    const text = answer.source?.text as string;
    expect(text).toMatch(/^Tidal power for Kelsmouth\n\n/);
    expect(text).not.toMatch(/Sport|never read|color|newsletter|rights reserved/);
    expectOffsets(answer, text);
    // The time to find the text is part of the predicted cost.
    const { answer: plain } = await summarize(server, { text });
    expect(answer.emissions.operational_g).toBeGreaterThan(plain.emissions.operational_g);
  });

  it.each([
    ["nothing", "<script>alert(1)</script>", "no-text"],
    ["too deep a nest", "<div>".repeat(5_000), "too-deep"],
  ])("of %s is 422", async (_, html, type) => {
    const response = await post(server, { html });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      type: `urn:greengist:problem:${type}`,
      field: "html",
    });
  });
});

describe("a text in Markdown", () => {
  it.each([
    ["as a field", () => post(server, { markdown: MARKDOWN })],
    ["as the body", () => post(server, MARKDOWN, { "content-type": "text/markdown" })],
  ])("%s is read without marks and code", async (_, send) => {
    const answer = await answerOf(await send());
    const { kind, text } = answer.source as { kind: string; text: string };
    expect(kind).toBe("markdown");
    expect(text).toMatch(/^Tidal power\n\n/);
    expect(text).not.toMatch(/\*|rm -rf|```/);
    expectOffsets(answer, text);
  });
});

describe("plain text as the body", () => {
  it("is summarized as the query says", async () => {
    const plain = { "content-type": "text/plain; charset=UTF-8" };
    const query = "?length=short&max_length=60&num_beams=2&early_stopping=false&region=edge";
    const answer = await answerOf(await post(server, HARBOUR, plain, query));
    expect(answer.source).toBeUndefined();
    expect(answer.sentences).toHaveLength(1);
    expectOffsets(answer, HARBOUR);
  });

  it.each([
    ["?length=tiny", "length"],
    ["?max_length=many", "max_length"],
    ["?lenght=short", "lenght"],
    ["?text=x", "text"],
    ["?__proto__=x", "__proto__"],
  ])("%s is 422 and names %s", async (query, field) => {
    const response = await post(server, HARBOUR, { "content-type": "text/plain" }, query);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ field });
  });

  it("of nothing is 422", async () => {
    const response = await post(server, " \n", { "content-type": "text/plain" });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ field: "text" });
  });
});

describe("bytes", () => {
  it("may begin with a byte order mark, which is not part of the text", async () => {
    const plain = { "content-type": "text/plain" };
    const answer = await answerOf(await post(server, `\uFEFF${LIBRARY}`, plain));
    expectOffsets(answer, LIBRARY);
    const json = await answerOf(await post(server, `\uFEFF${JSON.stringify({ text: HARBOUR })}`));
    expectOffsets(json, HARBOUR);
  });

  it.each([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["deflate", deflateSync],
  ] as const)(
    "may be compressed with %s, and cost less of the network",
    async (coding, compress) => {
      const body = JSON.stringify({ text: HARBOUR.repeat(40), region: "edge" });
      const packed = await post(server, compress(body), { "content-encoding": coding });
      const answer = await answerOf(packed);
      const { answer: plain } = await summarize(server, JSON.parse(body));
      expect(answer.sentences).toEqual(plain.sentences);
      expect(answer.emissions.network_g).toBeLessThan(plain.emissions.network_g);
      // A receipt rounds its terms to eight digits of the total, and the total differs by the network.
      const ratio = answer.emissions.operational_g / plain.emissions.operational_g;
      expect(ratio).toBeCloseTo(1, 6);
    },
  );

  it("that inflate beyond the limit are 413, and no more of them is held", async () => {
    const bomb = gzipSync(Buffer.alloc(400_000_000, 0x20), { level: 9 });
    expect(bomb.byteLength).toBeLessThan(400_000);
    const response = await post(server, bomb, { "content-encoding": "gzip" });
    expect(response.status).toBe(413);
    expect((await server.fetch("/healthz")).status).toBe(200);
  });

  it.each([
    ["gzip", Buffer.from('{"text":"This was never compressed."}'), 400],
    ["gzip", gzipSync('{"text":"Half of it is here."}').subarray(0, 30), 400],
    ["br", Buffer.from("anything"), 415],
    ["gzip, gzip", Buffer.from("anything"), 415],
  ])(
    "with Content-Encoding %s that cannot be read are refused, case %#",
    async (coding, body, status) => {
      const response = await post(server, body, { "content-encoding": coding });
      expect(response.status).toBe(status);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
    },
  );
});

describe("a document in two forms, or in none", () => {
  it.each([
    [{ text: HARBOUR, html: PAGE }, "html"],
    [{ text: HARBOUR, url: "https://example.org/" }, "url"],
    [{ html: PAGE, markdown: MARKDOWN, url: "https://example.org/" }, "markdown"],
    [{ length: "short" }, "text"],
    [{ html: "" }, "html"],
    [{ markdown: 7 }, "markdown"],
    [{ url: "ftp://example.org/" }, "url"],
    [{ url: "https://example.org/" }, "url"],
  ])("is 422, case %#", async (body, field) => {
    const response = await post(server, body);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ field });
  });
});
