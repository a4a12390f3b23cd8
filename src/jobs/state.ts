import type { JOB_STATUSES } from "../contract/jobs.ts";
import type { Problem } from "../contract/service.ts";
import type { Edge, Load } from "../region/place.ts";

/** What comes in with a job, beside its document. */
export interface Sent {
  createdMs: number;
  deadlineMs: number;
  /** Public id of the API key that it came with. */
  keyId: string | null;
  /** Where it came in: the edge that placement starts from. */
  edge: Edge;
  continent: string | undefined;
  /** Predicted from its size. */
  load: Load;
  callbackUrl: string | null;
}

/** What is kept of a job in the clear: nothing of its document. Times in ms since the epoch. */
export interface JobState extends Sent {
  status: (typeof JOB_STATUSES)[number];
  plannedMs: number;
  expectedGrams: number | null;
  immediateGrams: number | null;
  /** When the object is to wake next, whatever for. */
  nextMs: number;
  runs: number;
  /** The receipt's id, the same for every run, so that a run begun twice leaves one receipt. */
  runId: string | null;
  finishedMs: number | null;
  problem: Problem | null;
  callback: { state: "waiting" | "delivered" | "failed"; attempts: number } | null;
}
