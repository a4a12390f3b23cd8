import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { Problem } from "../../contract/service.ts";
import type { SummaryAnswer } from "../../contract/summary.ts";
import type { App } from "../context.ts";
import { failureOf } from "../problem.ts";
import { type Order, receiptHeaders, type Served } from "../serve.ts";

/** A server-sent event in the form that `streamSSE` accepts. */
interface SentEvent {
  event?: string;
  data: string;
}

const eventOf = (event: string, data: string | SummaryAnswer | Problem): SentEvent => ({
  event,
  data: JSON.stringify(data),
});

/**
 * A summary as server-sent events. For an extractive summary: each sentence as a message, all at once, then `summary`
 * with the whole answer. For a summary written at the edge: `token` events with its text as it becomes final, then
 * `summary`, which is authoritative and reports a fallback if there was one. A request that ends before the first token
 * is answered like any other, with its status and the receipt's headers; after that, a failure is sent as the event
 * `problem`.
 */
export async function stream(
  c: Context<App>,
  serve: (onText: Order["onText"]) => Promise<Served>,
): Promise<Response> {
  const { readable, writable } = new TransformStream<SentEvent, SentEvent>();
  const events = writable.getWriter();
  // Writing fails once the caller has disconnected; the work is stopped by its own signal.
  const send = (event: SentEvent) => events.write(event).catch(() => {});
  const begun = Promise.withResolvers<void>();
  let sent = "";
  const served = serve((piece) => {
    begun.resolve();
    sent += piece;
    return send(eventOf("token", piece));
  });
  await Promise.race([begun.promise, served]);
  const isWritten = sent !== "";
  if (!isWritten) {
    const { receipt } = await served;
    for (const [name, value] of Object.entries(receiptHeaders(receipt))) c.header(name, value);
  }
  c.header("Vary", "Accept", { append: true });

  const finish = async () => {
    try {
      const { answer } = await served;
      if (isWritten && answer.summary.startsWith(sent) && answer.summary !== sent) {
        await send(eventOf("token", answer.summary.slice(sent.length)));
      }
      for (const sentence of answer.sentences) await send({ data: JSON.stringify(sentence) });
      await send(eventOf("summary", answer));
    } catch (error) {
      await send(eventOf("problem", failureOf(error, c.get("id"))));
    }
    await events.close().catch(() => {});
  };
  // Its slot is released when the work is done, however slowly the caller reads.
  c.set("following", served);
  c.executionCtx.waitUntil(finish());
  return streamSSE(c, async (sse) => {
    const reader = readable.getReader();
    sse.onAbort(() => reader.cancel());
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      await sse.writeSSE(value);
    }
  });
}
