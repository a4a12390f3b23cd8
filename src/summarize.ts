import { account } from "./emissions/account.ts";
import type { Receipt } from "./emissions/receipt.ts";
import { blend } from "./grid/blend.ts";
import type { Intensity } from "./grid/intensity.ts";
import { WORLD } from "./grid/world.ts";
import { zoneOf } from "./placement/colos.ts";
import { type Backend, type Forwarded, forward } from "./placement/forward.ts";
import { type Placement, place } from "./placement/place.ts";
import type { Region } from "./placement/regions.ts";
import type { SummaryRequest } from "./request.ts";
import { cpuSeconds } from "./summarizer/cost.ts";
import { type Document, readDocument } from "./summarizer/document.ts";
import { type Extract, type ExtractOptions, extract } from "./summarizer/extract.ts";
import { detectLanguage } from "./summarizer/language.ts";
import { loadNano, manifest } from "./summarizer/nano.ts";
import { multiplyAccumulates } from "./summarizer/salience.ts";

/** What a summary needs to know of the world around it. */
export interface Surroundings {
  id: string;
  /** When the request came in, milliseconds since the epoch. */
  now: number;
  /** Cloudflare location and country that took the request, where known. */
  colo: string | undefined;
  country: string | undefined;
  regions: readonly Region[];
  backendOf(region: Region): Backend;
  intensityOf(zone: string): Intensity | undefined;
}

/** All that is known of a request once it is served. */
export interface Summary {
  id: string;
  now: number;
  document: Document;
  extract: Extract;
  /** Predicted vCPU seconds to read the document, and to do all of the work in one place. */
  cpuSeconds: { read: number; all: number };
  colo: string;
  edge: Intensity;
  placement: Placement;
  /** What the region answered; null if the edge did the work. */
  forwarded: Forwarded | null;
}

/** The way of a request: tokenize -> place -> summarize. Throws the domain errors of each step. */
export async function summarize(request: SummaryRequest, around: Surroundings): Promise<Summary> {
  const nano = await loadNano();
  const language = request.language === "auto" ? detectLanguage(request.text) : request.language;
  const document = readDocument(request.text, language, nano.tokenizer);
  const seconds = predict(document);

  const placement = place({
    cpuSeconds: seconds.all,
    candidates: candidates(around),
    wanted: request.region,
  });

  const options = optionsOf(request);
  const forwarded =
    placement.chosen &&
    (await forward(placement.chosen.region.id, around.backendOf(placement.chosen.region), {
      text: request.text,
      language,
      options,
    }));
  return {
    id: around.id,
    now: around.now,
    document,
    extract: forwarded?.extract ?? (await extract(document, options, nano.run)),
    cpuSeconds: seconds,
    colo: around.colo ?? "unknown",
    edge: edgeIntensity(around),
    placement,
    forwarded,
  };
}

/** The receipt of a served request; `clientBytes` went to and fro between the caller and the edge. */
export const receiptOf = (summary: Summary, clientBytes: number): Receipt =>
  account({
    request: {
      id: summary.id,
      at: new Date(summary.now).toISOString(),
      model: manifest.name,
      language: summary.document.language,
      weight: summary.placement.weight,
      colo: summary.colo,
      inputTokens: summary.document.tokens,
      outputTokens: summary.extract.outputTokens,
    },
    cpuSeconds: summary.cpuSeconds,
    clientBytes,
    edge: summary.edge,
    region:
      summary.forwarded && summary.placement.chosen
        ? {
            id: summary.placement.chosen.region.id,
            pue: summary.placement.chosen.region.pue,
            intensity: summary.placement.chosen.intensity,
            forwardedBytes: summary.forwarded.bytes,
          }
        : null,
  });

function predict(document: Document): Summary["cpuSeconds"] {
  const reading = { characters: document.text.length, multiplyAccumulates: 0 };
  const all = { ...reading, multiplyAccumulates: multiplyAccumulates(document) };
  return {
    read: cpuSeconds(reading, manifest.calibration),
    all: cpuSeconds(all, manifest.calibration),
  };
}

const candidates = ({ regions, intensityOf }: Surroundings) =>
  regions.flatMap((region) => {
    const intensity = blend(region.zones.join("+"), intensityOf);
    return intensity ? [{ region, intensity }] : [];
  });

/** The intensity of the grid that feeds the edge; the world's mean if nobody knows where it is. */
function edgeIntensity({ colo, country, intensityOf }: Surroundings): Intensity {
  const known = zoneOf({ colo, country });
  return (known && blend(known.zone, intensityOf)) ?? WORLD;
}

const optionsOf = (request: SummaryRequest): ExtractOptions => ({
  length: request.length,
  format: request.format,
  ...(request.max_length !== undefined && { maxLength: request.max_length }),
  ...(request.min_length !== undefined && { minLength: request.min_length }),
});
