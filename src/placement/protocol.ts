import * as z from "zod";
import type { Extract, ExtractOptions } from "../summarizer/extract.ts";
import { NoSelectionError } from "../summarizer/select.ts";

/**
 * The internal call from the edge to a region: one POST of JSON, one answer of JSON. A version in the
 * path keeps an edge and a region that were deployed apart from misreading each other.
 */
export const REGION_PATH = "/internal/v1/summaries";

export interface RegionWork {
  text: string;
  language: "en" | "zh";
  options: ExtractOptions;
}

const sentence = z.object({
  text: z.string(),
  start: z.int().min(0),
  end: z.int().min(0),
  score: z.number(),
});

const regionAnswer = z.union([
  z.object({
    extract: z.object({
      summary: z.string(),
      sentences: z.array(sentence),
      outputTokens: z.int().min(0),
    }),
    /** IATA code of the data centre that did the work; null where it cannot be told. */
    colo: z.string().max(8).nullable(),
  }),
  z.object({
    refused: z.object({ field: z.enum(["max_length", "min_length"]), works: z.int() }),
  }),
]);

/** A region that answered what the protocol does not know. */
export class RegionAnswerError extends Error {
  constructor(region: string, what: string) {
    super(`${region} answered ${what}`);
    this.name = "RegionAnswerError";
  }
}

export const toRegionRequest = (body: string, signal?: AbortSignal): Request =>
  new Request(`https://region${REGION_PATH}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    ...(signal && { signal }),
  });

/** Reads a region's answer. Throws `NoSelectionError` as the edge would, or `RegionAnswerError`. */
export async function fromRegionResponse(
  region: string,
  response: Response,
): Promise<{ extract: Extract; colo: string | null; bytes: number }> {
  if (response.status !== 200) throw new RegionAnswerError(region, `status ${response.status}`);
  const body = await response.text();
  const answer = regionAnswer.safeParse(parse(region, body));
  if (!answer.success) throw new RegionAnswerError(region, "in another form than expected");
  if ("refused" in answer.data) {
    throw new NoSelectionError(answer.data.refused.field, answer.data.refused.works);
  }
  return { ...answer.data, bytes: new TextEncoder().encode(body).byteLength };
}

function parse(region: string, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new RegionAnswerError(region, "no JSON");
  }
}
