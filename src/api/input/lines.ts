import { InvalidRequestError, MAX_BODY_BYTES } from "../../contract/request.ts";
import { Arrival, type Intake } from "../guard/intake.ts";
import { joined } from "./body.ts";

const NEWLINE = 0x0a;

/** A line without its line break; only its length if it is longer than the limit. */
export type InputLine = { bytes: Uint8Array; length: number } | { bytes: null; length: number };

export interface LineOptions {
  intake: Intake;
  deadlineMs: number;
  maxBytes?: number;
}

/**
 * The lines of a stream, one at a time: the next is read only on demand, and at most one is held in memory, regardless
 * of the length of the stream. A line beyond the limit is skipped without being held. `deadlineMs` applies to each
 * line.
 * @throws InvalidRequestError 408 if a line is too slow
 * @throws OverloadedError if too many bytes are arriving
 */
export async function* readLines(
  stream: ReadableStream<Uint8Array>,
  { intake, deadlineMs, maxBytes = MAX_BODY_BYTES }: LineOptions,
): AsyncGenerator<InputLine> {
  const arrival = new Arrival();
  let parts: Uint8Array[] = [];
  let length = 0;
  const take = (part: Uint8Array) => {
    length += part.byteLength;
    if (length <= maxBytes) parts.push(part.slice());
    else {
      parts = [];
      arrival.bytes = 0;
    }
  };
  const end = (): InputLine => {
    const line = { bytes: length <= maxBytes ? joined(parts, length) : null, length };
    parts = [];
    length = 0;
    arrival.release();
    return line;
  };
  for await (const chunk of intake.chunks(stream, { deadlineMs, arrival })) {
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      take(chunk.subarray(from, to));
      yield end();
      from = to + 1;
    }
    take(chunk.subarray(from));
  }
  if (length > 0) yield end();
}

export const lineTooLong = () =>
  new InvalidRequestError("line-too-long", `A line may have ${MAX_BODY_BYTES} bytes.`);
