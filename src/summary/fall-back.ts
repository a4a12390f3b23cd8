import type { WrittenLanguage } from "../contract/language.ts";
import type { SummaryRequest } from "../contract/request.ts";
import type { Extract } from "../summarizer/extract/extract.ts";
import { plainHeadline } from "../summarizer/rewrite/plain-headline.ts";
import type { Document } from "../summarizer/text/document.ts";
import { layOut } from "../summarizer/text/layout.ts";
import type { ModeAnswer } from "./mode.ts";

/** The reason why nothing that was written is shown. */
export interface Unwritten {
  reason: string;
}

/** The extractive summary, with the reason why it replaces a written one. Its headline is shortened by rule. */
export const fallBack = (
  { format, mode }: Pick<SummaryRequest, "format" | "mode">,
  document: Document,
  extract: Extract,
  { reason }: Unwritten,
): { extract: Extract; mode: ModeAnswer } => ({
  extract: format === "headline" ? shortenedHeadline(extract, document) : extract,
  mode: {
    asked: mode,
    used: "extractive",
    reason: `Fell back to the text's own sentences: ${reason}.`,
  },
});

function shortenedHeadline(extract: Extract, { language, tokenizer }: Document): Extract {
  const [sentence] = extract.sentences;
  if (!sentence || sentence.cut) return extract;
  const text = plainHeadline(sentence.text, language as WrittenLanguage);
  if (text === sentence.text) return extract;
  const { kept: _, ...rest } = sentence;
  return {
    summary: layOut([text], "headline"),
    sentences: [{ ...rest, text, how: "trimmed" }],
    outputTokens: tokenizer.encode(text).length,
  };
}
