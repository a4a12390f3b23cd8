/**
 * JSON as bytes, compressed if that is smaller. The media type states which, so that no platform decompresses it on its
 * own.
 */
export interface Packed {
  bytes: Uint8Array<ArrayBuffer>;
  type: typeof JSON_TYPE | typeof GZIP_TYPE;
}

export const GZIP_TYPE = "application/gzip";
const JSON_TYPE = "application/json";

/** Below this number of bytes, compression does not save enough to matter. */
const MIN_BYTES = 300;

/** Text that unpacks to more bytes than its reader allows. */
export class UnpackedTooLargeError extends Error {
  constructor(maxBytes: number) {
    super(`more than ${maxBytes} bytes`);
    this.name = "UnpackedTooLargeError";
  }
}

/** Packs a value for the transfer between edge and region. */
export async function pack(value: unknown): Promise<Packed> {
  const bytes = new TextEncoder().encode(JSON.stringify(value)) as Uint8Array<ArrayBuffer>;
  if (bytes.byteLength < MIN_BYTES) return { bytes, type: JSON_TYPE };
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  const smaller = new Uint8Array(await new Response(stream).arrayBuffer());
  return smaller.byteLength < bytes.byteLength
    ? { bytes: smaller, type: GZIP_TYPE }
    : { bytes, type: JSON_TYPE };
}

/** Options for reading a packed body. */
export interface UnpackOptions {
  /** Stops reading a body that does not end by itself. */
  signal: AbortSignal;
  /** Receives the packed size of each chunk as it arrives, even for an unusable body. */
  count?: (bytes: number) => void;
}

/**
 * The text of a packed body.
 * @throws UnpackedTooLargeError once more than `maxBytes` arrive or are unpacked
 * @throws TypeError for a body that is not compressed although its type says so
 */
export async function unpack(
  { body, headers }: Request | Response,
  maxBytes: number,
  { signal, count }: UnpackOptions,
): Promise<string> {
  if (!body) return "";
  const incoming = body.pipeThrough(limit(maxBytes, count), { signal });
  const isPacked = headers.get("content-type") === GZIP_TYPE;
  const decompressed = isPacked
    ? incoming.pipeThrough(new DecompressionStream("gzip")).pipeThrough(limit(maxBytes))
    : incoming;
  const decoder = new TextDecoder();
  let text = "";
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      text += decoder.decode(chunk, { stream: true });
    },
  });
  await decompressed.pipeTo(sink, { signal });
  return text + decoder.decode();
}

/** Passes bytes on until there are more than allowed. */
function limit(maxBytes: number, count?: (bytes: number) => void) {
  let bytes = 0;
  return new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      count?.(chunk.byteLength);
      if (bytes > maxBytes) throw new UnpackedTooLargeError(maxBytes);
      controller.enqueue(chunk as Uint8Array<ArrayBuffer>);
    },
  });
}
