import type { WrittenLanguage } from "../contract/language.ts";
import type { SummaryRequest } from "../contract/request.ts";
import { type ExtractedSentence, extract } from "../summarizer/extract/extract.ts";
import { NoSelectionError } from "../summarizer/extract/select.ts";
import type { Abstract } from "../summarizer/generation/abstract.ts";
import type { Runnable } from "../summarizer/models/graph.ts";
import type { Offer } from "../summarizer/models/writer.ts";
import { foregrounded, standingTexts } from "../summarizer/rewrite/foreground.ts";
import { type StandIn, standIns } from "../summarizer/rewrite/stand-in.ts";
import { Subject } from "../summarizer/rewrite/subject.ts";
import type { Document } from "../summarizer/text/document.ts";
import { layOut } from "../summarizer/text/layout.ts";
import { optionsOf } from "./extract-options.ts";
import { rewritingOptions } from "./writing-options.ts";
import type { WritingPlan } from "./writing-plan.ts";

/** Average number of written tokens per token of a sentence, including the end token. */
const WRITTEN_SHARE = 0.9;
/** Special tokens around a sentence. */
const SPECIAL = 3;

/**
 * Extract, rewrite, check, assemble: the writer rewrites each sentence of the extractive summary separately, and sees
 * only that sentence. So the summary has the same number of sentences, and each has its source.
 * @throws NoSelectionError if the bounds allow neither a whole sentence nor a shortened one
 */
export async function planSentences(
  request: SummaryRequest,
  document: Document,
  offer: Offer,
  nano: Runnable,
): Promise<WritingPlan> {
  const language = document.language as WrittenLanguage;
  const chosen = await chooseSentences(request, foregrounded(document), nano);
  const said = standingTexts(document, chosen);
  const subject = new Subject(document.text, language);
  const options = rewritingOptions(request, offer);
  const sizes = said.map((text) => {
    const tokens = Math.min(document.tokenizer.encode(text).length, options.maxTokens);
    const writing = { inputTokens: tokens + SPECIAL, beams: options.numBeams };
    return {
      expected: { ...writing, steps: Math.ceil(WRITTEN_SHARE * tokens) + 1 },
      longest: { ...writing, steps: options.maxTokens + 1 },
    };
  });
  const countOf = ({ text }: { text: string }) => document.tokenizer.encode(text).length;
  const assemble = (abstracts: readonly Abstract[]) =>
    withinBounds(
      abstracts.map((abstract, at) =>
        candidatesFor(said[at] as string, abstract, language, subject),
      ),
      request,
      countOf,
    ).map((form, at): ExtractedSentence => formed(chosen[at] as ExtractedSentence, form));
  const summaryOf = (sentences: readonly ExtractedSentence[]) =>
    layOut(
      sentences.map(({ text }) => text),
      request.format,
    );
  return {
    texts: chosen.map(({ start }, at) => [{ sentence: said[at] as string, at: start }]),
    options,
    expected: sizes.map(({ expected }) => expected),
    longest: sizes.map(({ longest }) => longest),
    // The bounds on the whole summary may still restore a sentence.
    draftOf: (abstracts) =>
      request.min_length === undefined && request.max_length === undefined
        ? summaryOf(assemble(abstracts))
        : "",
    finish(abstracts) {
      const sentences = assemble(abstracts);
      const outputTokens = sentences.reduce((sum, one) => sum + countOf(one), 0);
      const extract = { summary: summaryOf(sentences), sentences, outputTokens };
      return { extract, document, reason: reasonOf(sentences) };
    },
  };
}

/**
 * The sentences of the extractive summary; if no whole sentence fits the bounds, the best one that fits after
 * shortening.
 */
async function chooseSentences(
  request: SummaryRequest,
  document: Document,
  nano: Runnable,
): Promise<ExtractedSentence[]> {
  const options = optionsOf({ ...request, compress: false });
  try {
    return (await extract(document, options, { nano })).sentences;
  } catch (error) {
    if (!(error instanceof NoSelectionError) || error.field !== "max_length") throw error;
    const single = { ...options, maxLength: undefined, minLength: undefined, sentences: 1 };
    const { sentences } = await extract(document, single, { nano });
    const [{ text } = { text: "" }] = sentences;
    const forms = standIns(text, [], document.language as WrittenLanguage);
    const shortest = Math.min(...forms.map((form) => document.tokenizer.encode(form.text).length));
    if (shortest > (request.max_length ?? 0)) throw error;
    return sentences;
  }
}

/** A sentence that the writer could not read whole may have been misread. */
const candidatesFor = (
  text: string,
  { summary, alternatives, isTruncated }: Abstract,
  language: WrittenLanguage,
  subject: Subject,
): StandIn[] => standIns(text, isTruncated ? [] : [summary, ...alternatives], language, subject);

/** The best form of each sentence; from the first one on, sentences stay whole until `min_length` is reached. */
function withinBounds(
  candidates: readonly (readonly StandIn[])[],
  { min_length: min = 0, max_length: max = Number.POSITIVE_INFINITY }: SummaryRequest,
  countOf: (form: StandIn) => number,
): StandIn[] {
  const single = candidates.length === 1;
  const forms = candidates.map(
    (some) => some.find((form) => !single || countOf(form) <= max) ?? (some.at(-1) as StandIn),
  );
  const total = () => forms.reduce((sum, form) => sum + countOf(form), 0);
  for (let at = 0; at < forms.length && total() < min; at++) {
    forms[at] = candidates[at]?.at(-1) as StandIn;
  }
  return forms;
}

function formed(sentence: ExtractedSentence, { text, how }: StandIn): ExtractedSentence {
  if (text === sentence.text) return { ...sentence, how };
  const { kept: _, ...rest } = sentence;
  return { ...rest, text, how: how === "whole" ? "rewritten" : how };
}

function reasonOf(sentences: readonly ExtractedSentence[]): string {
  const count = (how: ExtractedSentence["how"]) =>
    sentences.filter((one) => one.how === how).length;
  return (
    `As asked: of ${sentences.length} sentences ${count("rewritten")} rewritten, ${count("trimmed")} trimmed, ` +
    `${count("whole")} left whole.`
  );
}
