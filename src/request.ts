import * as z from "zod";

export const MAX_CHARACTERS = 1_000_000;
/** No text of MAX_CHARACTERS is larger, even with every character escaped as \uXXXX. */
export const MAX_BODY_BYTES = 6 * MAX_CHARACTERS + 100_000;
/** The longest summary that may be asked for, in tokens. */
export const MAX_SUMMARY_TOKENS = 8192;

const summaryTokens = z.int().min(1).max(MAX_SUMMARY_TOKENS);

/** The body of `POST /v1/summarize`. */
export const summaryRequest = z
  .strictObject({
    text: z
      .string()
      .refine((text) => text.trim() !== "", "must hold more than white space")
      .describe("The document, 1 to 1,000,000 UTF-16 code units."),
    mode: z.enum(["auto", "extractive", "abstractive"]).default("auto"),
    length: z.enum(["short", "medium", "long"]).default("medium"),
    max_length: summaryTokens.optional().describe("Hard upper bound in tokens; wins over length."),
    min_length: summaryTokens.optional().describe("Hard lower bound in tokens; wins over length."),
    num_beams: z.int().min(1).max(16).default(4).describe("For abstractive summaries only."),
    early_stopping: z
      .union([z.boolean(), z.literal("never")])
      .default(true)
      .describe("For abstractive summaries only."),
    format: z.enum(["paragraph", "key-points", "headline"]).default("paragraph"),
    query: z.string().optional(),
    language: z.enum(["auto", "en", "zh"]).default("auto"),
    region: z.string().min(1).max(64).default("auto").describe('"auto", "edge" or a region id.'),
    max_added_latency_ms: z.number().min(0).max(60_000).optional(),
  })
  .refine(({ min_length, max_length }) => (min_length ?? 0) <= (max_length ?? Infinity), {
    path: ["min_length"],
    message: "must not be greater than max_length",
  });

export type SummaryRequest = z.infer<typeof summaryRequest>;

/** The query of `GET /v1/placement`. */
export const placementQuery = z.strictObject({
  tokens: z.coerce.number().int().min(1).max(MAX_CHARACTERS).default(1000),
  mode: z.enum(["auto", "extractive"]).default("auto"),
  language: z.enum(["en", "zh"]).default("en"),
  region: z.string().min(1).max(64).default("auto"),
  max_added_latency_ms: z.coerce.number().min(0).max(60_000).optional(),
});

/** A request that cannot be served as it stands. `field` is absent where no one field is at fault. */
export class InvalidRequestError extends Error {
  readonly status: 400 | 413 | 415 | 422;
  readonly type: string;
  readonly field: string | undefined;

  constructor(
    status: InvalidRequestError["status"],
    type: string,
    message: string,
    field?: string,
  ) {
    super(message);
    this.name = "InvalidRequestError";
    this.status = status;
    this.type = type;
    this.field = field;
  }
}

/** Validates a query. Throws `InvalidRequestError` naming the parameter at fault. */
export function readQuery<T>(schema: z.ZodType<T>, query: Record<string, unknown>): T {
  const result = schema.safeParse(query);
  if (!result.success) throw invalidField(result.error);
  return result.data;
}

/** Reads and validates a body that is already known to be within the limit. Throws `InvalidRequestError`. */
export async function readRequest(
  request: Request,
): Promise<{ body: SummaryRequest; bytes: number }> {
  requireJson(request.headers.get("content-type"));
  const bytes = await request.arrayBuffer();
  const parsed = parseJson(bytes);
  refuseTooLong(parsed);
  const result = summaryRequest.safeParse(parsed);
  if (!result.success) throw invalidField(result.error);
  refuseUnbuilt(result.data);
  return { body: result.data, bytes: bytes.byteLength };
}

/**
 * Refuses an oversized body. A caller that is still sending would take an answer for a broken
 * connection, so a body that is only somewhat too large is read to its end and thrown away.
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
    413,
    "body-too-large",
    `The body is larger than ${MAX_BODY_BYTES} bytes.`,
  );
}

function requireJson(contentType: string | null): void {
  const [type, ...parameters] = (contentType ?? "").toLowerCase().split(";");
  const charset = parameters.find((parameter) => parameter.trim().startsWith("charset="));
  const encoding = charset?.split("=")[1]?.trim().replaceAll('"', "") ?? "utf-8";
  if (type?.trim() !== "application/json" || encoding !== "utf-8") {
    throw new InvalidRequestError(
      415,
      "unsupported-media-type",
      `Send Content-Type: application/json in UTF-8, not ${contentType ?? "none"}.`,
    );
  }
}

function parseJson(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    throw new InvalidRequestError(400, "not-json", "The body is not JSON in UTF-8.");
  }
}

function refuseTooLong(parsed: unknown): void {
  const text = (parsed as { text?: unknown } | null)?.text;
  if (typeof text === "string" && text.length > MAX_CHARACTERS) {
    throw new InvalidRequestError(
      413,
      "text-too-long",
      `text has ${text.length} characters; at most ${MAX_CHARACTERS} are read.`,
      "text",
    );
  }
}

/** Names the first field at fault, and what it may be. */
function invalidField(error: z.ZodError): InvalidRequestError {
  // A misspelt field explains a missing one, so it comes first.
  const issue = error.issues.find(({ code }) => code === "unrecognized_keys") ?? error.issues[0];
  const field =
    issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path.map(String).join(".");
  const detail = issue?.code === "unrecognized_keys" ? "is not a known field" : issue?.message;
  return new InvalidRequestError(
    422,
    "invalid-field",
    field ? `${field.slice(0, 100)}: ${detail}.` : "The body must be a JSON object.",
    field ? field.slice(0, 100) : undefined,
  );
}

/** Fields of the contract that no code serves yet are refused rather than ignored. */
function refuseUnbuilt({ query }: SummaryRequest): void {
  if (query !== undefined) {
    throw new InvalidRequestError(422, "not-supported", "query is not served yet.", "query");
  }
}
