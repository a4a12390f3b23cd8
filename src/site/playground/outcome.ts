import type { SentenceJson, SummaryAnswer } from "../../contract/summary.ts";
import { estimateOnDevice } from "../../emissions/device.ts";
import type { Range } from "../../emissions/range.ts";
import { WORLD } from "../../grid/world.ts";
import type { DeviceSummary } from "../device/client/message.ts";

/** A sentence of a summary; of a written one, also how it was made from its source. */
export type ShownSentence = SentenceJson;

/** A finished summary, wherever it was made. */
export interface Outcome {
  summary: string;
  sentences: readonly ShownSentence[];
  language: SummaryAnswer["language"];
  truncated: boolean;
  model: string;
  /** The reason for the mode, with the result of the check of the written text. */
  modeReason: string | null;
  /** Whether the model wrote the summary instead of choosing sentences. */
  isWritten: boolean;
  inputTokens: number;
  outputTokens: number;
  /** From the request to the summary, as experienced by the reader. */
  elapsedMs: number;
  /** UTF-8 bytes of text and summary. */
  bytes: number;
  ran: Ran;
  cost: Cost;
}

export type Ran =
  | { place: "edge" | "region"; where: string; reason: string; id: string }
  | ({ place: "device" } & Pick<
      DeviceSummary,
      "provider" | "ranWriter" | "threads" | "isWhole" | "webGpuFailure" | "openingMs" | "busyMs"
    >);

export interface Cost {
  totalGrams: Range;
  energyKwh: Range;
  operationalGrams: number;
  networkGrams: number;
  /** The emissions at the edge; on this device, the actual emissions. */
  stayingGrams: number;
  /** Null if the work was done on the reader's device. */
  embodiedGrams: number | null;
  grid: { zone: string; gramsPerKwh: number; kind: SummaryAnswer["emissions"]["grid"]["kind"] };
  /** Intensity of the edge's grid, which feeds the network to the caller. */
  edgeGramsPerKwh: number;
  /** Bytes of model and runtime that this run loaded. */
  downloadedBytes: number;
}

/** The members of an answer of `POST /v1/summarize` that the page shows. */
export type ShownAnswer = Pick<
  SummaryAnswer,
  | "id"
  | "summary"
  | "sentences"
  | "language"
  | "truncated"
  | "mode"
  | "model"
  | "usage"
  | "placement"
  | "emissions"
>;

/** The outcome of a server response. */
export function fromAnswer(answer: ShownAnswer, elapsedMs: number, bytes: number): Outcome {
  const { placement, emissions } = answer;
  return {
    ...common(answer, elapsedMs, bytes),
    language: answer.language,
    truncated: answer.truncated,
    model: answer.model.name,
    modeReason: answer.mode.reason,
    isWritten: answer.mode.used === "abstractive",
    inputTokens: answer.usage.input_tokens,
    outputTokens: answer.usage.output_tokens,
    ran: {
      place: placement.ran,
      where: placement.region ?? placement.colo ?? "",
      reason: placement.reason,
      id: answer.id,
    },
    cost: {
      totalGrams: emissions.total_g,
      stayingGrams: emissions.counterfactual_g,
      energyKwh: emissions.energy_kwh,
      operationalGrams: emissions.operational_g,
      networkGrams: emissions.network_g,
      embodiedGrams: emissions.embodied_g,
      grid: {
        zone: emissions.grid.zone,
        gramsPerKwh: emissions.grid.grams_per_kwh,
        kind: emissions.grid.kind,
      },
      edgeGramsPerKwh: (emissions.inputs?.edge_grid ?? emissions.grid).grams_per_kwh,
      downloadedBytes: 0,
    },
  };
}

/** The outcome of a run on this device, with an estimate of its emissions. */
export function fromDevice(found: DeviceSummary, elapsedMs: number, bytes: number): Outcome {
  const { extract, busyMs, downloadedBytes } = found;
  const { gramsPerKwh, zone } = WORLD;
  const cost = estimateOnDevice({ busySeconds: busyMs / 1000, downloadedBytes, gramsPerKwh });
  return {
    ...common(extract, elapsedMs, bytes),
    language: found.language,
    truncated: found.truncated,
    model: found.model,
    modeReason: found.mode?.reason ?? null,
    isWritten: found.mode?.used === "abstractive",
    inputTokens: found.inputTokens,
    outputTokens: extract.outputTokens,
    ran: { place: "device", ...found },
    cost: {
      totalGrams: cost.totalGrams,
      stayingGrams: cost.totalGrams.value,
      energyKwh: cost.energyKwh,
      operationalGrams: cost.operationalGrams.value,
      networkGrams: cost.networkGrams.value,
      embodiedGrams: null,
      grid: { zone, gramsPerKwh, kind: "yearly" },
      edgeGramsPerKwh: gramsPerKwh,
      downloadedBytes,
    },
  };
}

const common = (
  { summary, sentences }: Pick<Outcome, "summary" | "sentences">,
  elapsedMs: number,
  bytes: number,
) => ({ summary, sentences, elapsedMs, bytes });
