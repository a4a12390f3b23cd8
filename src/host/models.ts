import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { measureRates } from "../summarizer/generation/seq2seq-rates.ts";
import type { Writer, Writers } from "../summarizer/models/writer.ts";
import {
  isWriterManifest,
  type KnownOffer,
  openModel,
  readOffer,
} from "../summarizer/models/writer-files.ts";
import type { GraphRuntime } from "./runtime.ts";

/**
 * Opens every writer under a folder before the first request, and measures the cost of its work here, because rates
 * measured with another machine or runtime would make receipts wrong. A model that does not open is left out, and the
 * log gives the reason.
 */
export async function openModels(path: string, runtime: GraphRuntime): Promise<Writers> {
  const writers = new Map<string, Writer>();
  for (const folder of foldersOf(path)) {
    try {
      const writer = await open(folder, runtime);
      writers.set(writer.offer.name, writer);
    } catch (error) {
      console.error(JSON.stringify({ event: "model-left-out", folder, error: String(error) }));
    }
  }
  // The process holds all of its memory, regardless of which model writes.
  const memoryGb = process.memoryUsage().rss / 1e9;
  for (const writer of writers.values()) writer.offer.memoryGb = memoryGb;
  return {
    maxCpuSeconds: Number.POSITIVE_INFINITY,
    offers: async () => [...writers.values()].map((writer) => writer.offer),
    open: async (name) => writers.get(name),
  };
}

const foldersOf = (path: string): string[] =>
  readdirSync(path)
    .map((name) => join(path, name))
    .filter((folder) => {
      const manifest = join(folder, "manifest.json");
      return existsSync(manifest) && isWriterManifest(JSON.parse(readFileSync(manifest, "utf8")));
    });

async function open(path: string, runtime: GraphRuntime): Promise<Writer> {
  const folder = {
    json: async (file: string) => JSON.parse(await readFile(join(path, file), "utf8")),
    graph: (file: string) => runtime.open(join(path, file)),
  };
  const known = await readOffer(path, folder);
  const model = await openModel(path, folder);
  const secondsPerGmac = await measure(known, model);
  console.log(
    JSON.stringify({ event: "model-opened", model: known.name, seconds_per_gmac: secondsPerGmac }),
  );
  return { offer: { ...known, secondsPerGmac, memoryGb: 0 }, model };
}

/** A tiny model repeats its work until the time is long enough for the clock to measure. */
const MIN_SECONDS = 0.2;

const measure = ({ shape, inputTokens: most }: KnownOffer, model: Writer["model"]) =>
  measureRates(shape, most, async ({ inputTokens, steps, beams }) => {
    const ids = idsOf(inputTokens);
    const settings = { num_beams: beams, min_new_tokens: steps, max_new_tokens: steps };
    await model.generate(ids, { settings });
    let runs = 0;
    const before = cpuSeconds();
    do {
      await model.generate(ids, { settings });
      runs++;
    } while (cpuSeconds() - before < MIN_SECONDS);
    return (cpuSeconds() - before) / runs;
  });

const idsOf = (count: number): number[] => new Array<number>(count).fill(5);

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
