import type { JobJson } from "../contract/jobs.ts";
import type { Problem } from "../contract/service.ts";
import type { SummaryAnswer } from "../contract/summary.ts";
import { within } from "../deadline.ts";
import { CALLBACK_DELAYS_MS, deliver } from "./deliver.ts";
import { type JobPlan, offsetOf, spread } from "./plan.ts";
import { callbackSecret, open, seal } from "./seal.ts";
import type { JobState, Sent } from "./state.ts";

/** The part of a Durable Object's storage that a job uses. */
export interface JobStorage {
  get<T>(key: string): Promise<T | undefined>;
  put(entries: Record<string, unknown>): Promise<void>;
  delete(keys: string[]): Promise<number>;
  deleteAll(): Promise<void>;
  setAlarm(ms: number): Promise<void>;
}

/** The functions that a job depends on. `Order` is its document, which only `run` reads. */
export interface JobTools<Order> {
  storage: JobStorage;
  /** The job's id, which decrypts its text. */
  id: string;
  now: () => number;
  newId: (nowMs: number) => string;
  /** Makes the summary and stores its receipt. */
  run: (order: Order, job: JobState & { runId: string }) => Promise<SummaryAnswer>;
  plan: (job: Sent, nowMs: number, untilMs: number) => Promise<JobPlan>;
  /** The problem for an error that another attempt would not fix; undefined for other errors. */
  problemOf: (error: unknown) => Problem | undefined;
  post: (url: string, init: RequestInit) => Promise<Response>;
}

/** A run that has not ended after this time counts as lost with its isolate, and is started again. */
export const LEASE_MS = 5 * 60_000;
/** The last start is this long before the deadline; a summary takes seconds. */
const MARGIN_MS = 2 * 60_000;
/** Forecasts change, so the plan is renewed at least this often. */
const REPLAN_MS = 3 * 3_600_000;
const RETRY_MS = { first: 30_000, most: 15 * 60_000 };
/** A job whose object could not wake in time is still run up to this long after its deadline. */
const LATE_MS = 3_600_000;
/** The result is available for this long. */
const KEPT_MS = 24 * 3_600_000;

const TEXT = "text";
const RESULT = "result";

/** One job, in the storage of its own object. The state of each step is stored before the step begins. */
export class Job<Order> {
  readonly #tools: JobTools<Order>;
  /** The run that this instance began last. */
  #begun = 0;

  constructor(tools: JobTools<Order>) {
    this.#tools = tools;
  }

  /** Stores a job and plans it. When this has resolved, no crash loses the job. */
  async create(sent: Sent, order: Order): Promise<JobJson> {
    const { id, storage } = this.#tools;
    const { plannedMs, ...plan } = await this.#planned(sent, sent.createdMs);
    const state: JobState = {
      ...sent,
      ...plan,
      status: "waiting",
      plannedMs,
      nextMs: this.#next(plannedMs, sent.createdMs),
      runs: 0,
      runId: null,
      finishedMs: null,
      problem: null,
      callback: sent.callbackUrl === null ? null : { state: "waiting", attempts: 0 },
    };
    await storage.put({ state, ...pieces(TEXT, await seal(id, order)) });
    await storage.setAlarm(state.nextMs);
    return this.#json(state);
  }

