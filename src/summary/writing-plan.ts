import type { SummaryRequest } from "../contract/request.ts";
import type { RegionWriting } from "../region/protocol.ts";
import type { Extract, ExtractedSentence } from "../summarizer/extract/extract.ts";
import type { Abstract, AbstractOptions } from "../summarizer/generation/abstract.ts";
import type { Writing } from "../summarizer/generation/seq2seq-cost.ts";
import type { Runnable } from "../summarizer/models/graph.ts";
import type { Offer } from "../summarizer/models/writer.ts";
import type { Document } from "../summarizer/text/document.ts";
import { planDocument } from "./write-document.ts";
import { planHeadline } from "./write-headline.ts";
import { planSentences } from "./write-sentences.ts";

/**
 * The plan for writing a summary: the texts that a writer reads, their cost, and how its output becomes the summary.
 */
export interface WritingPlan extends Pick<RegionWriting, "texts"> {
  options: AbstractOptions;
  /** The expected and the maximum work, one entry per text to be written. */
  expected: readonly Writing[];
  longest: readonly Writing[];
  /**
   * The beginning of the summary that is final once these texts are written; empty if none is yet. Not set if the only
   * text is the summary, which can be shown as it is written.
   */
  draftOf?(abstracts: readonly Abstract[]): string;
  finish(abstracts: readonly Abstract[]): FinishedWriting;
}

/**
 * A summary with the reason for its form, or the reason why there is none, with the sentence of the text that can best
 * stand for it, if that is known.
 */
export type FinishedWriting =
  | { extract: Extract; reason: string; document: Document }
  | { extract: undefined; reason: string; instead?: ExtractedSentence };

/**
 * A writer that was trained on single sentences rewrites the sentences of the extractive summary, and its headlines are
 * ranked. Everything that other writers write is about the document as a whole. `nano` scores the sentences.
 * @throws InvalidRequestError, NoSelectionError
 */
export function planWriting(
  request: SummaryRequest,
  document: Document,
  offer: Offer,
  nano: Runnable,
): Promise<WritingPlan> {
  if (!offer.rewrites) return planDocument(request, document, offer, nano);
  return request.format === "headline"
    ? planHeadline(request, document, offer, nano)
    : planSentences(request, document, offer, nano);
}
