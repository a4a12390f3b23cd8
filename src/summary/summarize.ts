import type { SummaryRequest } from "../contract/request.ts";
import type { Intensity } from "../grid/intensity.ts";
import { WORLD } from "../grid/world.ts";
import { account } from "../ledger/account.ts";
import { drawOf } from "../ledger/key.ts";
import type { Receipt } from "../ledger/receipt.ts";
import type { Placement } from "../placement/decide.ts";
import { patienceMs } from "../placement/patience.ts";
import { type Done, type Forwarded, forward } from "../region/forward.ts";
import type { Offers } from "../region/offers.ts";
import { type Edge, intensityAt, place, type World } from "../region/place.ts";
import { type Choice, chooseModel, ModelUnavailableError } from "../summarizer/extract/choose.ts";
import { type CpuSeconds, predictCpuSeconds } from "../summarizer/extract/cost.ts";
import {
  type Extract,
  type ExtractOptions,
  extract,
  isTrimming,
} from "../summarizer/extract/extract.ts";
import { cutToFit } from "../summarizer/extract/overflow.ts";
import {
  loadGraphs,
  loadNano,
  manifestOf,
  offered,
  ratesOf,
} from "../summarizer/models/registry.ts";
import type { AssetStore } from "../summarizer/models/small.ts";
import type { Writers } from "../summarizer/models/writer.ts";
import { type Document, readDocument } from "../summarizer/text/document.ts";
import { detectLanguage } from "../summarizer/text/language.ts";
import { asAsked, type ModeAnswer, modeOf } from "./mode.ts";
import { refuseTooCostly } from "./too-costly.ts";
import { write } from "./write.ts";

/** One request and the world around it. */
export interface Occasion {
  id: string;
  /** When the request came in, milliseconds since the epoch. */
  now: number;
  /** Size of the request's body. */
  bytes: number;
  edge: Edge;
  world: World;
  /** Has the weights of models that are not in the bundle. */
  assets: AssetStore;
  /** A dirtier grid means the smallest model; undefined where the grid does not matter. */
  smallMaxGramsPerKwh: number | undefined;
  /** Whether the demo sent it. */
  isSimulated: boolean;
  /** Public id of the caller's API key. */
  keyId: string | null;
  /** CPU time that it took to make text of what came in. */
  preparedSeconds: number;
  /** More than that nobody may ask for. */
  maxCpuSeconds: number;
  /** Aborts when the caller goes away. */
  signal: AbortSignal;
  /** The models that write here, and those in regions. */
  writers: Writers;
  writersOfRegions: () => ReturnType<Offers["of"]>;
  /** Is given what a writer here writes, piece by piece, while it invents nothing. */
  onText?: ((piece: string) => void | Promise<void>) | undefined;
}

/** All that is known of a request once it is served. */
export interface Summary {
  occasion: Occasion;
  document: Document;
  extract: Extract;
  cpuSeconds: CpuSeconds;
  /** What the work needs in memory, where that is not an isolate's. */
  memoryGb?: number;
  placement: Placement;
  /** Whether the caller named the place. */
  isForced: boolean;
  /** What came back from regions, if any was asked. */
  forwarded: Forwarded<Done>;
  /** The grid that fed the edge, and the one that fed the work. */
  grids: { edge: Intensity; ran: Intensity };
  /** What made the summary. */
  model: { name: string; version: string; quantization: string; reason: string };
  mode: ModeAnswer;
}

/** An answer's size but for the summary: offsets, placement and receipt. */
export const ANSWER_BYTES = 3_000;

const NOT_FORWARDED: Forwarded = { result: null, bytes: 0 };

