import OpenAI, { APIError, AuthenticationError, BadRequestError, NotFoundError } from "openai";
import { beforeAll, describe, expect, it } from "vitest";
import { toOpenAiError } from "../../../src/api/dialects/errors.ts";
import { chunk, completion, modelList, openAiError } from "../../../src/contract/openai.ts";
import { HARBOUR, LIBRARY, receipt, summarize } from "../client.ts";
import { startWorker } from "../worker.ts";

const server = startWorker();
let client: OpenAI;
beforeAll(async () => {
  const { url } = await server.listen();
  client = new OpenAI({ baseURL: new URL("/v1", url).href, apiKey: "any", maxRetries: 0 });
});

type Create = OpenAI.ChatCompletionCreateParamsNonStreaming;

const ask = (content: string, system?: string, more: Partial<Create> = {}) =>
  client.chat.completions.create({
    model: "greengist",
    messages: [
      ...(system === undefined ? [] : [{ role: "system" as const, content: system }]),
      { role: "user", content },
    ],
    ...more,
  });
const contentOf = ({ choices }: OpenAI.ChatCompletion) => choices[0]?.message.content ?? "";

describe("the client of OpenAI", () => {
  it("gets the summary, the usage and the receipt", async () => {
    const { data, response, request_id } = await client.chat.completions
      .create({
        model: "greengist",
        messages: [{ role: "user", content: HARBOUR }],
        temperature: 0.2,
        top_p: 1,
        seed: 7,
      })
      .withResponse();
    completion.parse(data);
    const { answer } = await summarize(server, { text: HARBOUR });
    expect(contentOf(data)).toBe(answer.summary);
    expect(data.model).toBe("nano");
    expect(data.choices[0]?.finish_reason).toBe("stop");
    expect(data.usage).toEqual({
      prompt_tokens: answer.usage.input_tokens,
      completion_tokens: answer.usage.output_tokens,
      total_tokens: answer.usage.input_tokens + answer.usage.output_tokens,
    });
    expect(data.id).toBe(`chatcmpl-${request_id}`);
    expect(Number(response.headers.get("carbon-emissions-scope-2"))).toBeGreaterThan(0);
    const kept = await receipt(server, request_id as string);
    expect(response.headers.get("link")).toBe(
      `</v1/emissions/requests/${kept.id}>; rel="describedby"`,
    );
  });

  it.each<[string | undefined, string, { sentences: number } | { length: "long" }]>([
    ["Summarize in one sentence.", HARBOUR, { sentences: 1 }],
    ["Give exactly two sentences, please.", HARBOUR, { sentences: 2 }],
    ["Keep it short.", HARBOUR, { sentences: 1 }],
    ["A long and detailed summary.", HARBOUR, { length: "long" }],
    ["请用两句话概括。", LIBRARY, { sentences: 2 }],
    [undefined, `Summarize the following in one sentence:\n\n${HARBOUR}`, { sentences: 1 }],
    [undefined, `请用一句话总结下文：\n${LIBRARY}`, { sentences: 1 }],
  ])("is obeyed in length: %j", async (system, content, wish) => {
    const { answer } = await summarize(server, {
      text: content.includes(HARBOUR) ? HARBOUR : LIBRARY,
      ...wish,
    });
    expect(contentOf(await ask(content, system))).toBe(answer.summary);
  });

  it("is obeyed in form", async () => {
    const points = contentOf(await ask(HARBOUR, "Answer with three bullet points."));
    expect(points.split("\n")).toHaveLength(3);
    for (const point of points.split("\n")) expect(point).toMatch(/^- \S/);
    const headline = contentOf(await ask(HARBOUR, "Write a headline."));
    expect(headline).not.toMatch(/\.$|\n/);
  });

  it("summarizes the last user message, of parts too, and nothing else", async () => {
    const done = await client.chat.completions.create({
      model: "nano",
      messages: [
        { role: "user", content: "Earlier words of no account." },
        { role: "assistant", content: "Quite." },
        {
          role: "user",
          content: [
            { type: "text", text: HARBOUR },
            { type: "text", text: "A word more stands here." },
          ],
        },
      ],
    });
    const { answer } = await summarize(server, { text: `${HARBOUR}\n\nA word more stands here.` });
    expect(contentOf(done)).toBe(answer.summary);
  });

  it.each(["max_tokens", "max_completion_tokens"] as const)(
    "bounds the summary by %s, and says where it was cut",
    async (name) => {
      const roomy = await ask(HARBOUR, undefined, { [name]: 60 });
      expect(roomy.usage?.completion_tokens).toBeLessThanOrEqual(60);
      expect(roomy.choices[0]?.finish_reason).toBe("stop");
      const tight = await ask("A sentence of more than four words stands here.", undefined, {
        [name]: 4,
      });
      expect(tight.usage?.completion_tokens).toBeLessThanOrEqual(4);
      expect(tight.choices[0]?.finish_reason).toBe("length");
    },
  );

  it.each([false, true])("streams, with usage: %s", async (include_usage) => {
    const whole = await ask(HARBOUR, "Three bullet points.");
    const { data, response } = await client.chat.completions
      .create({
        model: "greengist",
        messages: [
          { role: "system", content: "Three bullet points." },
          { role: "user", content: HARBOUR },
        ],
        stream: true,
        stream_options: { include_usage },
      })
      .withResponse();
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(Number(response.headers.get("carbon-emissions-scope-2"))).toBeGreaterThan(0);
    const chunks = [];
    for await (const one of data) chunks.push(chunk.parse(one));
    const text = chunks.map(({ choices }) => choices[0]?.delta.content ?? "").join("");
    expect(text).toBe(contentOf(whole));
    expect(chunks.filter(({ choices }) => choices[0]?.delta.content)).toHaveLength(3);
    expect(chunks.flatMap(({ choices }) => choices[0]?.finish_reason ?? [])).toEqual(["stop"]);
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
    expect(chunks.flatMap(({ usage }) => usage ?? [])).toEqual(include_usage ? [whole.usage] : []);
    if (include_usage) expect(chunks.at(-1)?.choices).toEqual([]);
  });

  it("works with its own helper for streams", async () => {
    const stream = client.chat.completions.stream({
      model: "greengist",
      messages: [{ role: "user", content: HARBOUR }],
    });
    const { answer } = await summarize(server, { text: HARBOUR });
    expect(await stream.finalContent()).toBe(answer.summary);
  });

  it("lists the models", async () => {
    const listed = await client.models.list();
    expect(listed.data.map(({ id }) => id)).toEqual(["greengist", "nano", "small"]);
    expect((await client.models.retrieve("nano")).id).toBe("nano");
    modelList.parse(await (await server.fetch("/v1/models")).json());
  });
});

