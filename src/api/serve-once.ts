import type { Context } from "hono";
import type { DocumentRequest } from "../contract/documents.ts";
import type { App } from "./context.ts";
import { callerIn } from "./guard/guard.ts";
import { claimName, fingerprintOf, once, parseIdempotencyKey } from "./guard/idempotency/once.ts";
import { toTextDocument } from "./input/document.ts";
import { type Order, replay, type Served, serve } from "./serve.ts";

/** A document as it was sent; it is converted to text only once it is known that it must be served. */
export interface SentDocument {
  document: DocumentRequest;
  /** Bytes that came in for it. */
  bytes: number;
  /** The request's own id unless it has several documents. */
  id?: string;
  /** Is called with the size of what is fetched for it. */
  onGrowth?: (bytes: number) => void;
  onText?: Order["onText"];
  /** Position in a batch; extends the caller's idempotency key, so that each document has one. */
  part?: number;
}

/** Serves one document; a repeated `Idempotency-Key` gets the recomputed answer and no second receipt. */
export async function serveOnce(c: Context<App>, sent: SentDocument): Promise<Served> {
  const { document, bytes, id, onGrowth, onText, part } = sent;
  const { parts } = c.var;
  const toOrder = async (): Promise<Order> => ({
    ...(await toTextDocument(document, bytes, {
      pages: parts.pages,
      signal: c.req.raw.signal,
      ...(onGrowth && { onGrowth }),
    })),
    ...(id && { id }),
    ...(onText && { onText }),
    isBatch: part !== undefined,
  });
  const given = parseIdempotencyKey(c.req.header("idempotency-key"));
  if (given === undefined) return serve(c, await toOrder());

  const key = part === undefined ? given : `${given} ${part}`;
  const name = await claimName(callerIn(c.req.raw.headers, c.var.keyId), key);
  return once(parts.claimOf(name), await fingerprintOf(key, document), {
    run: async () => {
      const served = await serve(c, await toOrder());
      const { receipt, answer } = served;
      return { value: served, kept: { receipt, placement: answer.placement } };
    },
    replay: async (kept) => {
      if (part === undefined) c.header("Idempotency-Replayed", "true");
      return replay(c, await toOrder(), kept);
    },
  });
}
