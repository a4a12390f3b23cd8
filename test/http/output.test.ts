import { describe, expect, it } from "vitest";
import { sentence, summaryAnswer } from "../../src/contract/summary.ts";
import { HARBOUR, LIBRARY, post } from "./client.ts";
import { sharedWorker } from "./worker.ts";

const server = sharedWorker();
const ask = (accept: string | undefined, body: object = { text: HARBOUR }) =>
  post(server, body, accept === undefined ? {} : { accept });

describe("the form of an answer", () => {
  it.each([undefined, "application/json", "*/*", "image/png", "application/json, text/plain, */*"])(
    "is JSON for Accept: %s",
    async (accept) => {
      const response = await ask(accept);
      expect(response.headers.get("content-type")).toBe("application/json");
      expect(response.headers.get("vary")).toContain("Accept");
      summaryAnswer.parse(await response.json());
    },
  );

  it("is the summary alone as plain text", async () => {
    const response = await ask("text/plain");
    const { summary } = summaryAnswer.parse(await (await ask("application/json")).json());
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(response.headers.get("content-language")).toBe("en");
    expect(Number(response.headers.get("carbon-emissions-scope-2"))).toBeGreaterThan(0);
    expect(await response.text()).toBe(`${summary}\n`);
  });

  it("is key points as Markdown, and a headline where one is asked for", async () => {
    const points = await ask("text/markdown", { text: LIBRARY });
    expect(points.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
    expect(points.headers.get("content-language")).toBe("zh");
    const lines = (await points.text()).trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(LIBRARY.replace(/\s+/g, " ")).toContain(line.slice(2));
    const headline = await ask("text/markdown", { text: HARBOUR, format: "headline" });
    expect(await headline.text()).toMatch(/^[^-].*[^.]\n$/);
  });

  it("is a stream of sentences and then the whole answer", async () => {
    const response = await ask("text/event-stream", { text: HARBOUR, length: "long" });
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const id = response.headers.get("x-request-id");
    expect(response.headers.get("link")).toBe(`</v1/emissions/requests/${id}>; rel="describedby"`);
    const events = (await response.text()).trimEnd().split("\n\n");
    const answer = summaryAnswer.parse(
      JSON.parse((events.pop() as string).replace(/^event: summary\ndata: /, "")),
    );
    expect(answer.id).toBe(id);
    const sentences = events.map((event) => sentence.parse(JSON.parse(event.slice(6))));
    expect(sentences).toEqual(answer.sentences);
    expect(sentences).toHaveLength(5);
  });

  it("is a problem as ever where the request is one", async () => {
    const response = await ask("text/event-stream", { text: "" });
    expect(response.status).toBe(422);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });

  it("is refused with 406, and no work is done, where the caller refuses every one", async () => {
    const response = await ask("image/png, application/json;q=0");
    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({ type: "urn:greengist:problem:not-acceptable" });
    expect(response.headers.get("server-timing")).not.toContain("summarize");
  });
});

describe("a number of sentences", () => {
  it.each([1, 2, 4, 5])("%i are as many as asked for, over length", async (sentences) => {
    const response = await ask(undefined, { text: HARBOUR, sentences, length: "short" });
    expect(summaryAnswer.parse(await response.json()).sentences).toHaveLength(sentences);
  });
});

const LONG_WINDED =
  "The keeper of the lighthouse wrote down every ship that passed before noon, whatever the weather. " +
  "Nobody had asked him for the list, and nobody knew of it until his granddaughter opened the chest.";
const LONG_WINDED_ZH =
  "灯塔的看守人不论天气好坏，都把每天中午以前经过的船只一一记在本子上。直到孙女打开箱子，才有人知道他留下了这份没有人要求他写的名单。";

describe("bounds that no whole sentences meet", () => {
  it.each([1, 2, 5, 9])(
    "cut the shortest sentence to %i tokens if so asked",
    async (max_length) => {
      for (const text of [LONG_WINDED, LONG_WINDED_ZH]) {
        const body = { text, max_length, overflow: "cut" };
        const answer = summaryAnswer.parse(await (await ask(undefined, body)).json());
        const [only, ...others] = answer.sentences;
        expect(others).toEqual([]);
        expect(only?.cut).toBe(true);
        expect(text.slice(only?.start, only?.end)).toBe(only?.text);
        expect(answer.usage.output_tokens).toBeGreaterThan(0);
        expect(answer.usage.output_tokens).toBeLessThanOrEqual(max_length);
      }
    },
  );

  it("are met alike in a region", async () => {
    const body = { text: LONG_WINDED, max_length: 5, overflow: "cut" };
    const [edge, region] = await Promise.all(
      ["edge", "oc"].map(async (where) =>
        summaryAnswer.parse(await (await ask(undefined, { ...body, region: where })).json()),
      ),
    );
    expect(region?.placement.ran).toBe("region");
    expect(region?.sentences).toEqual(edge?.sentences);
  });

  it("give all there is where the minimum is above it", async () => {
    const body = { text: "One short sentence. And another.", min_length: 500, overflow: "cut" };
    const answer = summaryAnswer.parse(await (await ask(undefined, body)).json());
    expect(answer.summary).toBe("One short sentence. And another.");
  });
});

describe("the title of a problem", () => {
  it.each([
    [undefined, "en", "Not found"],
    ["fr, en;q=0.5", "en", "Not found"],
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans", "未找到"],
  ])("for Accept-Language: %s", async (language, tag, title) => {
    const response = await server.fetch("/nowhere", {
      headers: language === undefined ? {} : { "accept-language": language },
    });
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("content-language")).toBe(tag);
    expect(response.headers.get("vary")).toContain("Accept-Language");
    expect(response.headers.get("x-request-id")).toBeTruthy();
    expect(await response.json()).toMatchObject({
      title,
      status: 404,
      detail: "There is no /nowhere here.",
    });
  });

  it("is Chinese for a method that is not allowed too", async () => {
    const response = await server.fetch("/v1/summarize", { headers: { "accept-language": "zh" } });
    expect(response.headers.get("allow")).toBe("POST");
    expect(await response.json()).toMatchObject({ status: 405, title: "不支持该请求方法" });
  });
});
