import type { SummaryAnswer } from "../contract/summary.ts";
import type { JobState } from "../jobs/state.ts";
import { NO_TRACE } from "../tracing/trace.ts";
import type { TextDocument } from "./input/document.ts";
import type { Parts } from "./parts.ts";
import { type Caller, serveCaller } from "./serve.ts";

/** Nobody waits for a job, so it may take its time; its lease ends a minute later. */
const LIMIT_MS = 4 * 60_000;

/** Makes a job's summary, placed as if it came in now where the job came in, and keeps its receipt. */
export async function runJob(
  parts: Parts,
  order: TextDocument,
  job: JobState & { runId: string },
  nowMs: number,
  waitUntil: (promise: Promise<unknown>) => void,
): Promise<SummaryAnswer> {
  const tracer = await parts.tracer();
  const root = tracer?.begin("job", "internal");
  const caller: Caller = {
    id: job.runId,
    now: nowMs,
    startedMs: nowMs,
    isSimulated: false,
    keyId: job.keyId,
    edge: job.edge,
    turns: parts.turns,
    signal: AbortSignal.timeout(LIMIT_MS),
    ledger: parts.ledgerOf(job.continent, waitUntil),
    trace: root ?? NO_TRACE,
  };
  let failure: string | undefined;
  try {
    const { answer } = await serveCaller(parts, caller, { ...order, isBatch: true });
    return answer;
  } catch (error) {
    failure = error instanceof Error ? error.name : typeof error;
    throw error;
  } finally {
    const attributes = { "greengist.request.id": job.runId, "greengist.job.runs": job.runs };
    root?.end({ name: "job", attributes, failure });
    if (tracer) waitUntil(tracer.flush());
  }
}
