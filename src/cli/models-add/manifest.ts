import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Card } from "./card.ts";
import type { ModelConfiguration } from "./configuration.ts";
import type { MeasuredModel } from "./measured.ts";

/** Memory limit of a Worker's isolate, JavaScript and WASM together. */
const WORKER_BYTES = 128_000_000;
/** Size limit of a static asset. */
const ASSET_BYTES = 25 * 1024 * 1024;

export interface Description {
  name: string;
  origin: string;
  precision: "float32" | "int8";
  card: Card;
  configuration: ModelConfiguration;
  measured: MeasuredModel | null;
}

export type Files = Record<string, { sha256: string; bytes: number }>;

/** Digests and sizes of a model's files. */
export const describeFiles = (folder: string, names: readonly string[]): Files =>
  Object.fromEntries(
    names.map((name) => {
      const content = readFileSync(join(folder, name));
      const sha256 = createHash("sha256").update(content).digest("hex");
      return [name, { sha256, bytes: content.byteLength }];
    }),
  );

/** The `manifest.json` of an added model. */
export function toManifest(description: Description, files: Files) {
  const { name, origin, precision, card, configuration, measured } = description;
  return {
    name,
    // The same files are the same version, even if their source names it differently.
    version: digestOf(files).slice(0, 12),
    task: "abstractive",
    architecture: configuration.architecture,
    quantization: precision,
    languages: card.languages,
    licence: card.licence ?? configuration.licence ?? "unknown",
    origin,
    files,
    tokenizer: configuration.tokenizer,
    limits: { inputTokens: configuration.maxInputTokens, positions: configuration.positions },
    memory: measured,
    runsIn: whyNotWorker(files, measured) === null ? ["worker", "host"] : ["host"],
  };
}

/** The reason why a Worker cannot run it; null if it can. */
export function whyNotWorker(files: Files, measured: MeasuredModel | null): string | null {
  const large = Object.entries(files).find(([, { bytes }]) => bytes > ASSET_BYTES);
  if (large) return `${large[0]} is larger than a static asset may be (25 MiB)`;
  if (!measured) return "it does not fit into WASM memory";
  const bytes = measured.wasmBytes + measured.javascriptBytes;
  if (bytes <= WORKER_BYTES) return null;
  return `it needs ${Math.ceil(bytes / 1e6)} MB beside nano, and a Worker has 128 MB`;
}

const digestOf = (files: Files): string =>
  createHash("sha256")
    .update(
      Object.keys(files)
        .sort()
        .map((name) => `${name} ${files[name]?.sha256}\n`)
        .join(""),
    )
    .digest("hex");
