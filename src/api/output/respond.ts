import type { Context } from "hono";
import type { SummaryRequest } from "../../contract/request.ts";
import type { SummaryAnswer } from "../../contract/summary.ts";
import type { App } from "../context.ts";
import type { ResponseForm } from "../input/media-type.ts";
import { receiptHeaders, type Served } from "../serve.ts";

/** A served document in the form that its caller wants. */
export function respond(
  c: Context<App>,
  { answer, receipt }: Served,
  form: Exclude<ResponseForm, "text/event-stream">,
  format: SummaryRequest["format"],
): Response {
  for (const [name, value] of Object.entries(receiptHeaders(receipt))) c.header(name, value);
  c.header("Vary", "Accept", { append: true });
  if (form === "application/json") return c.json(answer);
  c.header("Content-Type", `${form}; charset=utf-8`);
  c.header("Content-Language", answer.language);
  return c.body(form === "text/markdown" ? toMarkdown(answer, format) : `${answer.summary}\n`);
}

/** Key points, unless the summary is a headline or was written by a model instead of extracted. */
function toMarkdown({ summary, sentences }: SummaryAnswer, format: string): string {
  if (format === "headline" || sentences.length === 0) return `${summary}\n`;
  return sentences.map(({ text }) => `- ${text.replace(/\s+/g, " ")}\n`).join("");
}
