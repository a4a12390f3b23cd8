import type { JOB_STATUSES } from "../contract/jobs.ts";
import type { Problem } from "../contract/service.ts";
import type { Edge, Load } from "../region/place.ts";

/** The details that arrive with a job, apart from its document. */
export interface Sent {
  createdMs: number;
  deadlineMs: number;
  /** Public id of the API key that it came with. */
  keyId: string | null;
  /** The edge that received it, from which placement starts. */
  edge: Edge;
  continent: string | undefined;
  /** Predicted from its size. */
  load: Load;
  callbackUrl: string | null;
}

/** The unencrypted state of a job, without any of its document. Times in ms since the epoch. */
export interface JobState extends Sent {
  status: (typeof JOB_STATUSES)[number];
  plannedMs: number;
  expectedGrams: number | null;
  immediateGrams: number | null;
  /** The next time to wake the object, for any reason. */
  nextMs: number;
  runs: number;
  /** The receipt's id. It is the same for every run, so that a run that is started twice leaves one receipt. */
  runId: string | null;
  finishedMs: number | null;
  problem: Problem | null;
  callback: { state: "waiting" | "delivered" | "failed"; attempts: number } | null;
}
