import { DurableObject, env } from "cloudflare:workers";
import { postCallback } from "./api/callback.ts";
import { type Begun, Claim, type Kept } from "./api/guard/idempotency/claim.ts";
import type { TextDocument } from "./api/input/document.ts";
import { permanentProblem } from "./api/problem.ts";
import { runJob } from "./api/run-job.ts";
import { app } from "./app.ts";
import type { JobJson } from "./contract/jobs.ts";
import { refreshWorld, rollUpLedger } from "./cron.ts";
import { partsOf } from "./deployment/parts.ts";
import { startUp } from "./deployment/start-up.ts";
import { Job } from "./jobs/job.ts";
import { planOf } from "./jobs/plan.ts";
import { sqlStorage } from "./jobs/sql-storage.ts";
import type { Sent } from "./jobs/state.ts";
import { configureLedger } from "./ledger/configure.ts";
import { Journal } from "./ledger/journal.ts";
import { newId } from "./ledger/key.ts";
import type { Receipt } from "./ledger/receipt.ts";
import { type Refusals, RefusalTable } from "./ledger/refusals.ts";
import { answerRegion } from "./region/server.ts";
import { createLocator } from "./region/trace.ts";

await startUp(env);

export default {
  fetch: app.fetch,
  scheduled(_, env, context) {
    context.waitUntil(refreshWorld(env));
    context.waitUntil(rollUpLedger(env, Date.now()));
  },
} satisfies ExportedHandler<Env>;

/**
 * A region's worker. It runs at the place that its first caller's location hint selected, and never moves. Only this
 * Worker's binding reaches it, so its callers are trusted.
 */
export class RegionObject extends DurableObject<Env> {
  readonly #locate = createLocator(fetch, this.env.TRACE_URL);

  override fetch(request: Request): Promise<Response> {
    const { assets, writers, turns } = partsOf(this.env);
    return answerRegion(request, this.#locate, { assets, writers, turns });
  }
}

/** Stores receipts before their requests are answered, until KV has them; one object counts refusals instead. */
export class LedgerObject extends DurableObject<Env> {
  readonly #journal = openJournal(this.ctx, this.env);

  add(receipts: Receipt[]): void {
    this.#journal.add(receipts);
  }

  addRefusals(more: Refusals): void {
    new RefusalTable(this.ctx.storage.sql).add(more);
  }

  refusals(): Refusals {
    return new RefusalTable(this.ctx.storage.sql).sums();
  }

  override alarm(): Promise<void> {
    return this.#journal.flush();
  }
}

/** Remembers one idempotency key for a day. */
export class IdempotencyObject extends DurableObject<Env> {
  readonly #claim = new Claim(this.ctx.storage);

  begin(fingerprint: string): Begun {
    return this.#claim.begin(fingerprint);
  }

  finish(kept: Kept): void {
    this.#claim.finish(kept);
  }

  forget(): Promise<void> {
    return this.#claim.forget();
  }

  override alarm(): Promise<void> {
    return this.#claim.forget();
  }
}

/** Keeps one job until its time comes, and its result for a day. It goes by the job's id. */
export class JobObject extends DurableObject<Env> {
  readonly #job = openJob(this.ctx, this.env);

  create(sent: Sent, order: TextDocument): Promise<JobJson> {
    return this.#job.create(sent, order);
  }

  read(keyId: string | null): Promise<JobJson | "unknown" | "foreign"> {
    return this.#job.read(keyId);
  }

  cancel(keyId: string | null): Promise<JobJson | "unknown" | "foreign"> {
    return this.#job.cancel(keyId);
  }

  override alarm(): Promise<void> {
    return this.#job.wake();
  }
}

function openJob(ctx: DurableObjectState, env: Env): Job<TextDocument> {
  return new Job<TextDocument>({
    storage: sqlStorage(ctx.storage),
    id: ctx.id.name ?? "",
    now: Date.now,
    newId,
    run: (order, job) =>
      runJob(partsOf(env), order, job, Date.now(), (promise) => ctx.waitUntil(promise)),
    plan: async ({ load, edge }, nowMs, untilMs) =>
      planOf(load, edge, await partsOf(env).foresightAt(nowMs), nowMs, untilMs),
    problemOf: permanentProblem,
    post: (url, init) => postCallback(url, init, partsOf(env).lookup),
  });
}

function openJournal({ storage }: DurableObjectState, env: Env): Journal {
  const { flushMs, retentionMs } = configureLedger(env);
  return new Journal(storage, { kv: env.EMISSIONS, retentionMs }, flushMs);
}
