// A job's id is a 256-bit secret, and the only means to decrypt its stored data: keys are derived from it and not
// stored anywhere. The object that holds a job is named by the id, so the id is known while the object runs, but its
// storage alone decrypts nothing.

const PREFIX = "job_";
const ID = /^job_[A-Za-z0-9_-]{43}$/;
/** SQLite rows of an object can hold 2 MB. */
const PIECE_BYTES = 1_000_000;
const IV_BYTES = 12;

export const isJobId = (text: string): boolean => ID.test(text);

/** A new id: 256 random bits, base64url. */
export const newJobId = (): string =>
  PREFIX + toBase64Url(crypto.getRandomValues(new Uint8Array(32)));

/** Compresses a value and encrypts it (AES-256-GCM) with a key derived from a job's id, in pieces of 1 MB. */
export async function seal(id: string, value: unknown): Promise<Uint8Array[]> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const plain = await through(
    new Uint8Array(new TextEncoder().encode(JSON.stringify(value))),
    new CompressionStream("gzip"),
  );
  const key = await derived(id, "text", "encrypt");
  const cipher = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain));
  const whole = new Uint8Array(IV_BYTES + cipher.length);
  whole.set(iv);
  whole.set(cipher, IV_BYTES);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < whole.length; at += PIECE_BYTES)
    pieces.push(whole.slice(at, at + PIECE_BYTES));
  return pieces;
}

/** Returns the value that {@link seal} encrypted. Rejects if the id belongs to another job. */
export async function open(id: string, pieces: readonly Uint8Array[]): Promise<unknown> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  const key = await derived(id, "text", "decrypt");
  const iv = whole.slice(0, IV_BYTES);
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, whole.slice(IV_BYTES));
  const text = await through(new Uint8Array(plain), new DecompressionStream("gzip"));
  return JSON.parse(new TextDecoder().decode(text));
}

/** The secret that signs a job's callbacks, in the format of Standard Webhooks. */
export async function callbackSecret(id: string): Promise<string> {
  const bytes = await crypto.subtle.deriveBits(derivation("callback"), await master(id), 256);
  return `whsec_${btoa(String.fromCharCode(...new Uint8Array(bytes)))}`;
}

const derivation = (purpose: string) => ({
  name: "HKDF",
  hash: "SHA-256",
  salt: new Uint8Array(),
  info: new TextEncoder().encode(`greengist job ${purpose}`),
});

const master = (id: string): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", new TextEncoder().encode(id), "HKDF", false, [
    "deriveKey",
    "deriveBits",
  ]);

const derived = async (id: string, purpose: string, use: "encrypt" | "decrypt") =>
  crypto.subtle.deriveKey(
    derivation(purpose),
    await master(id),
    { name: "AES-GCM", length: 256 },
    false,
    [use],
  );

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Blob([bytes]).stream().pipeThrough(stream as ReadableWritablePair);
  return new Uint8Array(await new Response(out as ReadableStream).arrayBuffer());
}

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
