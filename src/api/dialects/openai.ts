import { type Context, Hono, type MiddlewareHandler } from "hono";
import { streamSSE } from "hono/streaming";
import type * as z from "zod";
import {
  chatRequest,
  completionRequest,
  type modelAnswer,
  type modelList,
  type OurFields,
  responsesRequest,
} from "../../contract/openai.ts";
import { validate } from "../../contract/request.ts";
import { offered } from "../../summarizer/models/registry.ts";
import type { App } from "../context.ts";
import { piecesOf } from "../output/pieces.ts";
import { problem, problemResponse } from "../problem.ts";
import { receiptHeaders } from "../serve.ts";
import { serveOnce } from "../serve-once.ts";
import { toWish, turnsOf } from "./chat.ts";
import { type DialectRequest, orderOf, readJson, speak, takesOnly } from "./dialect.ts";
import { toOpenAiError } from "./errors.ts";
import { fitTo } from "./fit.ts";
import {
  chunksOf,
  type Spoken,
  textChunksOf,
  toCompletion,
  toTextCompletion,
} from "./openai/completion.ts";
import { eventsOf, toResponse } from "./openai/response.ts";
import { propertiesOf, type Structure, schemaIn, toJson } from "./openai/structured.ts";

/** `greengist` means the model that suits the request; any name outside this list means the same. */
const MODELS = ["greengist", ...offered, "writer"] as const;

const CHAT = "/v1/chat/completions";
const COMPLETIONS = "/v1/completions";
const RESPONSES = "/v1/responses";
const MODEL_LIST = "/v1/models";
const ONE_MODEL = `${MODEL_LIST}/:model`;

/** OpenAI's API: chat completions, completions and responses. `guards` run before a body is read. */
export function openAi(...guards: MiddlewareHandler<App>[]): Hono<App> {
  const dialect = new Hono<App>();
  for (const path of [CHAT, MODEL_LIST, ONE_MODEL]) {
    dialect.use(path, speak(toOpenAiError, { text: "messages" }));
  }
  dialect.use(COMPLETIONS, speak(toOpenAiError, { text: "prompt", messages: "prompt" }));
  dialect.use(RESPONSES, speak(toOpenAiError, { text: "input", messages: "input" }));
  for (const path of [CHAT, COMPLETIONS, RESPONSES]) dialect.use(path, ...guards);

  dialect.post(CHAT, async (c) => {
    const { json, bytes } = await readJson(c);
    const request = validate(chatRequest, json);
    const { response_format: format, max_completion_tokens, max_tokens } = request;
    const turns = turnsOf(request.messages);
    const structure =
      format?.type === "json_schema"
        ? { schema: format.json_schema.schema, field: "response_format" }
        : format?.type === "json_object" && {
            schema: schemaIn(turns.map(({ text }) => text)),
            field: "messages",
          };
    const wish = toWish(turns, max_completion_tokens ?? max_tokens);
    const spoken = await speakOf(c, { ...request, wish, structure: structure || undefined, bytes });
    if (!request.stream) return c.json(toCompletion(spoken));
    return streamed(c, chunksOf(spoken, request.stream_options?.include_usage ?? false), "[DONE]");
  });

  dialect.post(COMPLETIONS, async (c) => {
    const { json, bytes } = await readJson(c);
    const request = validate(completionRequest, json);
    const text = request.prompt;
    const wish = toWish([{ role: "user", text }], request.max_tokens);
    const spoken = await speakOf(c, { ...request, wish, structure: undefined, bytes });
    if (!request.stream) return c.json(toTextCompletion(spoken));
    return streamed(
      c,
      textChunksOf(spoken, request.stream_options?.include_usage ?? false),
      "[DONE]",
    );
  });

  dialect.post(RESPONSES, async (c) => {
    const { json, bytes } = await readJson(c);
    const request = validate(responsesRequest, json);
    const { input, instructions = null, max_output_tokens } = request;
    const format = request.text?.format;
    const structure = format &&
      format.type !== "text" && {
        schema: format.type === "json_schema" ? format.schema : undefined,
        field: "text.format",
      };
    const turns = turnsOf(typeof input === "string" ? [{ role: "user", content: input }] : input);
    if (instructions !== null) turns.unshift({ role: "system", text: instructions });
    const wish = toWish(turns, max_output_tokens);
    const spoken = await speakOf(c, { ...request, wish, structure: structure || undefined, bytes });
    if (!request.stream) return c.json(toResponse(spoken, instructions));
    return streamed(c, eventsOf(spoken, instructions));
  });

  dialect.get(MODEL_LIST, (c) =>
    c.json({ object: "list", data: MODELS.map(toModel) } satisfies z.infer<typeof modelList>),
  );
  dialect.get(ONE_MODEL, (c) => {
    const name = c.req.param("model");
    return isModel(name) ? c.json(toModel(name)) : noSuchModel(name);
  });

  for (const path of [CHAT, COMPLETIONS, RESPONSES]) dialect.all(path, takesOnly("POST"));
  for (const path of [MODEL_LIST, ONE_MODEL]) dialect.all(path, takesOnly("GET, HEAD"));
  return dialect;
}

interface Asked extends OurFields {
  model: string;
  wish: DialectRequest;
  structure: Structure | undefined;
  bytes: number;
}

/** Serves a wish and sets the receipt's headers. */
async function speakOf(c: Context<App>, asked: Asked): Promise<Spoken> {
  const { wish, structure, bytes, model, length, mode, format, query, region } = asked;
  const properties = structure && propertiesOf(structure);
  const order = orderOf(
    {
      ...wish,
      ...modelOf(model),
      ...(length && { length }),
      ...(mode && { mode }),
      ...(format && { format }),
      ...(query && { query }),
      ...(region && { region }),
    },
    bytes,
  );
  const { answer: whole, receipt } = await serveOnce(c, order);
  for (const [name, value] of Object.entries(receiptHeaders(receipt))) c.header(name, value);
  const answer = fitTo(whole, wish.limit);
  const pieces = properties ? [toJson(answer, properties)] : piecesOf(answer);
  return { answer, pieces, createdMs: c.var.now };
}

/** Server-sent events. Events of the Responses API also carry their type as the event name. */
function streamed(
  c: Context<App>,
  events: Iterable<{ type?: string } | { object: string }>,
  end?: string,
): Response {
  return streamSSE(c, async (stream) => {
    for (const event of events) {
      const type = "type" in event && event.type ? { event: event.type } : {};
      await stream.writeSSE({ ...type, data: JSON.stringify(event) });
    }
    if (end !== undefined) await stream.writeSSE({ data: end });
  });
}

type ModelId = (typeof MODELS)[number];
const isModel = (name: string): name is ModelId => (MODELS as readonly string[]).includes(name);

/** The writer is a mode of the service, so its name selects that mode. */
function modelOf(name: string): Pick<DialectRequest, "model" | "mode"> {
  if (name === "writer") return { mode: "abstractive" };
  const own = offered.find((one) => one === name);
  return own ? { model: own } : { model: "auto" };
}

/** Clients require a number; no client uses the creation date. */
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
