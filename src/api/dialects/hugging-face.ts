import { Hono, type MiddlewareHandler } from "hono";
import type * as z from "zod";
import { type huggingFaceAnswer, huggingFaceRequest } from "../../contract/hugging-face.ts";
import { validate } from "../../contract/request.ts";
import type { App } from "../context.ts";
import { receiptHeaders } from "../serve.ts";
import { serveOnce } from "../serve-once.ts";
import { orderOf, readJson, speak, takesOnly } from "./dialect.ts";
import { toHuggingFaceError } from "./errors.ts";

/**
 * Summarization as Hugging Face's Inference API has it. The path's model is taken as the caller has
 * it; the receipt names the one that ran.
 */
const PATHS = ["/models/:model{.+}", "/hf-inference/models/:model{.+}"];

/** `guards` run before a body is read. */
export function huggingFace(...guards: MiddlewareHandler<App>[]): Hono<App> {
  const dialect = new Hono<App>();
  for (const path of PATHS) {
    dialect.use(path, speak(toHuggingFaceError, { text: "inputs" }), ...guards);
    dialect.post(path, async (c) => {
      const { json, bytes } = await readJson(c);
      const { inputs, parameters } = validate(huggingFaceRequest, json);
      const { generate_parameters, ...outer } = parameters ?? {};
      const { max_length, max_new_tokens, min_length, num_beams, early_stopping } = {
        ...outer,
        ...generate_parameters,
      };
      const order = orderOf(
        {
          text: inputs,
          max_length: max_length ?? max_new_tokens,
          min_length: min_length || null,
          ...(num_beams != null && { num_beams }),
          ...(early_stopping != null && { early_stopping }),
        },
        bytes,
      );
      const { answer, receipt } = await serveOnce(c, order);
      const body: z.infer<typeof huggingFaceAnswer> = [{ summary_text: answer.summary }];
      return c.json(body, 200, receiptHeaders(receipt));
    });
    dialect.all(path, takesOnly("POST"));
  }
  return dialect;
}
