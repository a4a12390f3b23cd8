import OpenAI, { APIError, AuthenticationError, BadRequestError, NotFoundError } from "openai";
import { beforeAll, describe, expect, it } from "vitest";
import type * as z from "zod";
import { toOpenAiError } from "../../../src/api/dialects/errors.ts";
import {
  chunk,
  completion,
  modelList,
  openAiError,
  responsesAnswer,
  textCompletion,
} from "../../../src/contract/openai.ts";
import { HARBOUR, LIBRARY, receipt, summarize } from "../client.ts";
import { sharedWorker } from "../worker.ts";

const server = sharedWorker();
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

  it.each(["gpt-4o-mini", "dummy", "tgi", "auto"])("may name any model: %s", async (model) => {
    expect((await ask(HARBOUR, undefined, { model })).model).toBe("nano");
  });

  it("gets the receipt in the body", async () => {
    const done = (await ask(HARBOUR)) as unknown as z.infer<typeof completion>;
    const kept = await receipt(server, done.x_greengist.id);
    expect(done.x_greengist.emissions).toEqual(kept.emissions ?? done.x_greengist.emissions);
    expect(done.x_greengist.emissions.total_g.value).toBeGreaterThan(0);
  });

  it("may send our own fields, and any that we do not know", async () => {
    const extra = {
      length: "short",
      format: "key-points",
      query: "turbines",
      region: "edge",
      top_k: 5,
    };
    const done = await ask(HARBOUR, undefined, extra as Partial<Create>);
    const { answer } = await summarize(server, {
      text: HARBOUR,
      length: "short",
      format: "key-points",
      query: "turbines",
      region: "edge",
    });
    expect(contentOf(done)).toBe(answer.summary);
  });

  it.each<[string, (text: string) => boolean]>([
    ["At most 12 words.", (text) => text.split(/\s+/).length <= 12],
    ["No more than 60 characters.", (text) => text.replace(/\s/g, "").length <= 60],
    [
      "Fewer than three sentences, no bullets.",
      (text) => !text.includes("- ") && text.split(/[.!?] /).length < 3,
    ],
  ])("is obeyed in units: %s", async (system, holds) => {
    const text = contentOf(await ask(HARBOUR, system));
    expect(text).not.toBe("");
    expect(holds(text), text).toBe(true);
  });

  it.each<[NonNullable<Create["response_format"]>, string[]]>([
    [{ type: "json_object" }, ["title", "summary", "key_points"]],
    [
      {
        type: "json_schema",
        json_schema: {
          name: "s",
          strict: true,
          schema: {
            type: "object",
            properties: {
              headline: { type: "string" },
              keyPoints: { type: "array", items: { type: "string" } },
            },
            required: ["headline", "keyPoints"],
          },
        },
      },
      ["headline", "keyPoints"],
    ],
  ])("gets JSON where it asks for it: %j", async (response_format, names) => {
    const done = await ask(HARBOUR, "Two bullet points.", { response_format });
    const found = JSON.parse(contentOf(done)) as Record<string, unknown>;
    expect(Object.keys(found)).toEqual(names);
    const points = found.key_points ?? found.keyPoints;
    expect(points).toHaveLength(2);
    for (const point of points as string[]) expect(HARBOUR.replace(/\s+/g, " ")).toContain(point);
    expect(found.title ?? found.headline).not.toMatch(/\.$/);
  });

  it("gets the JSON of a schema in its prompt, whose names are no wishes", async () => {
    const schema = {
      type: "object",
      title: "Gist",
      properties: { summary: { type: "string", title: "Summary" } },
      required: ["summary"],
    };
    const system = `Give the parsed object in JSON that matches this schema:\n\n${JSON.stringify(schema, null, 2)}\n\nAn instance, not the schema.`;
    const done = await ask(HARBOUR, system, { response_format: { type: "json_object" } });
    const { answer } = await summarize(server, { text: HARBOUR });
    expect(JSON.parse(contentOf(done))).toEqual({ summary: answer.summary });
  });

  it("gets a completion of the older kind, whole and streamed", async () => {
    const prompt = `Summarize in one sentence:\n\n${HARBOUR}`;
    const done = await client.completions.create({ model: "gpt-3.5-turbo-instruct", prompt });
    textCompletion.parse(done);
    const { answer } = await summarize(server, { text: HARBOUR, sentences: 1 });
    expect(done.choices[0]?.text).toBe(answer.summary);
    let text = "";
    for await (const one of await client.completions.create({ model: "x", prompt, stream: true })) {
      textCompletion.parse(one);
      text += one.choices[0]?.text ?? "";
    }
    expect(text).toBe(answer.summary);
  });

  it("gets a response, whole and streamed", async () => {
    const input = [
      { role: "user" as const, content: [{ type: "input_text" as const, text: HARBOUR }] },
    ];
    const asked = { model: "gpt-5", instructions: "Three bullet points.", input };
    const done = await client.responses.create(asked);
    responsesAnswer.parse(JSON.parse(JSON.stringify({ ...done, output_text: undefined })));
    const { answer } = await summarize(server, {
      text: HARBOUR,
      sentences: 3,
      format: "key-points",
    });
    expect(done.output_text).toBe(answer.summary);
    expect(done.status).toBe("completed");
    let text = "";
    const types: string[] = [];
    for await (const event of await client.responses.create({ ...asked, stream: true })) {
      types.push(event.type);
      if (event.type === "response.output_text.delta") text += event.delta;
      if (event.type === "response.completed")
        expect(event.response.usage?.total_tokens).toBe(done.usage?.total_tokens);
    }
    expect(text).toBe(answer.summary);
    expect(types[0]).toBe("response.created");
    expect(types.at(-1)).toBe("response.completed");
    const final = await client.responses.stream(asked).finalResponse();
    expect(final.output_text).toBe(answer.summary);
  });

  it("may end a path with a slash", async () => {
    const response = await server.fetch("/v1/chat/completions/", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ model: "x", messages: [{ role: "user", content: HARBOUR }] }),
    });
    expect(response.status).toBe(200);
  });

  it("lists the models", async () => {
    const listed = await client.models.list();
    expect(listed.data.map(({ id }) => id)).toEqual(["greengist", "nano", "small", "writer"]);
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

  it("a model that is not listed is 404", async () => {
    expect(await failing(client.models.retrieve("gpt-4o"))).toBeInstanceOf(NotFoundError);
  });

  it("an unknown path is 404 with a message", async () => {
    const error = await failing(client.embeddings.create({ model: "x", input: "y" }));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.message).toContain("/v1/embeddings");
  });

  it.each(["Answer in French.", "请用法语回答"])("another language is 400: %s", async (system) => {
    const error = await failing(ask(HARBOUR, system));
    expect(error).toMatchObject({ status: 400, code: "language_not_offered" });
  });

  it.each(["Summarize.", "Hello!", "What is the capital of France?"])(
    "no document is 400: %s",
    async (content) => {
      const error = await failing(ask(content));
      expect(error).toMatchObject({ status: 400, code: "no_document", param: "messages" });
    },
  );

  it.each<[string, Partial<Create>]>([
    ["n", { n: 2 }],
    ["tools", { tools: [{ type: "function", function: { name: "look_up" } }] }],
    ["logprobs", { logprobs: true }],
    [
      "response_format",
      {
        response_format: {
          type: "json_schema",
          json_schema: {
            name: "x",
            schema: {
              type: "object",
              properties: { mood: { type: "number" } },
              required: ["mood"],
            },
          },
        },
      },
    ],
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

  it("reports a missing key", () => {
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
