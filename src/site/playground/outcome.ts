import type { ReadLanguage } from "../../contract/language.ts";
import { estimateOnDevice } from "../../emissions/device.ts";
import type { Range } from "../../emissions/range.ts";
import { WORLD } from "../../grid/world.ts";
import type { DeviceSummary } from "../device/client/message.ts";

/** A finished summary, wherever it was made. */
export interface Outcome {
  summary: string;
  sentences: readonly { text: string; start: number; end: number; score: number }[];
  language: ReadLanguage;
  truncated: boolean;
  model: string;
  /** Whether it put it in its own words, rather than choose sentences. */
  isWritten: boolean;
  inputTokens: number;
  outputTokens: number;
  /** As the reader waited for it. */
  elapsedMs: number;
  /** Of text and summary. */
  bytes: number;
  ran: Ran;
  cost: Cost;
}

export type Ran =
  | { place: "edge" | "region"; where: string; reason: string; id: string }
  | ({ place: "device" } & Pick<
      DeviceSummary,
      "provider" | "threads" | "isWhole" | "webGpuFailure" | "openingMs" | "busyMs"
    >);

export interface Cost {
  totalGrams: Range;
  energyKwh: Range;
  operationalGrams: number;
  networkGrams: number;
  /** Null where the device that did the work is the reader's. */
  embodiedGrams: number | null;
  grid: { zone: string; gramsPerKwh: number; kind: "live" | "forecast" | "yearly" };
  /** Bytes of model and runtime that this run loaded. */
  downloadedBytes: number;
}

/** The parts of an answer of `POST /v1/summarize` that are shown. */
export interface Answered {
  id: string;
  summary: string;
  sentences: Outcome["sentences"];
  language: ReadLanguage;
  truncated: boolean;
  mode: { used: "extractive" | "abstractive" };
  model: { name: string };
  usage: { input_tokens: number; output_tokens: number };
  placement: { ran: "edge" | "region"; region: string | null; colo: string | null; reason: string };
  emissions: {
    total_g: Range;
    energy_kwh: Range;
    operational_g: number;
    network_g: number;
    embodied_g: number;
    grid: { zone: string; grams_per_kwh: number; kind: Cost["grid"]["kind"] };
  };
}

/** What the server answered, as it is shown. */
export function fromAnswer(answer: Answered, elapsedMs: number, bytes: number): Outcome {
  const { placement, emissions } = answer;
  return {
    ...common(answer, elapsedMs, bytes),
    language: answer.language,
    truncated: answer.truncated,
    model: answer.model.name,
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
      energyKwh: emissions.energy_kwh,
      operationalGrams: emissions.operational_g,
      networkGrams: emissions.network_g,
      embodiedGrams: emissions.embodied_g,
      grid: {
        zone: emissions.grid.zone,
        gramsPerKwh: emissions.grid.grams_per_kwh,
        kind: emissions.grid.kind,
      },
      downloadedBytes: 0,
    },
  };
}

/** What a run on this device says, with the estimate of its cost. */
export function fromDevice(
  found: DeviceSummary,
  model: string,
  elapsedMs: number,
  bytes: number,
): Outcome {
  const { extract, busyMs, downloadedBytes } = found;
  const { gramsPerKwh, zone } = WORLD;
  const cost = estimateOnDevice({ busySeconds: busyMs / 1000, downloadedBytes, gramsPerKwh });
  return {
    ...common(extract, elapsedMs, bytes),
    language: found.language,
    truncated: found.truncated,
    model,
    isWritten: false,
    inputTokens: found.inputTokens,
    outputTokens: extract.outputTokens,
    ran: { place: "device", ...found },
    cost: {
      totalGrams: cost.totalGrams,
      energyKwh: cost.energyKwh,
      operationalGrams: cost.operationalGrams.value,
      networkGrams: cost.networkGrams.value,
      embodiedGrams: null,
      grid: { zone, gramsPerKwh, kind: "yearly" },
      downloadedBytes,
    },
  };
}

const common = (
  { summary, sentences }: Pick<Outcome, "summary" | "sentences">,
  elapsedMs: number,
  bytes: number,
) => ({ summary, sentences, elapsedMs, bytes });