describe("errors in OpenAI's shape", () => {
  const failing = async (asked: Promise<unknown>): Promise<APIError> => {
    const error = await asked.then(
      () => undefined,
      (reason) => reason,
    );
    expect(error).toBeInstanceOf(APIError);
    openAiError.parse({ error: error.error });
    expect(error.requestID).toBeTruthy();
    return error;
  };

  it("an unknown model is 404", async () => {
    const error = await failing(ask(HARBOUR, undefined, { model: "gpt-4o-mini" }));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ code: "model_not_found", param: "model" });
    expect(await failing(client.models.retrieve("gpt-4o"))).toBeInstanceOf(NotFoundError);
  });

  it.each<[string, Partial<Create>]>([
    ["n", { n: 2 }],
    ["tools", { tools: [{ type: "function", function: { name: "look_up" } }] }],
    ["logprobs", { logprobs: true }],
    ["response_format.type", { response_format: { type: "json_object" } }],
    ["max_tokens", { max_tokens: 0 }],
    ["messages", { messages: [] }],
    ["messages", { messages: [{ role: "system", content: "Be brief." }] }],
    ["messages", { messages: [{ role: "user", content: "  " }] }],
    [
      "messages",
      {
        messages: [
          { role: "user", content: [{ type: "image_url", image_url: { url: "data:image/png," } }] },
        ],
      },
    ],
  ])("%s, case %#, is 400 and named", async (param, more) => {
    const error = await failing(ask(HARBOUR, undefined, more));
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error).toMatchObject({ param, type: "invalid_request_error" });
    expect(error.message).toContain(param.split(".")[0]);
  });

  it("a document that is too long says so by the code that clients know", async () => {
    const error = await failing(ask("a ".repeat(500_001)));
    expect(error).toMatchObject({
      status: 400,
      code: "context_length_exceeded",
      param: "messages",
    });
  });

  it.each([
    ["POST", "/v1/chat/completions", "not JSON", 400],
    ["GET", "/v1/chat/completions", undefined, 405],
    ["DELETE", "/v1/models/nano", undefined, 405],
  ])("%s %s with %s is %i", async (method, path, body, status) => {
    const response = await server.fetch(path, {
      method,
      headers: { "content-type": "application/json" },
      ...(body !== undefined && { body }),
    });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/json");
    if (status === 405) expect(response.headers.get("allow")).toBeTruthy();
    openAiError.parse(await response.json());
  });

  it("tells who has no key so", () => {
    const { status, body } = toOpenAiError({
      type: "urn:greengist:problem:unauthorized",
      title: "",
      status: 401,
      detail: "No key.",
    });
    const error = APIError.generate(status, body, undefined, new Headers());
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error.code).toBe("invalid_api_key");
  });
});
