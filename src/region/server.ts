import * as z from "zod";
import { PROBLEM_STATUS, RefusedError } from "../contract/refused.ts";
import { ModelNotOfferedError, ModelUnavailableError } from "../summarizer/extract/choose.ts";
import {
  predictCpuSeconds,
  predictReadingSeconds,
  predictRereadingSeconds,
} from "../summarizer/extract/cost.ts";
import { extract } from "../summarizer/extract/extract.ts";
import { NoSelectionError } from "../summarizer/extract/select.ts";
import { writeEach } from "../summarizer/generation/abstract.ts";
import { loadReader, loadRereader, manifestOf, ratesOf } from "../summarizer/models/registry.ts";
import type { AssetStore } from "../summarizer/models/weights.ts";
import { type Writers, writingSeconds } from "../summarizer/models/writer.ts";
import { readDocument } from "../summarizer/text/document.ts";
import { GZIP_TYPE, pack, unpack } from "./packed.ts";
import {
  MAX_WORK_BYTES,
  REGION_PATH,
  REREAD_PATH,
  type RegionRereading,
  type RegionWork,
  type RegionWriting,
  regionRereading,
  regionWork,
  regionWriting,
  WHERE_PATH,
  WRITE_PATH,
} from "./protocol.ts";
import { fromSent, toSent } from "./tensors.ts";
import type { Turns } from "./turns.ts";

/** The resources of a region. */
export interface RegionHost {
  /** Weights of the models that are not in the bundle. */
  assets: AssetStore;
  /** The models that write here. */
  writers: Writers;
  /** The grid that feeds it, for platforms that do not report their location. */
  zone?: string | undefined;
  turns: Turns;
}

/** Work that a region cannot do; the status distinguishes an error of the caller from one of the region. */
class RegionWorkError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "RegionWorkError";
    this.status = status;
  }
}

/**
 * The region's side of the internal protocol, used by a Durable Object, a pinned Worker and a greengist on another
 * host. The code that calls it has checked that the edge is authorized.
 * @param locate returns the IATA code of the location where this region runs
 */
export async function answerRegion(
  request: Request,
  locate: () => Promise<string | null>,
  host: RegionHost,
): Promise<Response> {
  try {
    const answer = await answerTo(request, host);
    return await toResponse({ ...answer, colo: await locate(), zone: host.zone }, request);
  } catch (error) {
    const status = statusOf(error);
    if (status === null) throw error;
    return new Response((error as Error).message, { status });
  }
}

async function answerTo(request: Request, { assets, writers, turns }: RegionHost): Promise<object> {
  switch (new URL(request.url).pathname) {
    case WHERE_PATH:
      return { offers: await writers.offers() };
    case WRITE_PATH:
      return write(await read(request, regionWriting), { writers, turns }, request.signal);
    case REREAD_PATH:
      return reread(await read(request, regionRereading), { assets, turns }, request.signal);
    case REGION_PATH:
      return summarize(await read(request, regionWork), { assets, turns }, request.signal);
    default:
      throw new RegionWorkError(404, "This region does not support that path.");
  }
}

async function write(
  { texts, language, model, options }: RegionWriting,
  { writers, turns }: Pick<RegionHost, "writers" | "turns">,
  signal: AbortSignal,
) {
  const writer = await writers.open(model);
  if (!writer) throw new RegionWorkError(404, `There is no ${model} here.`);
  const { offer } = writer;
  const size = {
    inputTokens: offer.inputTokens,
    steps: options.maxTokens,
    beams: options.numBeams,
  };
  const work = () => writeEach(texts, language, options, writer.model, { signal });
  return { abstracts: await turns.take(texts.length * writingSeconds(offer, size), work, signal) };
}

async function reread(
  { model, version, inputs }: RegionRereading,
  { assets, turns }: Pick<RegionHost, "assets" | "turns">,
  signal: AbortSignal,
) {
  const manifest = manifestOf(model);
  const here = manifest.version;
  if (here !== version) throw new RegionWorkError(409, `${model} is ${here} here, not ${version}.`);
  const graph = await loadRereader(model, assets);
  const tensors = fromSent(inputs);
  const size = {
    tokens: tensors.input_ids?.data.length ?? 0,
    sentences: tensors.prior?.data.length ?? 0,
  };
  const seconds = predictRereadingSeconds(size, manifest, tensors.trim?.data[0] === 1);
  return { outputs: toSent(await turns.take(seconds, () => graph.run(tensors), signal)) };
}

async function summarize(
  { text, language, options }: RegionWork,
  { assets, turns }: Pick<RegionHost, "assets" | "turns">,
  signal: AbortSignal,
) {
  const { graph, tokenizer } = await loadReader(language, assets);
  const rates = ratesOf(language);
  const reading = predictReadingSeconds(text, rates).most;
  const reads = async () => readDocument(text, language, tokenizer);
  const document = await turns.take(reading, reads, signal);
  try {
    const { read, all } = predictCpuSeconds(text.length, document.sentences, rates);
    const extracts = () => extract(document, options, { nano: graph });
    return { extract: await turns.take(all - read, extracts, signal) };
  } catch (error) {
    if (!(error instanceof NoSelectionError)) throw error;
    return { refused: { field: error.field, works: error.works } };
  }
}

/** @throws RegionWorkError for work that this region does not understand */
async function read<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const body: unknown = await unpack(request, MAX_WORK_BYTES, { signal: request.signal })
    .then(JSON.parse)
    .catch(() => undefined);
  const work = schema.safeParse(body);
  if (!work.success) throw new RegionWorkError(422, z.prettifyError(work.error));
  return work.data;
}

async function toResponse(answer: object, request: Request): Promise<Response> {
  if (!request.headers.get("accept")?.includes(GZIP_TYPE)) return Response.json(answer);
  const { bytes, type } = await pack(answer);
  return new Response(bytes, { headers: { "content-type": type } });
}

function statusOf(error: unknown): number | null {
  if (error instanceof RegionWorkError) return error.status;
  if (error instanceof RefusedError) return PROBLEM_STATUS[error.type];
  if (error instanceof RangeError) return 422;
  const isMissing = error instanceof ModelNotOfferedError || error instanceof ModelUnavailableError;
  return isMissing ? 503 : null;
}
