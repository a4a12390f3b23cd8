import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { within } from "../deadline.ts";
import type { RefusalCounter } from "../ledger/refusals.ts";
import type { App } from "./context.ts";
import { PROBLEM_TYPE, toProblem } from "./problem.ts";

/** Refusals are collected for this long, so that a crowd of them costs few writes. */
const COLLECTED_MS = 1_000;
const LIMIT_MS = 5_000;
/** The platform ends work after an answer at 30 seconds, so a sending that is older is lost with its request. */
const GONE_AFTER_MS = 30_000;

/**
 * The refusals of one isolate, on their way to the counter that all isolates share. Those of the last second are lost
 * with an isolate; they are statistics, not receipts.
 */
export class PendingRefusals {
  #counts: Record<string, number> = {};
  #sendingSinceMs: number | undefined;
  readonly #now: () => number;
  readonly #sleep: (ms: number) => Promise<unknown>;

  constructor(
    now: () => number = Date.now,
    sleep: (ms: number) => Promise<unknown> = (ms) => new Promise((wake) => setTimeout(wake, ms)),
  ) {
    this.#now = now;
    this.#sleep = sleep;
  }

  /**
   * Counts one refusal.
   * @returns the sending of it, which must be kept running; undefined if an earlier one takes it along
   */
  count(type: string, counter: RefusalCounter): Promise<void> | undefined {
    this.#counts[type] = (this.#counts[type] ?? 0) + 1;
    const now = this.#now();
    const isSending =
      this.#sendingSinceMs !== undefined && now - this.#sendingSinceMs < GONE_AFTER_MS;
    if (isSending) return undefined;
    this.#sendingSinceMs = now;
    return this.#send(counter);
  }

  /** Never rejects: what cannot be counted now goes with the next refusal. */
  async #send(counter: RefusalCounter): Promise<void> {
    await this.#sleep(COLLECTED_MS);
    this.#sendingSinceMs = undefined;
    const sent = this.#counts;
    this.#counts = {};
    try {
      await within(counter.addRefusals(sent), LIMIT_MS);
    } catch (error) {
      console.warn(JSON.stringify({ event: "refusals-not-counted", error: String(error) }));
      for (const [type, count] of Object.entries(sent))
        this.#counts[type] = (this.#counts[type] ?? 0) + count;
    }
  }
}

const pending = new PendingRefusals();

/** Counts every request that is answered with a problem, in any dialect, by the type of the problem. */
export const countRefusals = createMiddleware<App>(async (c, next) => {
  await next();
  if (c.res.status < 400 || !c.var.parts) return;
  const sending = pending.count(await typeOf(c), c.var.parts.refusals);
  if (sending) c.executionCtx.waitUntil(sending);
});

/** The problem's type; "http" for an error that has none, such as a method that a dialect does not take. */
async function typeOf({ error, res }: Context<App>): Promise<string> {
  const type = error
    ? (toProblem(error)?.type ?? "internal")
    : res.headers.get("content-type") === PROBLEM_TYPE
      ? (await res.clone().json<{ type: string }>()).type
      : "http";
  return type.slice(type.lastIndexOf(":") + 1);
}
