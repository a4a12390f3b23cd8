import { Hono, type MiddlewareHandler } from "hono";
import type * as z from "zod";
import { validate } from "../../contract/request.ts";
import {
  WORKERS_AI_MODEL,
  type workersAiAnswer,
  workersAiRequest,
} from "../../contract/workers-ai.ts";
import type { App } from "../context.ts";
import { problem, problemResponse } from "../problem.ts";
import { receiptHeaders } from "../serve.ts";
import { serveOnce } from "../serve-once.ts";
import { orderOf, readJson, speak, takesOnly } from "./dialect.ts";
import { toWorkersAiError } from "./errors.ts";

const BASE = "/client/v4";
const RUN = "/accounts/:account/ai/run/:model{.+}";

/**
 * Summarization in the format of the Workers AI REST API. Any account id is accepted. `guards` run before a body is
 * read.
 */
export function workersAi(...guards: MiddlewareHandler<App>[]): Hono<App> {
  const dialect = new Hono<App>().basePath(BASE);
  dialect.use(speak(toWorkersAiError, { text: "input_text" }));
  dialect.use(RUN, ...guards);
  dialect.post(RUN, async (c) => {
    const model = c.req.param("model");
    if (model !== WORKERS_AI_MODEL) {
      const detail = `No such model ${model.slice(0, 100)} or task; there is ${WORKERS_AI_MODEL}.`;
      return problemResponse(problem("no-such-model", detail));
    }
    const { json, bytes } = await readJson(c);
    const { input_text, max_length } = validate(workersAiRequest, json);
    const { answer, receipt } = await serveOnce(
      c,
      orderOf({ text: input_text, max_length }, bytes),
    );
    const body: z.infer<typeof workersAiAnswer> = {
      result: { summary: answer.summary },
      success: true,
      errors: [],
      messages: [],
    };
    return c.json(body, 200, receiptHeaders(receipt));
  });
  dialect.all(RUN, takesOnly("POST"));
  dialect.all("*", (c) =>
    problemResponse(problem("not-found", `No route for ${c.req.method} ${c.req.path}.`)),
  );
  return dialect;
}
