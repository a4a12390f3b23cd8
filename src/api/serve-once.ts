import type { Context } from "hono";
import type { DocumentRequest } from "../contract/documents.ts";
import type { App } from "./context.ts";
import { callerIn } from "./guard/guard.ts";
import { claimName, fingerprintOf, once, parseIdempotencyKey } from "./guard/idempotency/once.ts";
import { toTextDocument } from "./input/document.ts";
import { type Order, replay, type Served, serve } from "./serve.ts";

/** A document as it was sent. It is converted to text only if it has to be summarized. */
export interface SentDocument {
  document: DocumentRequest;
  /** Size of its request body, in bytes. */
  bytes: number;
  /** The request's own id, unless the request has several documents. */
  id?: string;
  /** Called with the bytes of each chunk that is fetched for it, before it is kept. */
  onGrowth?: (bytes: number) => void;
  onText?: Order["onText"];
  /** Position in a batch. It extends the caller's idempotency key, so that each document has its own. */
  part?: number;
}

/** Serves one document. A repeated `Idempotency-Key` gets the recomputed answer and no second receipt. */
export async function serveOnce(c: Context<App>, sent: SentDocument): Promise<Served> {
  const { document, bytes, id, onGrowth, onText, part } = sent;
  const { parts, trace, keyId } = c.var;
  const toOrder = async (): Promise<Order> => ({
    ...(await trace.span("read document", {}, () =>
      toTextDocument(document, bytes, {
        pages: parts.pages,
        signal: c.req.raw.signal,
        ...(onGrowth && { onGrowth }),
      }),
    )),
    ...(id && { id }),
    ...(onText && { onText }),
    isBatch: part !== undefined,
  });
  const given = parseIdempotencyKey(c.req.header("idempotency-key"));
  if (given === undefined) return serve(c, await toOrder());

  const key = part === undefined ? given : `${given} ${part}`;
  const name = await claimName(callerIn(c.req.raw.headers, keyId), key);
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
