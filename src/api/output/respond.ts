import type { Context } from "hono";
import { preferred } from "../../contract/accept.ts";
import { RefusedError } from "../../contract/refused.ts";
import type { SummaryRequest } from "../../contract/request.ts";
import type { SummaryAnswer } from "../../contract/summary.ts";
import type { App } from "../context.ts";
import { receiptHeaders, type Served } from "../serve.ts";

/** Forms of a summary; the first is the default. */
const FORMS = ["application/json", "text/plain", "text/markdown", "text/event-stream"] as const;
type ResponseForm = (typeof FORMS)[number];

/**
 * The form that the caller wants, determined before any work is done.
 * @throws RefusedError if the caller accepts none of the forms
 */
export function formOf(accept: string | undefined): ResponseForm {
  const form = preferred(accept, FORMS);
  if (form !== undefined) return form;
  throw new RefusedError("not-acceptable", `Accept must allow one of ${FORMS.join(", ")}.`);
}

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
