import * as z from "zod";
import { SERVED_LANGUAGES } from "./language.ts";
import { BEAMS, FORMATS, LENGTHS, MODEL_NAMES, MODES } from "./options.ts";
import { type ProblemType, RefusedError } from "./refused.ts";

export const MAX_CHARACTERS = 1_000_000;
/** The largest possible size in bytes of a text of MAX_CHARACTERS, with every character escaped as \uXXXX. */
export const MAX_BODY_BYTES = 6 * MAX_CHARACTERS + 100_000;
/** Maximum length of a summary, in tokens. */
export const MAX_SUMMARY_TOKENS = 8192;

/** Maximum length of a query, in characters. */
export const MAX_QUERY_CHARACTERS = 1_000;
/** Maximum number of sentences that a request may ask for. */
export const MAX_SENTENCES = 100;

const summaryTokens = z.int().min(1).max(MAX_SUMMARY_TOKENS);

/** The rule that `min_length` must not exceed `max_length`. */
export const boundsInOrder = [
  (bounds: { min_length?: number | undefined; max_length?: number | undefined }): boolean =>
    (bounds.min_length ?? 0) <= (bounds.max_length ?? Infinity),
  { path: ["min_length"], message: "must not be greater than max_length" },
] as const satisfies Parameters<z.ZodType<{ min_length?: number; max_length?: number }>["refine"]>;

/** One document as text, with the options of its summary. Other forms are converted to this one (`api/input/`). */
export const summaryRequest = z
  .strictObject({
    text: z.string().regex(/\S/, "must contain more than white space").meta({
      minLength: 1,
      maxLength: MAX_CHARACTERS,
      description: "The document, in UTF-16 code units.",
    }),
    mode: z.enum(["auto", ...MODES]).default("auto"),
    length: z
      .enum(LENGTHS)
      .default("medium")
      .describe("One sentence, about 50 words, or about 150; for key points 1, 3 or 6."),
    max_length: summaryTokens
      .optional()
      .describe("Hard upper bound in tokens; takes precedence over length."),
    min_length: summaryTokens
      .optional()
      .describe("Hard lower bound in tokens; takes precedence over length."),
    num_beams: z.int().min(1).max(16).default(BEAMS).describe("For abstractive summaries only."),
    early_stopping: z
      .union([z.boolean(), z.literal("never")])
      .default(true)
      .describe("For abstractive summaries only."),
    sentences: z
      .int()
      .min(1)
      .max(MAX_SENTENCES)
      .optional()
      .describe("Number of sentences, as far as the bounds allow; takes precedence over length."),
    overflow: z
      .enum(["refuse", "cut"])
      .default("refuse")
      .describe(
        "If no whole sentences fit the bounds: refuse with 422, or relax min_length and cut the shortest sentence.",
      ),
    format: z.enum(FORMATS).default("paragraph"),
    query: z
      .string()
      .max(MAX_QUERY_CHARACTERS)
      .meta({ minLength: 1 })
      .refine((query) => query.trim() !== "", "must contain more than white space")
      .optional()
      .describe("Favors sentences that answer it."),
    model: z.enum(["auto", ...MODEL_NAMES]).default("auto"),
    compress: z.boolean().default(false).describe("Trims sentences; needs the model small."),
    language: z
      .enum(["auto", ...SERVED_LANGUAGES])
      .default("auto")
      .describe(
        "Language of the document, as a BCP 47 tag; auto detects it and refuses others with 422.",
      ),
    region: z.string().min(1).max(64).default("auto").describe('"auto", "edge" or a region id.'),
    max_added_latency_ms: z
      .number()
      .min(0)
      .max(60_000)
      .optional()
      .describe(
        "Round-trip time that moving heavy work may add; by default 100 for work below 0.3 CPU-seconds, 300 above, 1000 in a batch.",
      ),
  })
  .refine(...boundsInOrder)
  .meta({ id: "SummaryRequest" });

export type SummaryRequest = z.infer<typeof summaryRequest>;

/** The query of `GET /v1/placement`: a hypothetical request. */
export const placementQuery = z
  .strictObject({
    tokens: z.coerce
      .number()
      .int()
      .min(1)
      .max(MAX_CHARACTERS)
      .optional()
      .describe("Length of the document in tokens; 1000 unless bytes is given."),
    bytes: z.coerce
      .number()
      .int()
      .min(1)
      .max(MAX_BODY_BYTES)
      .optional()
      .describe("Length of the document in UTF-8, instead of tokens."),
    mode: z.enum(["auto", ...MODES]).default("auto"),
    model: z.enum(["auto", ...MODEL_NAMES]).default("auto"),
    length: z.enum(LENGTHS).default("medium"),
    format: z.enum(FORMATS).default("paragraph"),
    num_beams: z.coerce.number().int().min(1).max(16).default(BEAMS),
    language: z.enum(SERVED_LANGUAGES).default("en"),
    region: z.string().min(1).max(64).default("auto"),
    from: z
      .string()
      .regex(/^[A-Za-z]{3}$/, "is not the code of a Cloudflare location, such as FRA")
      .optional()
      .describe(
        "The Cloudflare location where the request would arrive; by default that of this request.",
      ),
    max_added_latency_ms: z.coerce.number().min(0).max(60_000).optional(),
  })
  .refine(({ tokens, bytes }) => tokens === undefined || bytes === undefined, {
    path: ["bytes"],
    message: "must not be given together with tokens",
  });

export type PlacementQuery = z.infer<typeof placementQuery>;

/** A malformed or invalid request. `field` is absent if no single field is at fault. */
export class InvalidRequestError extends RefusedError {
  constructor(type: ProblemType, message: string, field?: string) {
    super(type, message, { field });
  }
}

/**
 * Validates a query or a body.
 * @throws InvalidRequestError naming the member at fault
 */
export function validate<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) throw invalidField(result.error);
  return result.data;
}

/**
 * Refuses an oversized body. A caller that is still sending would take an early answer for a broken connection, so a
 * body that exceeds the limit only moderately is read to its end and discarded.
 */
export async function refuseBody(body: ReadableStream<Uint8Array> | null): Promise<never> {
  let left = 4 * MAX_BODY_BYTES;
  if (body && !body.locked) {
    for await (const chunk of body) {
      left -= chunk.byteLength;
      if (left < 0) break;
    }
  }
  throw new InvalidRequestError(
    "body-too-large",
    `The body is larger than ${MAX_BODY_BYTES} bytes.`,
  );
}

/** Names the first field at fault and its allowed values. */
export function invalidField(error: z.ZodError): InvalidRequestError {
  // Unknown fields are reported first, because a misspelled field explains a missing one.
  const issue = error.issues.find(({ code }) => code === "unrecognized_keys") ?? error.issues[0];
  const field =
    issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path.map(String).join(".");
  const detail = issue?.code === "unrecognized_keys" ? "is not a known field" : issue?.message;
  return new InvalidRequestError(
    "invalid-field",
    field ? `${field.slice(0, 100)}: ${detail}.` : "The body must be a JSON object.",
    field ? field.slice(0, 100) : undefined,
  );
}
