import * as z from "zod";
import { MODEL_NAMES } from "../summarizer/choose.ts";
import type { Extract } from "../summarizer/extract.ts";
import { NoSelectionError } from "../summarizer/select.ts";
import { coloOf } from "./trace.ts";

/**
 * The internal call from the edge to a region: one POST of JSON, one answer of JSON. A version in the
 * path keeps an edge and a region that were deployed apart from misreading each other.
 */
export const REGION_PATH = "/internal/v2/summaries";
/** Answers `{ colo }`: where the region really runs. */
export const WHERE_PATH = "/internal/v2/where";

export const regionWork = z.object({
  text: z.string().min(1),
  language: z.enum(["en", "zh"]),
  model: z.enum(MODEL_NAMES),
  options: z.object({
    length: z.enum(["short", "medium", "long"]),
    format: z.enum(["paragraph", "key-points", "headline"]),
    maxLength: z.int().positive().optional(),
    minLength: z.int().positive().optional(),
    query: z.string().optional(),
    compress: z.boolean().optional(),
  }),
});

export type RegionWork = z.infer<typeof regionWork>;

const colo = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .nullable();

const regionAnswer = z.union([
  z.object({
    extract: z.object({
      summary: z.string(),
      sentences: z.array(
        z.object({
          text: z.string(),
          start: z.int().min(0),
          end: z.int().min(0),
          score: z.number(),
          kept: z.array(z.tuple([z.int().min(0), z.int().min(0)])).optional(),
        }),
      ),
      outputTokens: z.int().min(0),
    }),
    colo,
  }),
  z.object({
    refused: z.object({ field: z.enum(["max_length", "min_length"]), works: z.int() }),
  }),
]);

const whereAnswer = z.object({ colo });

/** More than the longest answer there is, two copies of a text; less than would crowd the edge. */
export const MAX_ANSWER_BYTES = 8_000_000;

/** How an answer is read. */
export interface Reading {
  /** Ends the reading of a body that does not end by itself. */
  signal: AbortSignal;
  /** Told the bytes of a body as they come in, those of a useless one too. */
  count?: (bytes: number) => void;
}

/** A region that answered what the protocol does not know. */
export class RegionAnswerError extends Error {
  constructor(region: string, what: string) {
    super(`${region} answered ${what}`);
    this.name = "RegionAnswerError";
  }
}

export const toRegionRequest = (body: BodyInit, signal: AbortSignal): Request =>
  new Request(`https://region${REGION_PATH}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    signal,
    // Neither the text nor the secret is for another host.
    redirect: "manual",
  });

/** Reads a region's answer to work. Throws `NoSelectionError` as the edge would, or `RegionAnswerError`. */
export async function fromRegionResponse(
  region: string,
  response: Response,
  reading: Reading,
): Promise<{ extract: Extract; colo: string | null }> {
  const answer = await read(region, response, regionAnswer, reading);
  if ("refused" in answer) throw new NoSelectionError(answer.refused.field, answer.refused.works);
  return { extract: answer.extract, colo: placedAt(response) ?? answer.colo };
}

/** Where a region says it runs. Throws `RegionAnswerError`. */
export async function fromWhereResponse(
  region: string,
  response: Response,
  reading: Reading,
): Promise<string | null> {
  const answer = await read(region, response, whereAnswer, reading);
  return placedAt(response) ?? answer.colo;
}

/** A pinned Worker is told by the platform itself where it ran. */
const placedAt = (response: Response): string | null =>
  coloOf(response.headers.get("cf-placement") ?? "");

async function read<T>(
  region: string,
  response: Response,
  schema: z.ZodType<T>,
  reading: Reading,
): Promise<T> {
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new RegionAnswerError(region, `status ${response.status}`);
  }
  const answer = schema.safeParse(parse(region, await readText(region, response, reading)));
  if (!answer.success) throw new RegionAnswerError(region, "in another form than expected");
  return answer.data;
}

/** Throws `RegionAnswerError` once a body is too large, and the signal's reason. */
async function readText(region: string, { body }: Response, { signal, count }: Reading) {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      bytes += chunk.byteLength;
      count?.(chunk.byteLength);
      if (bytes > MAX_ANSWER_BYTES) throw new RegionAnswerError(region, "more than it may");
      text += decoder.decode(chunk, { stream: true });
    },
  });
  await body?.pipeTo(sink, { signal });
  return text + decoder.decode();
}

function parse(region: string, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new RegionAnswerError(region, "no JSON");
  }
}
