import type { Context } from "hono";
import type { DocumentRequest } from "../../contract/documents.ts";
import type { Problem } from "../../contract/service.ts";
import type { SummaryAnswer } from "../../contract/summary.ts";
import { claimOf, deploymentOf, guardsOf } from "../../deployment/bindings.ts";
import { newId } from "../../ledger/key.ts";
import { callerIn } from "../guard/guard.ts";
import { claimName, fingerprintOf, once, parseIdempotencyKey } from "../guard/idempotency/once.ts";
import { countIn } from "../guard/limits/rate.ts";
import { failureOf } from "../problem.ts";
import { type App, type Order, replay, type Served, serve } from "../serve.ts";
import { parseDocument, toOrder } from "./document.ts";

/** What became of one document among several. */
export type Result = { index: number } & (
  | ({ status: 200 } & SummaryAnswer)
  | { status: number; problem: Problem }
);

/** One document to serve, from which the order is made once it is known that it must be. */
interface Task {
  document: DocumentRequest;
  bytes: number;
  id?: string;
  /** Told of bytes that were fetched for it. */
  onGrowth?: (bytes: number) => void;
  /** Is given what is written meanwhile. */
  onText?: Order["onText"];
  /** Stands behind the caller's idempotency key, so that each document of a batch has one. */
  part?: number;
}

/** Serves one document, and once only if the caller sent an `Idempotency-Key`. */
export async function serveDocument(c: Context<App>, task: Task): Promise<Served> {
  const { document, bytes, id, onGrowth, onText, part } = task;
  const toServe = async (): Promise<Order> => ({
    ...(await toOrder(document, bytes, {
      pages: deploymentOf(c.env).pages,
      signal: c.req.raw.signal,
      ...(onGrowth && { onGrowth }),
    })),
    ...(id && { id }),
    ...(onText && { onText }),
  });
  const given = parseIdempotencyKey(c.req.header("idempotency-key"));
  if (given === undefined) return serve(c, await toServe());

  const key = part === undefined ? given : `${given} ${part}`;
  const name = await claimName(callerIn(c.req.raw.headers, c.get("keyId")), key);
  return once(claimOf(c.env, name), await fingerprintOf(key, document), {
    run: async () => {
      const served = await serve(c, await toServe());
      const { receipt, answer } = served;
      return { value: served, kept: { receipt, placement: answer.placement } };
    },
    replay: async (kept) => {
      if (part === undefined) c.header("Idempotency-Replayed", "true");
      return replay(c, await toServe(), kept);
    },
  });
}

/** One of several: whatever is wrong with it is its own problem. */
export async function resultOf(
  c: Context<App>,
  index: number,
  read: () => unknown,
  task: Omit<Task, "document" | "part">,
): Promise<Result> {
  try {
    // The request itself has been counted.
    if (index > 0) {
      await countIn(guardsOf(c.env).limiter, callerIn(c.req.raw.headers, c.get("keyId")));
    }
    const document = parseDocument(read());
    const id = newId(c.get("now"));
    const { answer } = await serveDocument(c, { ...task, document, id, part: index });
    return { index, status: 200, ...answer };
  } catch (error) {
    const found = failureOf(error, c.get("id"));
    return { index, status: found.status, problem: found };
  }
}
