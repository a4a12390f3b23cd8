import { InvalidRequestError, MAX_BODY_BYTES, refuseBody } from "../../contract/request.ts";
import type { Intake } from "../guard/intake.ts";

export interface BodyOptions {
  /** Counts the bytes of all bodies that are arriving. */
  intake: Intake;
  /** How long the body, or each of its lines, may take to arrive, in milliseconds. */
  deadlineMs: number;
  /** Called with the size of the whole body, which stays counted until the promise resolves. */
  admit: (bytes: number) => Promise<void>;
}

/** The names in HTTP; `DecompressionStream` uses the same names for these two. */
const CODINGS = ["gzip", "deflate"] as const;

/**
 * Reads and decompresses a whole body, up to the limit.
 * @returns the bytes, and how many were received over the network: fewer if the body was compressed
 * @throws InvalidRequestError
 * @throws OverloadedError
 */
export async function readBody(
  request: Request,
  { intake, deadlineMs, admit }: BodyOptions,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; sentBytes: number }> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > MAX_BODY_BYTES) return refuseBody(request.body);
  const { stream, sent } = inflated(request);
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    for await (const chunk of intake.chunks(stream, { deadlineMs, whenWhole: admit })) {
      total += chunk.byteLength;
      if (total > MAX_BODY_BYTES) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    // A TypeError about the bytes comes only from the decompressor.
    if (error instanceof TypeError && request.headers.has("content-encoding"))
      throw notCompressed();
    throw error;
  }
  return { bytes: joined(chunks, total), sentBytes: sent?.bytes ?? total };
}

/** The bytes of all parts, whose lengths sum to `length`. */
export function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

/** The body as a stream, decompressed if it was compressed; then with the number of compressed bytes so far. */
export function inflated(request: Request): {
  stream: ReadableStream<Uint8Array>;
  sent?: { bytes: number };
} {
  const body: ReadableStream<Uint8Array> = request.body ?? new Blob([]).stream();
  const coding = codingOf(request.headers.get("content-encoding"));
  if (!coding) return { stream: body };
  const sent = { bytes: 0 };
  const counted = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        sent.bytes += chunk.byteLength;
        controller.enqueue(chunk);
      },
    }),
  );
  return { stream: counted.pipeThrough(new DecompressionStream(coding)), sent };
}

function codingOf(header: string | null): (typeof CODINGS)[number] | undefined {
  const name = header?.trim().toLowerCase() || "identity";
  if (name === "identity") return undefined;
  const coding = CODINGS.find((one) => one === name.replace(/^x-/, ""));
  if (coding) return coding;
  throw new InvalidRequestError(
    "unsupported-encoding",
    `Content-Encoding may be ${CODINGS.join(", ")} or none.`,
  );
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/**
 * Decodes UTF-8 text, without its byte order mark.
 * @throws InvalidRequestError
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new InvalidRequestError("not-text", "The body is not text in UTF-8.");
  }
}

const tooLarge = () =>
  new InvalidRequestError("body-too-large", `The body is larger than ${MAX_BODY_BYTES} bytes.`);
const notCompressed = () =>
  new InvalidRequestError("not-compressed", "The body is not what its Content-Encoding says.");
