import { Hono, type MiddlewareHandler } from "hono";
import { streamSSE } from "hono/streaming";
import type * as z from "zod";
import { chatRequest, type modelAnswer, type modelList } from "../../contract/openai.ts";
import { validate } from "../../contract/request.ts";
import { offered } from "../../summarizer/models/registry.ts";
import type { App } from "../context.ts";
import { problem, problemResponse } from "../problem.ts";
import { receiptHeaders } from "../serve.ts";
import { serveOnce } from "../serve-once.ts";
import { wishOf } from "./chat.ts";
import { chunksOf, toCompletion } from "./completion.ts";
import { orderOf, readJson, speak, takesOnly } from "./dialect.ts";
import { toOpenAiError } from "./errors.ts";

/** `greengist` is whichever model suits the request. */
const MODELS = ["greengist", ...offered] as const;

const CHAT = "/v1/chat/completions";
const MODEL_LIST = "/v1/models";
const ONE_MODEL = `${MODEL_LIST}/:model`;

/** Chat completions as OpenAI's API has them. `guards` run before a body is read. */
export function openAi(...guards: MiddlewareHandler<App>[]): Hono<App> {
  const dialect = new Hono<App>();
  for (const path of [CHAT, MODEL_LIST, ONE_MODEL]) {
    dialect.use(path, speak(toOpenAiError, { text: "messages" }));
  }

  dialect.use(CHAT, ...guards);
  dialect.post(CHAT, async (c) => {
    const { json, bytes } = await readJson(c);
    const request = validate(chatRequest, json);
    if (!isModel(request.model)) return noSuchModel(request.model);
    const { answer, receipt } = await serveOnce(
      c,
      orderOf({ ...wishOf(request), model: toOurs(request.model) }, bytes),
    );
    const now = c.get("now");
    if (!request.stream) return c.json(toCompletion(answer, now), 200, receiptHeaders(receipt));
    for (const [name, value] of Object.entries(receiptHeaders(receipt))) c.header(name, value);
    const chunks = chunksOf(answer, now, request.stream_options?.include_usage ?? false);
    return streamSSE(c, async (stream) => {
      for (const chunk of chunks) await stream.writeSSE({ data: JSON.stringify(chunk) });
      await stream.writeSSE({ data: "[DONE]" });
    });
  });

  dialect.get(MODEL_LIST, (c) =>
    c.json({ object: "list", data: MODELS.map(toModel) } satisfies z.infer<typeof modelList>),
  );
  dialect.get(ONE_MODEL, (c) => {
    const name = c.req.param("model");
    return isModel(name) ? c.json(toModel(name)) : noSuchModel(name);
  });

  dialect.all(CHAT, takesOnly("POST"));
  dialect.all(MODEL_LIST, takesOnly("GET, HEAD"));
  dialect.all(ONE_MODEL, takesOnly("GET, HEAD"));
  return dialect;
}

type Model = (typeof MODELS)[number];
const isModel = (name: string): name is Model => (MODELS as readonly string[]).includes(name);
const toOurs = (model: Model) => (model === "greengist" ? "auto" : model);

/** When it was made matters to nobody; clients want a number. */
const toModel = (id: string): z.infer<typeof modelAnswer> => ({
  id,
  object: "model",
  created: 0,
  owned_by: "greengist",
});

const noSuchModel = (name: string): Response => {
  const detail = `The model ${name.slice(0, 100)} does not exist here; there is ${MODELS.join(", ")}.`;
  return problemResponse(problem("model-not-found", detail, "model"));
};