  /**
   * The job in the form that its caller gets; "unknown" if there is none, "foreign" if another key created it. A run that
   * was lost is started again at once, without the rest of its lease: the platform has one instance of an object, so a
   * run that this one did not begin ended with the instance that did.
   */
  async read(keyId: string | null): Promise<JobJson | "unknown" | "foreign"> {
    const state = await this.#state();
    if (!state) return "unknown";
    if (state.keyId !== keyId) return "foreign";
    const isLost = state.status === "running" && state.runs !== this.#begun;
    if (!isLost) return this.#json(state);
    const again = { ...state, status: "waiting" as const, nextMs: this.#tools.now() };
    await this.#keep(again);
    return this.#json(again);
  }

  /** Cancels a job that is not finished yet; a finished job stays unchanged. */
  async cancel(keyId: string | null): Promise<JobJson | "unknown" | "foreign"> {
    const state = await this.#state();
    if (!state) return "unknown";
    if (state.keyId !== keyId) return "foreign";
    if (!isOver(state)) {
      await this.#end({ ...state, callback: null, status: "cancelled" });
    }
    return this.#json((await this.#state()) ?? state);
  }

  /** The alarm's handler: updates the plan, runs, delivers or forgets the job. Never rejects for a temporary reason. */
  async wake(): Promise<void> {
    const { storage, now } = this.#tools;
    const state = await this.#state();
    if (!state) return storage.deleteAll();
    // An alarm that fires early, for example after the clock was set back, is set again for its time.
    if (now() < state.nextMs) return storage.setAlarm(state.nextMs);
    if (isOver(state)) return this.#afterwards(state);
    if (now() > state.deadlineMs + LATE_MS) return this.#end({ ...state, status: "expired" });
    if (state.status === "waiting" && state.runs === 0) {
      const { plannedMs, ...plan } = await this.#planned(state, now());
      if (plannedMs > now()) {
        const nextMs = this.#next(plannedMs, now());
        const { immediateGrams } = state;
        return this.#keep({ ...state, ...plan, immediateGrams, plannedMs, nextMs });
      }
    }
    await this.#run(state);
  }

  async #run(before: JobState): Promise<void> {
    const { id, now, run, newId, problemOf, storage } = this.#tools;
    const runId = before.runId ?? newId(now());
    const runs = before.runs + 1;
    const plannedMs = now();
    const state = { ...before, status: "running" as const, runs, runId, plannedMs };
    this.#begun = runs;
    await this.#keep({ ...state, nextMs: now() + LEASE_MS });
    let answer: SummaryAnswer;
    try {
      const order = (await open(id, await stored(storage, TEXT))) as Order;
      answer = await within(run(order, state), LEASE_MS - 30_000);
    } catch (error) {
      const problem = problemOf(error);
      const current = await this.#state();
      // The job was cancelled or started again during the run.
      if (current?.status !== "running" || current.runs !== runs) return;
      if (problem) return this.#end({ ...state, status: "failed", problem });
      const waitMs = Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** (runs - 1));
      return this.#keep({ ...state, status: "waiting", nextMs: now() + waitMs });
    }
    const current = await this.#state();
    if (current?.status !== "running" || current.runs !== runs) return;
    await storage.put(pieces(RESULT, await seal(id, answer)));
    await this.#end({ ...state, status: "done" });
  }

  /** Deletes the text and sends the callback. */
  async #end(state: JobState): Promise<void> {
    const { storage, now } = this.#tools;
    const finishedMs = now();
    const nextMs = state.callback ? finishedMs : finishedMs + KEPT_MS;
    await this.#keep({ ...state, finishedMs, nextMs });
    await erase(storage, TEXT);
  }

  /** The work after a job has ended: its callback while that is due, then the deletion of everything. */
  async #afterwards(state: JobState): Promise<void> {
    const { id, now, post, storage } = this.#tools;
    await erase(storage, TEXT);
    const { callback, callbackUrl, finishedMs } = state;
    const untilMs = (finishedMs ?? now()) + KEPT_MS;
    if (callback?.state !== "waiting" || callbackUrl === null) {
      return now() >= untilMs ? storage.deleteAll() : this.#keep({ ...state, nextMs: untilMs });
    }
    const attempts = callback.attempts + 1;
    const delayMs = CALLBACK_DELAYS_MS[callback.attempts];
    const rest = delayMs === undefined ? untilMs : now() + delayMs;
    const trying = { ...state, callback: { state: callback.state, attempts }, nextMs: rest };
    await this.#keep(trying);
    const isTaken = await deliver(post, {
      url: callbackUrl,
      secret: await callbackSecret(id),
      messageId: `msg_${state.runId ?? state.createdMs}`,
      body: JSON.stringify(await this.#json(trying)),
      nowMs: now(),
    });
    if (isTaken)
      await this.#keep({ ...trying, callback: { state: "delivered", attempts }, nextMs: untilMs });
    else if (delayMs === undefined)
      await this.#keep({ ...trying, callback: { state: "failed", attempts } });
  }

  async #planned(sent: Sent, nowMs: number) {
    const untilMs = Math.max(nowMs, sent.deadlineMs - MARGIN_MS);
    const plan = await this.#tools.plan(sent, nowMs, untilMs);
    const { atMs: plannedMs, ...rest } = spread(this.#tools.id, plan, nowMs, untilMs);
    return { plannedMs, ...rest };
  }

  /** The next time to check. Jobs that arrived at the same time do not all check at the same time. */
  #next(plannedMs: number, nowMs: number): number {
    return Math.min(plannedMs, nowMs + REPLAN_MS + offsetOf(this.#tools.id));
  }

  async #keep(state: JobState): Promise<void> {
    const { storage } = this.#tools;
    await storage.put({ state });
    await storage.setAlarm(state.nextMs);
  }

  #state(): Promise<JobState | undefined> {
    return this.#tools.storage.get<JobState>("state");
  }

  async #json(state: JobState): Promise<JobJson> {
    const { id, storage } = this.#tools;
    const result =
      state.status === "done"
        ? ((await open(id, await stored(storage, RESULT))) as SummaryAnswer)
        : null;
    return {
      id,
      status: state.status,
      created_at: iso(state.createdMs),
      deadline: iso(state.deadlineMs),
      expected_at: iso(state.plannedMs),
      expected_grams: state.expectedGrams,
      immediate_grams: state.immediateGrams,
      attempts: state.runs,
      callback: state.callback,
      result,
      problem: state.problem,
    };
  }
}

const isOver = ({ status }: JobState): boolean => status !== "waiting" && status !== "running";

const iso = (ms: number): string => new Date(ms).toISOString();

/** Sealed pieces under separate keys, and the number of pieces. */
const pieces = (name: string, sealed: readonly Uint8Array[]): Record<string, unknown> =>
  Object.fromEntries([
    [name, sealed.length],
    ...sealed.map((piece, at) => [`${name}/${at}`, piece]),
  ]);

async function stored(storage: JobStorage, name: string): Promise<Uint8Array[]> {
  const count = (await storage.get<number>(name)) ?? 0;
  const all = await Promise.all(
    Array.from({ length: count }, (_, at) => storage.get<Uint8Array>(`${name}/${at}`)),
  );
  return all.filter((piece) => piece !== undefined);
}

async function erase(storage: JobStorage, name: string): Promise<void> {
  const count = (await storage.get<number>(name)) ?? 0;
  if (count === 0) return;
  await storage.delete([name, ...Array.from({ length: count }, (_, at) => `${name}/${at}`)]);
}
