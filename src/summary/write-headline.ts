import type { WrittenLanguage } from "../contract/language.ts";
import type { SummaryRequest } from "../contract/request.ts";
import type { ExtractedSentence } from "../summarizer/extract/extract.ts";
import { type Abstract, passagesOf } from "../summarizer/generation/abstract.ts";
import type { Runnable } from "../summarizer/models/graph.ts";
import type { Offer } from "../summarizer/models/writer.ts";
import { chooseHeadline, headlineOffers } from "../summarizer/rewrite/choose-headline.ts";
import { standingIn } from "../summarizer/rewrite/plain-headline.ts";
import { ownTitle } from "../summarizer/rewrite/title.ts";
import type { Document } from "../summarizer/text/document.ts";
import { layOut } from "../summarizer/text/layout.ts";
import { expectedSteps } from "./writing-bounds.ts";
import { writingOptions } from "./writing-options.ts";
import type { WritingPlan } from "./writing-plan.ts";

/** Special tokens around a text. */
const SPECIAL = 3;

/**
 * A text's own title is its headline. Of other texts the writer writes headlines twice, about as many of the most
 * salient sentences as it can read and about the best one alone. The result is the best-ranked of its beams and of
 * parts of sentences, without those in which a check finds anything false or broken.
 * @throws InvalidRequestError
 */
export async function planHeadline(
  request: SummaryRequest,
  document: Document,
  offer: Offer,
  nano: Runnable,
): Promise<WritingPlan> {
  const { text, tokenizer } = document;
  const language = document.language as WrittenLanguage;
  const inputTokens = Math.min(document.tokens, offer.inputTokens);
  const options = writingOptions(request, offer, inputTokens);
  const passages = await passagesOf(document, nano, offer.inputTokens);
  const [best] = passages;
  if (best === undefined) throw new Error("a document has at least one sentence");
  const source = document.sentences[best.at];
  const tokens = Math.min(offer.inputTokens, (source?.ids.length ?? 0) + SPECIAL);
  const sizesOf = (steps: number) =>
    [inputTokens, tokens].map((read) => ({ inputTokens: read, steps, beams: options.numBeams }));
  return {
    texts: [passages, [best]],
    options,
    expected: sizesOf(expectedSteps(request, offer, options)),
    longest: sizesOf(options.maxTokens),
    // Which beam is the best is known only at the end.
    draftOf: () => "",
    finish(abstracts) {
      const [aboutAll, aboutBest] = abstracts as [Abstract, Abstract];
      const read = {
        ...document,
        tokens: aboutAll.inputTokens,
        truncated: document.truncated || aboutAll.isTruncated,
      };
      const made = (sentences: ExtractedSentence[], summary: string) => ({
        summary,
        sentences,
        outputTokens: tokenizer.encode(summary).length,
      });
      const title = ownTitle(text, language);
      if (title !== undefined) {
        const whole = { ...title, score: 1, how: "whole" as const };
        return {
          extract: made([whole], title.text),
          document: read,
          reason: "As asked; the headline is the text's own title.",
        };
      }
      const offers = headlineOffers(document, passages, aboutAll, aboutBest);
      const { shown, why } = chooseHeadline(offers, offer.confidence);
      if (shown === undefined) {
        const instead = standingIn(offers.sentences, language);
        return {
          extract: undefined,
          reason: why,
          ...(instead && { instead: { ...instead, score: 1 } }),
        };
      }
      const summary = layOut([shown.headline], "headline");
      const from = shown.source;
      const sentences: ExtractedSentence[] = from
        ? [{ text: summary, start: from.start, end: from.end, score: 1, how: "rewritten" }]
        : [];
      return {
        extract: made(sentences, summary),
        document: read,
        reason: from
          ? "As asked; the headline is about one of the most salient sentences."
          : reasonOf(aboutAll, document),
      };
    },
  };
}

const reasonOf = ({ sentencesRead }: Abstract, { sentences }: Document): string =>
  `As asked; the writer read the ${sentencesRead} most salient of ${sentences.length} sentences.`;
