/**
 * The prediction that the producer logs for each summary, as one structured line. Its Tail Worker reads it back
 * together with the CPU time of the invocation. Holds nothing of the document.
 */
export interface Prediction {
  id: string;
  model: string;
  /** Predicted CPU seconds of this invocation; for a moved request, only the edge's part. */
  predictedCpuSeconds: number;
}

const EVENT = "summary";

/** The prediction on a receipt; undefined for a receipt without one. */
export const predictionOf = ({
  id,
  model,
  inputs,
}: {
  id: string;
  model: string;
  inputs: { cpuSeconds: { edge: number } } | null;
}): Prediction | undefined =>
  inputs ? { id, model, predictedCpuSeconds: inputs.cpuSeconds.edge } : undefined;

export const toLogLine = ({ id, model, predictedCpuSeconds }: Prediction): string =>
  JSON.stringify({ event: EVENT, id, model, predicted_cpu_seconds: predictedCpuSeconds });

/** Reads one argument of a `console.log`; undefined if it is not such a line. */
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
