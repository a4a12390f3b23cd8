import * as z from "zod";
import { boundsInOrder, summaryRequest } from "./request.ts";

const { text, ...options } = summaryRequest.shape;

/** The forms that a document may come in. A request uses exactly one of them. */
export const FORMS = ["text", "html", "markdown", "url"] as const;
export type DocumentForm = (typeof FORMS)[number];

const content = {
  text: text.optional(),
  html: text.optional().describe("A page of HTML; its main content is summarized."),
  markdown: text.optional().describe("A text in Markdown; its prose is summarized."),
  url: z
    .url({ protocol: /^https?$/i, error: "must be a URL of http or https" })
    .max(2_000)
    .optional()
    .describe("A public page to fetch, if the deployment allows it."),
};

const formsOf = (document: object): string[] =>
  FORMS.filter((form) => (document as Record<string, unknown>)[form] !== undefined);

/** One document in any form: an element of a batch, a line of NDJSON, or a whole body. */
export const documentRequest = z
  .strictObject({ ...content, ...options })
  .refine(...boundsInOrder)
  .superRefine((document, context) => {
    const forms = formsOf(document);
    if (forms.length === 1) return;
    const path = [forms[1] ?? "text"];
    const message =
      forms.length === 0
        ? `is required, unless there is one of ${FORMS.slice(1).join(", ")}`
        : `cannot be combined with ${forms[0]}: send one of ${FORMS.join(", ")}`;
    context.addIssue({ code: "custom", path, message });
  })
  .meta({ id: "DocumentRequest" });

export type DocumentRequest = z.infer<typeof documentRequest>;

export const MAX_DOCUMENTS = 64;

/** Several documents. The options beside them apply to each document that does not set its own. */
export const batchRequest = z
  .looseObject({
    documents: z.array(z.looseObject({})).min(1).max(MAX_DOCUMENTS),
  })
  .meta({ id: "BatchRequest" });

/** Query parameters for a body that is the document itself. */
export const optionsQuery = z.strictObject(options).refine(...boundsInOrder);

/** Query parameters are strings. They are read as numbers and booleans if the schema does not accept a string. */
export function typed(query: Record<string, string>): Record<string, unknown> {
  const shape: Record<string, z.ZodType> = options;
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
      return [name, !field || field.safeParse(value).success ? value : literal(value)];
    }),
  );
}

const literal = (value: string): unknown => {
  if (value === "true" || value === "false") return value === "true";
  return value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : value;
};
