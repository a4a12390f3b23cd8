import type { WrittenLanguage } from "../contract/language.ts";
import type { SummaryRequest } from "../contract/request.ts";
import { type Abstract, passagesOf } from "../summarizer/generation/abstract.ts";
import type { Runnable } from "../summarizer/models/graph.ts";
import type { Offer } from "../summarizer/models/writer.ts";
import { chooseBeam } from "../summarizer/rewrite/choose-beam.ts";
import type { Document } from "../summarizer/text/document.ts";
import { splitSentences } from "../summarizer/text/sentences.ts";
import { expectedSteps } from "./writing-bounds.ts";
import { writingOptions } from "./writing-options.ts";
import type { WritingPlan } from "./writing-plan.ts";

/**
 * The writer reads as many of the most salient sentences as it can and writes a text about them. The result is the
 * first of its beams in which no check finds anything false or broken.
 * @throws InvalidRequestError
 */
export async function planDocument(
  request: SummaryRequest,
  document: Document,
  offer: Offer,
  nano: Runnable,
): Promise<WritingPlan> {
  const { text } = document;
  const language = document.language as WrittenLanguage;
  const inputTokens = Math.min(document.tokens, offer.inputTokens);
  const options = writingOptions(request, offer, inputTokens);
  const passages = await passagesOf(document, nano, offer.inputTokens);
  const sizeOf = (steps: number) => [{ inputTokens, steps, beams: options.numBeams }];
  return {
    texts: [passages],
    options,
    expected: sizeOf(expectedSteps(request, offer, options)),
    longest: sizeOf(options.maxTokens),
    finish([abstract]) {
      const made = abstract as Abstract;
      const { shown, why } = chooseBeam(text, made, language, offer.confidence, request.format);
      if (shown === undefined) return { extract: undefined, reason: why };
      return {
        extract: {
          summary: layOut(shown, request, document),
          sentences: [],
          outputTokens: made.outputTokens,
        },
        document: {
          ...document,
          tokens: made.inputTokens,
          truncated: document.truncated || made.isTruncated,
        },
        reason: reasonOf(made, document),
      };
    },
  };
}

const reasonOf = (
  { sentencesRead }: Pick<Abstract, "sentencesRead">,
  { sentences }: Document,
): string =>
  sentencesRead < sentences.length
    ? `As asked; the writer read the ${sentencesRead} most salient of ${sentences.length} sentences.`
    : "As asked.";

function layOut(summary: string, { format }: SummaryRequest, { language }: Document): string {
  if (format === "headline") return summary.replace(/(?<![.…])[.。]$/, "");
  if (format !== "key-points") return summary;
  return [...splitSentences(summary, language)]
    .map(({ start, end }) => `- ${summary.slice(start, end)}`)
    .join("\n");
}
