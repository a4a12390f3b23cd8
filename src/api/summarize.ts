import type { Context } from "hono";
import { answerBatch, answerLines } from "./batch.ts";
import type { App } from "./context.ts";
import { bodyOptionsOf } from "./guard/guard.ts";
import { formOf } from "./input/media-type.ts";
import { readInput } from "./input/read.ts";
import { respond } from "./output/respond.ts";
import { stream } from "./output/stream.ts";
import { serveOnce } from "./serve-once.ts";

/** `POST /v1/summarize`: one document, a batch, or lines; the answer's form follows `Accept`. */
export async function answerSummarize(c: Context<App>): Promise<Response> {
  const form = formOf(c.req.header("accept"));
  const input = await readInput(c.req.raw, c.req.query(), bodyOptionsOf(c));
  const onGrowth = (bytes: number) => c.var.pass?.grow(bytes);
  if (input.kind === "lines") return answerLines(c, input.lines);
  if (input.kind === "batch") return answerBatch(c, input.documents);
  const { document, bytes } = input;
  const sent = { document, bytes, onGrowth };
  if (form === "text/event-stream") return stream(c, (onText) => serveOnce(c, { ...sent, onText }));
  return respond(c, await serveOnce(c, sent), form, document.format);
}
