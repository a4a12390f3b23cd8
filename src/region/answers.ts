import type * as z from "zod";
import type { Extract } from "../summarizer/extract/extract.ts";
import { NoSelectionError } from "../summarizer/extract/select.ts";
import type { Abstract } from "../summarizer/generation/abstract.ts";
import { floatsOf, type Tensor, type Tensors } from "../summarizer/models/graph.ts";
import { UnpackedTooLargeError, type UnpackOptions, unpack } from "./packed.ts";
import {
  type About,
  MAX_ANSWER_BYTES,
  rereadingAnswer,
  whereAnswer,
  workAnswer,
  writingAnswer,
} from "./protocol.ts";
import { fromSent, type SentTensors } from "./tensors.ts";
import { coloOf } from "./trace.ts";

/** A region's answer that does not match the protocol. */
export class RegionAnswerError extends Error {
  /** Whether the region is overloaded; a Durable Object's own errors use the same name. */
  readonly overloaded: boolean;

  constructor(region: string, what: string, overloaded = false) {
    super(`${region} answered ${what}`);
    this.name = "RegionAnswerError";
    this.overloaded = overloaded;
  }
}

/** The place where work was done, as reported by the platform, otherwise by the region itself. */
interface RanAt {
  colo: string | null;
  zone?: string | undefined;
}

/**
 * Reads the answer to a writing of `count` texts.
 * @throws RegionAnswerError also where it has another number of them
 */
export const fromWritingResponse =
  (count: number) =>
  async (
    region: string,
    response: Response,
    reading: UnpackOptions,
  ): Promise<{ abstracts: Abstract[] } & RanAt> => {
    const answer = await read(region, response, writingAnswer, reading);
    if (answer.abstracts.length !== count) {
      throw new RegionAnswerError(region, `${answer.abstracts.length} of ${count} texts`);
    }
    return placed(answer, response);
  };

/**
 * Reads the answer to a rereading of `window` sentences.
 * @throws RegionAnswerError also if it does not contain a finite figure for each sentence
 */
export const fromRereadingResponse =
  (window: number) =>
  async (
    region: string,
    response: Response,
    reading: UnpackOptions,
  ): Promise<{ outputs: Tensors } & RanAt> => {
    const answer = await read(region, response, rereadingAnswer, reading);
    const outputs = outputsOf(region, answer.outputs);
    const scores = outputs.salience?.data.length ?? 0;
    if (scores !== window) throw new RegionAnswerError(region, `${scores} of ${window} scores`);
    if (!Object.values(outputs).every(areFinite)) {
      throw new RegionAnswerError(region, "a figure that is not finite");
    }
    return placed({ ...answer, outputs }, response);
  };

/**
 * Reads the answer to a whole document.
 * @throws NoSelectionError under the same condition as the edge
 * @throws RegionAnswerError
 */
export async function fromRegionResponse(
  region: string,
  response: Response,
  reading: UnpackOptions,
): Promise<{ extract: Extract } & RanAt> {
  const answer = await read(region, response, workAnswer, reading);
  if ("refused" in answer) throw new NoSelectionError(answer.refused.field, answer.refused.works);
  return placed(answer, response);
}

/**
 * The place where a region says that it runs, and the models that write there.
 * @throws RegionAnswerError
 */
export async function fromWhereResponse(
  region: string,
  response: Response,
  reading: UnpackOptions,
): Promise<About> {
  return placed(await read(region, response, whereAnswer, reading), response);
}

/** The platform's own report of the place where a pinned Worker ran. */
const placed = <T extends RanAt>(answer: T, response: Response): T => ({
  ...answer,
  colo: coloOf(response.headers.get("cf-placement") ?? "") ?? answer.colo,
});

const areFinite = (tensor: Tensor): boolean => floatsOf(tensor)?.every(Number.isFinite) ?? false;

function outputsOf(region: string, sent: SentTensors): Tensors {
  try {
    return fromSent(sent);
  } catch (error) {
    throw new RegionAnswerError(region, `tensors that do not add up: ${String(error)}`);
  }
}

async function read<T>(
  region: string,
  response: Response,
  schema: z.ZodType<T>,
  reading: UnpackOptions,
): Promise<T> {
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new RegionAnswerError(region, `status ${response.status}`, response.status === 503);
  }
  const answer = schema.safeParse(parse(region, await readText(region, response, reading)));
  if (!answer.success) throw new RegionAnswerError(region, "in another form than expected");
  return answer.data;
}

/**
 * @throws RegionAnswerError once a body is too large
 * @throws the signal's reason when it aborts
 */
async function readText(
  region: string,
  response: Response,
  reading: UnpackOptions,
): Promise<string> {
  try {
    return await unpack(response, MAX_ANSWER_BYTES, reading);
  } catch (error) {
    if (error instanceof UnpackedTooLargeError) throw new RegionAnswerError(region, error.message);
    throw error;
  }
}

function parse(region: string, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new RegionAnswerError(region, "something that is not JSON");
  }
}
