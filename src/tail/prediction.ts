import type { CpuSeconds } from "../summarizer/extract/cost.ts";

/**
 * What the producer logs of each summary, as one structured line that its Tail Worker reads back
 * beside the CPU time of the invocation. Holds nothing of the document.
 */
export interface Prediction {
  id: string;
  model: string;
  /** Predicted CPU seconds of this very invocation: a moved request is only read here. */
  predictedCpuSeconds: number;
}

const EVENT = "summary";

export const predictionOf = (
  { id, model, ran }: { id: string; model: string; ran: "edge" | "region" },
  { read, all }: CpuSeconds,
): Prediction => ({ id, model, predictedCpuSeconds: ran === "edge" ? all : read });

export const toLogLine = ({ id, model, predictedCpuSeconds }: Prediction): string =>
  JSON.stringify({ event: EVENT, id, model, predicted_cpu_seconds: predictedCpuSeconds });

/** Reads one argument of a `console.log`; undefined if it is no such line. */
export function fromLogLine(line: unknown): Prediction | undefined {
  if (typeof line !== "string" || !line.startsWith("{")) return undefined;
  const { event, id, model, predicted_cpu_seconds: predictedCpuSeconds } = parse(line);
  if (event !== EVENT || typeof id !== "string" || typeof model !== "string") return undefined;
  if (typeof predictedCpuSeconds !== "number" || !(predictedCpuSeconds > 0)) return undefined;
  return { id, model, predictedCpuSeconds };
}

function parse(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}
