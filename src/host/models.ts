import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Seq2SeqMacs, seq2SeqMacs } from "../summarizer/seq2seq-cost.ts";
import type { Offer, Writer, Writers } from "../summarizer/writer.ts";
import {
  isWriterManifest,
  type KnownOffer,
  openModel,
  readOffer,
} from "../summarizer/writer-files.ts";
import type { Runtime } from "./runtime.ts";

/**
 * Opens every writer under a folder, before the first request, and measures here what its work
 * costs: rates measured elsewhere, by another runtime, would charge receipts wrongly. A model that
 * does not open is left out, and the log says why.
 */
export async function openModels(path: string, runtime: Runtime): Promise<Writers> {
  const writers = new Map<string, Writer>();
  for (const folder of foldersOf(path)) {
    try {
      const writer = await open(folder, runtime);
      writers.set(writer.offer.name, writer);
    } catch (error) {
      console.error(JSON.stringify({ event: "model-left-out", folder, error: String(error) }));
    }
  }
  // The process holds all of it, whichever model writes.
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

async function open(path: string, runtime: Runtime): Promise<Writer> {
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

/** How much work a measurement does; a tiny model repeats it until the clock can tell. */
const STEPS = 8;
const BEAMS = 4;
const MIN_SECONDS = 0.2;

/** CPU seconds per billion multiply-accumulates, of three kinds of work one after the other. */
async function measure(
  { shape, inputTokens }: KnownOffer,
  model: Writer["model"],
): Promise<Offer["secondsPerGmac"]> {
  const few = idsOf(8);
  const many = idsOf(Math.min(inputTokens, 512));
  const secondsOf = async (ids: number[], steps: number, beams: number) => {
    const settings = { num_beams: beams, min_new_tokens: steps, max_new_tokens: steps };
    await model.generate(ids, { settings });
    let runs = 0;
    const before = cpuSeconds();
    do {
      await model.generate(ids, { settings });
      runs++;
    } while (cpuSeconds() - before < MIN_SECONDS);
    const macs = seq2SeqMacs(shape, { inputTokens: ids.length, steps, beams });
    return { seconds: (cpuSeconds() - before) / runs, macs };
  };
  const rates = { reading: 0, writing: 0, attending: 0 };
  /** What the kinds measured before do not explain. */
  const settle = (kind: keyof Seq2SeqMacs, { seconds, macs }: Measured) => {
    const kinds = Object.keys(rates) as (keyof Seq2SeqMacs)[];
    const explained = kinds.reduce((sum, one) => sum + (macs[one] * rates[one]) / 1e9, 0);
    rates[kind] = Math.max(0, seconds - explained) / (macs[kind] / 1e9);
  };
  settle("reading", await secondsOf(many, 1, 1));
  settle("writing", await secondsOf(few, STEPS, BEAMS));
  settle("attending", await secondsOf(many, STEPS, BEAMS));
  return rates;
}

interface Measured {
  seconds: number;
  macs: Seq2SeqMacs;
}

const idsOf = (count: number): number[] => new Array<number>(count).fill(5);

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
