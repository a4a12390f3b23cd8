/** JSON as bytes, compressed where that is smaller. Its type says which; no platform unpacks it unasked. */
export interface Packed {
  bytes: Uint8Array<ArrayBuffer>;
  type: typeof JSON_TYPE | typeof GZIP_TYPE;
}

export const GZIP_TYPE = "application/gzip";
const JSON_TYPE = "application/json";

/** Fewer bytes than this never get smaller enough to matter. */
const MIN_BYTES = 300;

/** Text that unpacks to more bytes than its reader allows. */
export class UnpackedTooLargeError extends Error {
  constructor(maxBytes: number) {
    super(`more than ${maxBytes} bytes`);
    this.name = "UnpackedTooLargeError";
  }
}

/** Packs a value for the way between edge and region. */
export async function pack(value: unknown): Promise<Packed> {
  const bytes = new TextEncoder().encode(JSON.stringify(value)) as Uint8Array<ArrayBuffer>;
  if (bytes.byteLength < MIN_BYTES) return { bytes, type: JSON_TYPE };
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  const smaller = new Uint8Array(await new Response(stream).arrayBuffer());
  return smaller.byteLength < bytes.byteLength
    ? { bytes: smaller, type: GZIP_TYPE }
    : { bytes, type: JSON_TYPE };
}

/** How a packed body is read. */
export interface UnpackOptions {
  /** Ends the reading of a body that does not end by itself. */
  signal: AbortSignal;
  /** Receives the number of bytes of each chunk as it comes in, packed; of a useless body too. */
  count?: (bytes: number) => void;
}

/**
 * The text of a packed body.
 * @throws UnpackedTooLargeError once more than `maxBytes` come in or come out
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

/** Passes bytes on until there are more of them than allowed. */
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
