import { InvalidRequestError } from "../../contract/request.ts";
import { OverloadedError } from "./overloaded.ts";

/** Maximum total bytes of bodies that are still arriving: two of the largest. */
export const MAX_ARRIVING_BYTES = 12_000_000;

/** A body may pause for this long, and must keep up this rate after it. */
const GRACE_MS = 5_000;
const MIN_BYTES_PER_SECOND = 1_000;
const LOOK_MS = 250;

/**
 * Counts bodies by the bytes that have arrived, never by the announced size, so that an idle socket takes up no
 * capacity. When the total is too large, the body that has been idle longest is refused, so that active senders win
 * over a crowd of slow ones.
 */
export class Intake {
  readonly #arrivals = new Set<Arrival>();
  readonly #maxBytes: number;

  constructor(maxBytes = MAX_ARRIVING_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /**
   * The chunks of a body as they arrive.
   * @throws InvalidRequestError 408 if the body is too slow
   * @throws OverloadedError if too many bytes are arriving
   */
  async *chunks(
    stream: ReadableStream<Uint8Array>,
    {
      deadlineMs,
      arrival = new Arrival(),
      whenWhole,
    }: {
      /** Deadline in milliseconds, for the whole body or, if its parts are released one by one, for each part. */
      deadlineMs: number;
      arrival?: Arrival;
      /** Called with the size of the body, which stays counted until the promise resolves. */
      whenWhole?: (bytes: number) => Promise<void>;
    },
  ): AsyncGenerator<Uint8Array, void> {
    this.#arrivals.add(arrival);
    const reader = stream.getReader();
    let isRead = false;
    try {
      for (;;) {
        const { value, done } = await nextOf(reader, arrival, deadlineMs);
        if (done) {
          isRead = true;
          await whenWhole?.(arrival.received);
          return;
        }
        arrival.take(value.byteLength);
        this.#shed(arrival);
        yield value;
      }
    } finally {
      this.#arrivals.delete(arrival);
      if (!isRead) void reader.cancel().catch(() => {});
    }
  }

  /** Refuses bodies, the longest idle first, until the rest fits. */
  #shed(newest: Arrival): void {
    const held = () => [...this.#arrivals].reduce((sum, { bytes }) => sum + bytes, 0);
    while (held() > this.#maxBytes) {
      const others = [...this.#arrivals].filter((one) => one !== newest);
      const stillest = others.toSorted((one, other) => other.stillLooks - one.stillLooks)[0];
      if (!stillest || stillest.stillLooks === 0) throw crowded();
      stillest.refuse();
      this.#arrivals.delete(stillest);
    }
  }
}

/** One body that is arriving. Time is counted in checks, which stop along with the body when the isolate is busy. */
export class Arrival {
  bytes = 0;
  /** Checks since its last chunk. */
  stillLooks = 0;
  /** Bytes since the last release. */
  received = 0;
  #looks = 0;
  #isRefused = false;

  take(bytes: number): void {
    this.bytes += bytes;
    this.received += bytes;
    this.stillLooks = 0;
  }

  /** Stops counting the bytes so far; the next part starts. */
  release(): void {
    this.bytes = 0;
    this.received = 0;
    this.#looks = 0;
  }

  refuse(): void {
    this.#isRefused = true;
  }

  /** The error if the body arrives too slowly. */
  look(deadlineMs: number): Error | undefined {
    this.stillLooks++;
    this.#looks++;
    const ms = this.#looks * LOOK_MS;
    const due = ((ms - GRACE_MS) / 1000) * MIN_BYTES_PER_SECOND;
    if (this.#isRefused) return crowded();
    if (this.bytes > 0 && (this.stillLooks * LOOK_MS >= GRACE_MS || this.received < due)) {
      return tooSlow(`at ${MIN_BYTES_PER_SECOND} bytes a second`);
    }
    if (ms >= deadlineMs) return tooSlow(`within ${deadlineMs / 1000} seconds`);
    return undefined;
  }
}

/** The next chunk; throws if the body becomes too slow while waiting for it. */
async function nextOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  arrival: Arrival,
  deadlineMs: number,
) {
  let timer: ReturnType<typeof setInterval> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      const error = arrival.look(deadlineMs);
      if (error) reject(error);
    }, LOOK_MS);
  });
  try {
    return await Promise.race([reader.read(), late]);
  } finally {
    clearInterval(timer);
  }
}

const crowded = () =>
  new OverloadedError("Too many bodies are arriving at once; try again in a second.");

const tooSlow = (how: string) =>
  new InvalidRequestError("too-slow", `The body did not arrive ${how}.`);
