import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { Problem } from "../../contract/service.ts";
import type { SummaryAnswer } from "../../contract/summary.ts";
import type { ServeOne } from "../input/answer.ts";
import { failureOf } from "../problem.ts";
import { type App, receiptHeaders } from "../serve.ts";

/** A server-sent event as `streamSSE` writes it. */
interface Event {
  event?: string;
  data: string;
}

const eventOf = (event: string, data: string | SummaryAnswer | Problem): Event => ({
  event,
  data: JSON.stringify(data),
});

/**
 * A summary as events. A chosen one: each sentence as a message, all at once, then `summary` with the whole
 * answer. One that is written here: `token` events with its text as it settles, then `summary`, which
 * counts; if the writer was not to be trusted after all, it says so. What ends before the first word is
 * answered as any other request, with its status and the receipt's headers; later, a failure is the event `problem`.
 */
export async function stream(c: Context<App>, serve: ServeOne): Promise<Response> {
  const { readable, writable } = new TransformStream<Event, Event>();
  const events = writable.getWriter();
  // Who has gone reads no more; the work ends by its signal.
  const tell = (event: Event) => events.write(event).catch(() => {});
  const begun = Promise.withResolvers<void>();
  let told = "";
  const served = serve((piece) => {
    begun.resolve();
    told += piece;
    return tell(eventOf("token", piece));
  });
  await Promise.race([begun.promise, served]);
  const isWritten = told !== "";
  if (!isWritten) {
    const { receipt } = await served;
    for (const [name, value] of Object.entries(receiptHeaders(receipt))) c.header(name, value);
  }
  c.header("Vary", "Accept", { append: true });

  const finish = async () => {
    try {
      const { answer } = await served;
      if (isWritten && answer.summary.startsWith(told) && answer.summary !== told) {
        await tell(eventOf("token", answer.summary.slice(told.length)));
      }
      for (const sentence of answer.sentences) await tell({ data: JSON.stringify(sentence) });
      await tell(eventOf("summary", answer));
    } catch (error) {
      await tell(eventOf("problem", failureOf(error, c.get("id"))));
    }
    await events.close().catch(() => {});
  };
  // Its place is free once the work is done, however slowly the caller reads.
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
