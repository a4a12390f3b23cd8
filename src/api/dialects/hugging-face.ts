import { Hono, type MiddlewareHandler } from "hono";
import type * as z from "zod";
import { type huggingFaceAnswer, huggingFaceRequest } from "../../contract/hugging-face.ts";
import { validate } from "../../contract/request.ts";
import { newId } from "../../ledger/key.ts";
import type { Receipt } from "../../ledger/receipt.ts";
import type { App } from "../context.ts";
import { callerIn } from "../guard/guard.ts";
import { countIn } from "../guard/limits/rate.ts";
import { carbonHeader, receiptHeaders } from "../serve.ts";
import { serveOnce } from "../serve-once.ts";
import { orderOf, readJson, speak, takesOnly } from "./dialect.ts";
import { toHuggingFaceError } from "./errors.ts";

/**
 * Summarization in the format of Hugging Face's Inference API. Any model is accepted in the path; the receipt names the
 * one that ran.
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
      const wish = {
        max_length: max_length ?? max_new_tokens,
        min_length: min_length || null,
        ...(num_beams != null && { num_beams }),
        ...(early_stopping != null && { early_stopping }),
      };
      const texts = typeof inputs === "string" ? [inputs] : inputs;
      const orders = texts.map((text) =>
        orderOf({ ...wish, text }, Math.round(bytes / texts.length)),
      );
      const body: z.infer<typeof huggingFaceAnswer> = [];
      const receipts: Receipt[] = [];
      for (const [at, order] of orders.entries()) {
        // Each further document is counted and accounted for as a separate request.
        if (at > 0) await countIn(c.var.parts.limiter, callerIn(c.req.raw.headers, c.var.keyId));
        const id = at === 0 ? c.var.id : newId(c.var.now);
        const { answer, receipt } = await serveOnce(c, {
          ...order,
          id,
          ...(texts.length > 1 && { part: at }),
        });
        body.push({ summary_text: answer.summary });
        receipts.push(receipt);
      }
      const [first] = receipts as [Receipt];
      const grams = receipts.reduce((sum, { operationalGrams }) => sum + operationalGrams, 0);
      return c.json(body, 200, { ...receiptHeaders(first), ...carbonHeader(grams) });
    });
    dialect.all(path, takesOnly("POST"));
  }
  return dialect;
}
