import { sha256 } from "hono/utils/crypto";
import type { StoredFile } from "../../pages/assets.ts";

/** The cache of models and runtimes whose hashes were checked. */
const CACHE = "greengist-models";

/** A file whose SHA-256 differs from the hash that this page was built with. */
export class IntegrityError extends Error {
  override name = "IntegrityError";
  constructor(address: string) {
    super(`${address} is not the file that it should be`);
  }
}

/** Called with the bytes loaded so far and the total. */
export type OnProgress = (loadedBytes: number, allBytes: number) => void;

export interface Loaded {
  contents: ArrayBuffer[];
  /** Bytes loaded over the network; 0 if all files were cached. */
  downloadedBytes: number;
}

/**
 * Loads files, in their order, from the cache, otherwise from the server at `base`. Each file is checked against its
 * SHA-256 before it is used or cached.
 * @throws IntegrityError
 */
export async function load(
  files: readonly StoredFile[],
  base: string,
  onProgress: OnProgress,
): Promise<Loaded> {
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const cache = await caches.open(CACHE).catch(() => null);
  const contents: ArrayBuffer[] = [];
  let loaded = 0;
  let downloadedBytes = 0;
  for (const file of files) {
    const url = new URL(file.address, base).href;
    const found = await kept(cache, url, file);
    const content =
      found ?? (await download(cache, url, file, (bytes) => onProgress(loaded + bytes, all)));
    if (!found) downloadedBytes += content.byteLength;
    loaded += file.bytes;
    onProgress(loaded, all);
    contents.push(content);
  }
  return { contents, downloadedBytes };
}

/** The cached file if its hash still matches; a damaged file is deleted. */
async function kept(cache: Cache | null, url: string, file: StoredFile) {
  const content = await (await cache?.match(url))?.arrayBuffer();
  if (content && (await sha256(content)) === file.sha256) return content;
  if (content) await cache?.delete(url);
  return undefined;
}

async function download(
  cache: Cache | null,
  url: string,
  file: StoredFile,
  onBytes: (bytes: number) => void,
): Promise<ArrayBuffer> {
  const response = await fetch(url, { credentials: "omit" });
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);
  const content = new Uint8Array(file.bytes);
  let at = 0;
  const reader = response.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    if (at + read.value.byteLength > file.bytes) throw new IntegrityError(file.address);
    content.set(read.value, at);
    at += read.value.byteLength;
    onBytes(at);
  }
  if (at !== file.bytes || (await sha256(content)) !== file.sha256) {
    throw new IntegrityError(file.address);
  }
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  // A full cache must not fail the run.
  await cache?.put(url, new Response(content.slice(), { headers })).catch(() => {});
  return content.buffer;
}

/** Bytes of the files that are not cached yet; the hashes of the others are checked when they are used. */
export async function bytesToLoad(files: readonly StoredFile[], base: string): Promise<number> {
  const cache = await caches.open(CACHE).catch(() => null);
  const missing = await Promise.all(
    files.map(async ({ address, bytes }) =>
      (await cache?.match(new URL(address, base).href)) ? 0 : bytes,
    ),
  );
  return missing.reduce((sum, bytes) => sum + bytes, 0);
}
