import type { SummaryAnswer } from "../contract/summary.ts";

/** A server-sent event as `streamSSE` writes it. */
export interface Event {
  event?: string;
  data: string;
}

/**
 * The events of a stream: each chosen sentence as a message, then `summary` with the whole answer.
 * An extractive summary is chosen all at once, so its sentences come together; a written one will
 * send `token` events before its `summary`. Readers pass over events that they do not know.
 */
export function* eventsOf(answer: SummaryAnswer): Generator<Event> {
  for (const sentence of answer.sentences) yield { data: JSON.stringify(sentence) };
  yield { event: "summary", data: JSON.stringify(answer) };
}
