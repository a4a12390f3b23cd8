import { account } from "./emissions/account.ts";
import { drawOf } from "./emissions/key.ts";
import type { Receipt } from "./emissions/receipt.ts";
import type { Intensity } from "./grid/intensity.ts";
import { WORLD } from "./grid/world.ts";
import type { Placement } from "./placement/decide.ts";
import { type Done, type Forwarded, forward } from "./placement/forward.ts";
import type { Offers } from "./placement/offers.ts";
import { patienceMs } from "./placement/patience.ts";
import { type Edge, intensityAt, place, type World } from "./placement/place.ts";
import type { SummaryRequest } from "./request.ts";
import { type CpuSeconds, predictCpuSeconds } from "./summarizer/cost.ts";
import { type Document, readDocument } from "./summarizer/document.ts";
import { type Extract, type ExtractOptions, extract } from "./summarizer/extract.ts";
import { detectLanguage } from "./summarizer/language.ts";
import { loadNano, manifest } from "./summarizer/nano.ts";
import type { Writers } from "./summarizer/writer.ts";
import { asAsked, type ModeAnswer, modeOf } from "./writing/mode.ts";
import { write } from "./writing/write.ts";

/** One request and the world around it. */
export interface Occasion {
  id: string;
  /** When the request came in, milliseconds since the epoch. */
  now: number;
  /** Size of the request's body. */
  bytes: number;
  edge: Edge;
  world: World;
  /** Whether the demo sent it. */
  isSimulated: boolean;
  /** Aborts when the caller goes away. */
  signal: AbortSignal;
  /** The models that write here, and those in regions. */
  writers: Writers;
  writersOfRegions: () => ReturnType<Offers["of"]>;
  /** Is given what a writer here writes, piece by piece, before it is judged. */
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
  model: { name: string; version: string; quantization: string };
  mode: ModeAnswer;
}

/** An answer's size but for the summary: offsets, placement and receipt. */
export const ANSWER_BYTES = 3_000;

const NOT_FORWARDED: Forwarded = { result: null, bytes: 0 };

/** The way of a request: tokenize -> place -> summarize. Throws the domain errors of each step. */
export async function summarize(request: SummaryRequest, occasion: Occasion): Promise<Summary> {
  const { edge, world, signal } = occasion;
  const nano = await loadNano();
  const language = request.language === "auto" ? detectLanguage(request.text) : request.language;
  const document = readDocument(request.text, language, nano.tokenizer);
  const seconds = predictCpuSeconds(request.text.length, document.sentences, manifest.calibration);

  if (modeOf(request.mode, language) === "abstractive") {
    return write(request, document, seconds, occasion);
  }

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
          { text: request.text, language, options },
          {
            pool: world.pool,
            deadlineMs: patienceMs(seconds.all),
            caller: signal,
          },
        );
  return {
    occasion,
    document,
    extract: forwarded.result?.extract ?? (await extract(document, options, nano.run)),
    cpuSeconds: seconds,
    placement,
    isForced: request.region !== "auto",
    forwarded,
    grids: gridsOf(forwarded, occasion),
    model: manifest,
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
      inputTokens: document.tokens,
      outputTokens: summary.extract.outputTokens,
    },
    cpuSeconds: summary.cpuSeconds,
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

export const optionsOf = (request: SummaryRequest): ExtractOptions => ({
  length: request.length,
  format: request.format,
  ...(request.max_length !== undefined && { maxLength: request.max_length }),
  ...(request.min_length !== undefined && { minLength: request.min_length }),
});
