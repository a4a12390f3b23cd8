import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { StoredFile } from "./assets.ts";

/** Output folder of the Worker's static files. */
export const OUT = "dist/assets";
/** The folder of files whose names contain a hash of their content, which browsers keep forever. */
export const STATIC = "static";

/** The platform's size limit for a static file. */
const MAX_BYTES = 25 * 1024 * 1024;

/** Writes `content` as `/static/<name>`, with a hash of it before the extension. */
export function publish(name: string, content: Buffer | string): StoredFile {
  const sha256 = createHash("sha256").update(content).digest("hex");
  const address = `/${STATIC}/${name.replace(/(?=\.[^./]+$)/, `-${sha256.slice(0, 16)}`)}`;
  const bytes = Buffer.byteLength(content);
  if (bytes > MAX_BYTES) throw new Error(`${name} is larger than ${MAX_BYTES} bytes`);
  mkdirSync(dirname(OUT + address), { recursive: true });
  writeFileSync(OUT + address, content);
  return { address, sha256, bytes };
}

export const publishFile = (name: string, path: string): StoredFile =>
  publish(name, readFileSync(path));
