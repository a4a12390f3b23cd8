import { RefusedError } from "../contract/refused.ts";
import type { SummaryRequest } from "../contract/request.ts";
import type { Region } from "../placement/regions.ts";
import { type Offer, writes } from "../summarizer/models/writer.ts";
import type { Language } from "../summarizer/text/language.ts";
import type { Occasion } from "./occasion.ts";

/** The model that writes, and the places where it can run. */
export interface WriterChoice {
  offer: Offer;
  /** Whether it can run at the edge. */
  isHere: boolean;
  /** The regions that offer it. */
  regions: readonly Region[];
}

/** No place can write an abstractive summary of this request; the message explains how to get one. */
export class NoWriterError extends RefusedError {
  constructor(field: "mode" | "language" | "region", message: string) {
    super("no-writer", message, { field });
  }
}

/**
 * The edge's own writer, which its Durable Objects also have; otherwise the writer of the first region in the table, or
 * of the requested region, that supports the language.
 * @throws NoWriterError
 */
export async function chooseWriter(
  { region: wanted }: Pick<SummaryRequest, "region">,
  language: Language,
  { writers, writersOfRegions, world }: Pick<Occasion, "writers" | "writersOfRegions" | "world">,
): Promise<WriterChoice> {
  const here = await writers.offers();
  const told = await writersOfRegions();
  const offersIn = (region: Region): readonly Offer[] =>
    region.backend.kind === "durable-object" ? here : (told.get(region.id)?.offers ?? []);
  const isKnown = world.regions.some(({ id }) => id === wanted);
  const asked = world.regions.filter(({ id }) => !isKnown || id === wanted);
  const all = [
    ...(isKnown ? [] : here),
    ...(wanted === "edge" ? [] : asked.flatMap((region) => offersIn(region))),
  ];
  const offer = all.find((one) => writes(one, language));
  if (!offer) throw refusal(all, wanted, language);
  const { name, version } = offer;
  const has = (offers: readonly Offer[]) =>
    offers.some((one) => one.name === name && one.version === version);
  return {
    offer,
    isHere: has(here),
    regions: world.regions
      .filter((region) => has(offersIn(region)))
      .map((region) => {
        const zone = told.get(region.id)?.zone;
        return zone ? { ...region, zones: [zone] } : region;
      }),
  };
}

function refusal(offers: readonly Offer[], wanted: string, language: Language): NoWriterError {
  if (offers.length > 0) {
    const names = [...new Set(offers.map(({ name }) => name))].join(", ");
    return new NoWriterError(
      "language",
      `mode: "abstractive" is not offered in "${language}": no model here writes it (${names} does not).`,
    );
  }
  if (wanted !== "auto") {
    return new NoWriterError(
      "region",
      `region: "${wanted}" has no model for mode: "abstractive"; use region "auto" or mode "extractive".`,
    );
  }
  return new NoWriterError(
    "mode",
    'mode: "abstractive" needs a model that writes, and no place here has one; use "auto" or "extractive". ' +
      "An operator adds one as a region: npm run serve on another host, named in REGIONS.",
  );
}
