import type { Summary } from "./summarize.ts";
import { manifest } from "./summarizer/nano.ts";

/** The answer of `POST /v1/summarize` but for its `emissions`, which depend on its size. */
export function toAnswer({ id, document, extract, placement, forwarded, colo, edge }: Summary) {
  const region = forwarded ? placement.chosen : null;
  return {
    id,
    summary: extract.summary,
    language: document.language,
    truncated: document.truncated,
    sentences: extract.sentences,
    model: {
      name: manifest.name,
      version: manifest.version,
      quantization: manifest.quantization,
    },
    usage: { input_tokens: document.tokens, output_tokens: extract.outputTokens },
    placement: {
      weight: placement.weight,
      ran: region ? ("region" as const) : ("edge" as const),
      region: region?.region.id ?? null,
      colo: forwarded?.colo ?? colo,
      zone: region?.intensity.zone ?? edge.zone,
      reason:
        placement.chosen && !forwarded
          ? `${placement.chosen.region.id} did not answer, so the edge did the work.`
          : placement.reason,
      candidates: placement.candidates.map(({ region, intensity }) => ({
        region: region.id,
        zone: intensity.zone,
        grams_per_kwh: intensity.gramsPerKwh,
      })),
    },
  };
}
