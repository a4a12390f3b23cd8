import type { WrittenLanguage } from "../contract/language.ts";
import type { SummaryRequest } from "../contract/request.ts";
import type { Extract, ExtractedSentence } from "../summarizer/extract/extract.ts";
import { plainHeadline, standsAlone } from "../summarizer/rewrite/plain-headline.ts";
import type { Document } from "../summarizer/text/document.ts";
import { layOut } from "../summarizer/text/layout.ts";
import type { ModeAnswer } from "./mode.ts";

/** The reason why nothing that was written is shown, and a sentence that can stand for a headline, if one is known. */
export interface Unwritten {
  reason: string;
  instead?: ExtractedSentence;
}

/**
 * The extractive summary, with the reason why it replaces a written one. Its headline is shortened by rule; `instead`
 * takes the place of one that cannot stand alone.
 */
export const fallBack = (
  { format, mode }: Pick<SummaryRequest, "format" | "mode">,
  document: Document,
  extract: Extract,
  { reason, instead }: Unwritten,
): { extract: Extract; mode: ModeAnswer } => ({
  extract: format === "headline" ? shortenedHeadline(extract, document, instead) : extract,
  mode: {
    asked: mode,
    used: "extractive",
    reason: `Fell back to the text's own sentences: ${reason}.`,
  },
});

function shortenedHeadline(
  extract: Extract,
  { language: code, tokenizer }: Document,
  instead?: ExtractedSentence,
): Extract {
  const language = code as WrittenLanguage;
  const [chosen] = extract.sentences;
  if (!chosen || chosen.cut) return extract;
  const sentence = instead && !standsAlone(chosen.text, language) ? instead : chosen;
  const text = plainHeadline(sentence.text, language);
  if (text === chosen.text) return extract;
  const { kept: _, ...rest } = sentence;
  return {
    summary: layOut([text], "headline"),
    sentences: [{ ...rest, text, how: "trimmed" }],
    outputTokens: tokenizer.encode(text).length,
  };
}
