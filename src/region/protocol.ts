import * as z from "zod";
import { READ_LANGUAGES } from "../contract/language.ts";
import { FORMATS, LENGTHS, MODEL_NAMES } from "../contract/options.ts";
import { zone } from "../placement/regions.ts";
import type { Extract } from "../summarizer/extract/extract.ts";
import { NoSelectionError } from "../summarizer/extract/select.ts";
import type { Abstract } from "../summarizer/generation/abstract.ts";
import { TASKS } from "../summarizer/generation/model.ts";
import { offer } from "../summarizer/models/writer.ts";
import { coloOf } from "./trace.ts";

/**
 * The internal call from the edge to a region: one POST of JSON, one answer of JSON. A version in the
 * path keeps an edge and a region that were deployed apart from misreading each other.
 */
export const REGION_PATH = "/internal/v2/summaries";
/** Takes `RegionWriting`; a region that answers here offers at least one model that writes. */
export const WRITE_PATH = "/internal/v2/writings";
/** Answers where the region really runs and which models write there. */
export const WHERE_PATH = "/internal/v2/where";

export const regionWork = z.object({
  text: z.string().min(1),
  language: z.enum(READ_LANGUAGES),
  model: z.enum(MODEL_NAMES),
  options: z.object({
    length: z.enum(LENGTHS),
    format: z.enum(FORMATS),
    maxLength: z.int().positive().optional(),
    minLength: z.int().positive().optional(),
    query: z.string().optional(),
    compress: z.boolean().optional(),
    sentences: z.int().positive().optional(),
    overflow: z.enum(["refuse", "cut"]).optional(),
  }),
});

export type RegionWork = z.infer<typeof regionWork>;

export const regionWriting = z.object({
  text: z.string().min(1),
  language: z.enum(READ_LANGUAGES),
  model: z.string(),
  options: z.object({
    numBeams: z.int().min(1).max(16),
    earlyStopping: z.union([z.boolean(), z.literal("never")]),
    minTokens: z.int().min(0),
    maxTokens: z.int().positive(),
    task: z.enum(TASKS).optional(),
  }),
});

export type RegionWriting = z.infer<typeof regionWriting>;

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
          cut: z.literal(true).optional(),
        }),
      ),
      outputTokens: z.int().min(0),
    }),
    colo,
    zone: zone.optional(),
  }),
  z.object({
    refused: z.object({ field: z.enum(["max_length", "min_length"]), works: z.int() }),
  }),
]);

const count = z.int().min(0);
const writingAnswer = z.object({
  abstract: z.object({
    summary: z.string(),
    inputTokens: count,
    outputTokens: count,
    steps: count,
    meanLogProbability: z.number().max(0),
    sentencesRead: count,
    isTruncated: z.boolean(),
  }),
  colo,
  zone: zone.optional(),
});

/** A region that is older than its writers' offers tells none. */
const whereAnswer = z.object({
  colo,
  zone: zone.optional(),
  offers: z.array(offer).max(100).default([]),
});

/** Where a region runs, and what writes there. */
export type About = z.infer<typeof whereAnswer>;

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
  /** Whether it has more work than it can take; so a Durable Object's errors say it, too. */
  readonly overloaded: boolean;

  constructor(region: string, what: string, overloaded = false) {
    super(`${region} answered ${what}`);
    this.name = "RegionAnswerError";
    this.overloaded = overloaded;
  }
}

export const toRegionRequest = (body: BodyInit, signal: AbortSignal, path = REGION_PATH): Request =>
  new Request(`https://region${path}`, {
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
): Promise<{ extract: Extract } & Place> {
  const answer = await read(region, response, regionAnswer, reading);
  if ("refused" in answer) throw new NoSelectionError(answer.refused.field, answer.refused.works);
  return { ...answer, colo: placedAt(response) ?? answer.colo };
}

/** Reads a region's answer to a writing. Throws `RegionAnswerError`. */
export async function fromWritingResponse(
  region: string,
  response: Response,
  reading: Reading,
): Promise<{ abstract: Abstract } & Place> {
  const answer = await read(region, response, writingAnswer, reading);
  return { ...answer, colo: placedAt(response) ?? answer.colo };
}

/** Where a region says it runs, and what writes there. Throws `RegionAnswerError`. */
export async function fromWhereResponse(
  region: string,
  response: Response,
  reading: Reading,
): Promise<About> {
  const answer = await read(region, response, whereAnswer, reading);
  return { ...answer, colo: placedAt(response) ?? answer.colo };
}

/** Where work was done: by the platform's word, and by the region's own where no platform tells. */
interface Place {
  colo: string | null;
  zone?: string | undefined;
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
    throw new RegionAnswerError(region, `status ${response.status}`, response.status === 503);
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