/** The way of a request: tokenize -> place -> summarize. Throws the domain errors of each step. */
export async function summarize(request: SummaryRequest, occasion: Occasion): Promise<Summary> {
  const { edge, world, signal } = occasion;
  const { tokenizer } = await loadNano();
  const language = request.language === "auto" ? detectLanguage(request.text) : request.language;
  const document = readDocument(request.text, language, tokenizer);
  if (modeOf(request.mode, language) === "abstractive") {
    const reading = predictCpuSeconds(request.text.length, document.sentences, ...ratesOf("nano"));
    return write(request, document, reading, occasion);
  }
  const edgeGrid = intensityAt(edge, world.intensityOf);
  let choice = chooseModel(request, document, {
    offered,
    gramsPerKwh: edgeGrid?.gramsPerKwh ?? null,
    smallMaxGramsPerKwh: occasion.smallMaxGramsPerKwh,
  });
  const secondsOf = ({ model }: Choice) => {
    const [nano, small] = ratesOf(model);
    const trims = isTrimming(request);
    return predictCpuSeconds(request.text.length, document.sentences, nano, small, trims);
  };
  const seconds = secondsOf(choice);
  refuseTooCostly(seconds.all, occasion.maxCpuSeconds);

  const { placement, targets } = place(
    {
      cpuSeconds: seconds,
      clientBytes: occasion.bytes + ANSWER_BYTES,
      forwardedBytes: occasion.bytes + ANSWER_BYTES,
      wanted: request.region,
      maxAddedLatencyMs: request.max_added_latency_ms,
      holdoutDraw: drawOf(occasion.id),
    },
    edge,
    world,
  );

  const options = optionsOf(request);
  const forwarded =
    targets.length === 0
      ? NOT_FORWARDED
      : await forward(
          targets,
          { text: request.text, language, model: choice.model, options },
          {
            pool: world.pool,
            deadlineMs: patienceMs(seconds.all),
            caller: signal,
          },
        );
  let done = forwarded.result?.extract;
  if (!done) {
    const graphs = await loadGraphs(choice.model, occasion.assets).catch((error) => {
      if (!(error instanceof ModelUnavailableError) || !mayDoWithNano(request)) throw error;
      choice = { model: "nano", reason: "small could not be loaded." };
      return loadGraphs("nano", occasion.assets);
    });
    done = cutToFit(await extract(document, options, ...graphs), options, tokenizer.encode);
  }
  return {
    occasion,
    document,
    extract: done,
    cpuSeconds: secondsOf(choice),
    placement,
    isForced: request.region !== "auto",
    forwarded,
    grids: gridsOf(forwarded, occasion),
    model: { ...identityOf(manifestOf(choice.model)), reason: choice.reason },
    mode: asAsked(request.mode),
  };
}

/** The receipt of a served request whose answer, but for the receipt, has `answerBytes`. */
export const receiptOf = (summary: Summary, answerBytes: number, latencyMs: number): Receipt => {
  const { occasion, document, placement, forwarded, grids } = summary;
  return account({
    request: {
      id: occasion.id,
      at: new Date(occasion.now).toISOString(),
      model: summary.model.name,
      language: document.language,
      weight: placement.weight,
      colo: occasion.edge.colo ?? "unknown",
      isHoldout: placement.isHoldout,
      latencyMs,
      isForced: summary.isForced,
      isSimulated: occasion.isSimulated,
      key: occasion.keyId,
      inputTokens: document.tokens,
      outputTokens: summary.extract.outputTokens,
    },
    cpuSeconds: summary.cpuSeconds,
    preparedSeconds: occasion.preparedSeconds,
    memoryGb: summary.memoryGb,
    clientBytes: occasion.bytes + answerBytes,
    forwardedBytes: forwarded.bytes,
    edge: grids.edge,
    region: forwarded.result && {
      id: forwarded.result.region.id,
      pue: forwarded.result.region.pue,
      intensity: grids.ran,
    },
  });
};

/** The grid that fed the edge, and the one that fed the work. */
export function gridsOf(forwarded: Forwarded<Done>, { edge, world }: Occasion): Summary["grids"] {
  const edgeGrid = intensityAt(edge, world.intensityOf) ?? WORLD;
  return { edge: edgeGrid, ran: regionGrid(forwarded, world) ?? edgeGrid };
}

/** A region is charged to where it says it ran, else to what its table entry expects. */
const regionGrid = ({ result }: Forwarded<Done>, world: World): Intensity | null =>
  result &&
  (intensityAt(
    {
      colo: result.colo ?? undefined,
      hintZones: result.zone ? [result.zone] : result.region.zones,
    },
    world.intensityOf,
  ) ??
    WORLD);

/** Whether a request that the choice gave to small is served by nano too. */
const mayDoWithNano = ({ model, compress }: SummaryRequest) => model === "auto" && !compress;

export const optionsOf = (request: SummaryRequest): ExtractOptions => ({
  length: request.length,
  format: request.format,
  compress: request.compress,
  overflow: request.overflow,
  ...(request.query !== undefined && { query: request.query }),
  ...(request.sentences !== undefined && { sentences: request.sentences }),
  ...(request.max_length !== undefined && { maxLength: request.max_length }),
  ...(request.min_length !== undefined && { minLength: request.min_length }),
});

/** What an answer tells of a model. */
export const identityOf = ({ name, version, quantization }: Identity): Identity => ({
  name,
  version,
  quantization,
});

type Identity = { name: string; version: string; quantization: string };
