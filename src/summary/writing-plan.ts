import type { SummaryRequest } from "../contract/request.ts";
import type { RegionWriting } from "../region/protocol.ts";
import type { Extract } from "../summarizer/extract/extract.ts";
import type { Abstract, AbstractOptions } from "../summarizer/generation/abstract.ts";
import type { Writing } from "../summarizer/generation/seq2seq-cost.ts";
import type { Offer } from "../summarizer/models/writer.ts";
import type { Document } from "../summarizer/text/document.ts";
import { planDocument } from "./write-document.ts";
import { planSentences } from "./write-sentences.ts";

/** How a summary comes to be written: what a writer reads, what that costs, and what is made of what it wrote. */
export interface WritingPlan extends Pick<RegionWriting, "each" | "items"> {
  options: AbstractOptions;
  /** What the work should come to, and what it may; one for each text that is written. */
  expected: readonly Writing[];
  longest: readonly Writing[];
  /** The beginning of the summary that is settled once this much is written; empty where nothing is yet. */
  draftOf(abstracts: readonly Abstract[]): string;
  finish(abstracts: readonly Abstract[]): FinishedWriting;
}

/** A summary with why it is as it is, or only why there is none. */
export type FinishedWriting =
  | { extract: Extract; reason: string; document: Document }
  | { extract: undefined; reason: string };

/**
 * A writer that was trained on single sentences rewrites those that the extractive summary would have; headlines, and
 * all that others write, are of the document as a whole.
 * @throws InvalidRequestError, NoSelectionError
 */
export const planWriting = (
  request: SummaryRequest,
  document: Document,
  offer: Offer,
): Promise<WritingPlan> =>
  offer.rewrites && request.format !== "headline"
    ? planSentences(request, document, offer)
    : planDocument(request, document, offer);
