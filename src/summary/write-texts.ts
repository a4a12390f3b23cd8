import { type Abstract, writeAbout, writeEach } from "../summarizer/generation/abstract.ts";
import type { Seq2Seq } from "../summarizer/generation/model.ts";
import type { Document } from "../summarizer/text/document.ts";
import { faithfulDraft } from "./draft.ts";
import type { WritingPlan } from "./writing-plan.ts";

/** Follows the writing of a plan's texts. */
export interface Following {
  /** Stops the writing before the next token. */
  signal?: AbortSignal;
  /** Receives the summary in pieces, as far as it is final and faithful to the document. */
  onText?: ((piece: string) => void | Promise<void>) | undefined;
  /** Called after each text with the number of texts written so far. */
  onWritten?: (texts: number) => void;
}

/**
 * Has a writer write the texts of a plan, in order.
 * @throws the signal's reason, or an error of the runtime
 */
export async function writeTexts(
  { texts, options, draftOf }: WritingPlan,
  { text: source, language }: Pick<Document, "text" | "language">,
  writer: Seq2Seq,
  { signal, onText, onWritten }: Following = {},
): Promise<Abstract[]> {
  const generating = signal ? { signal } : {};
  if (onText && draftOf === undefined) {
    const draft = { onText: faithfulDraft(source, onText) };
    return [await writeAbout(texts.flat(), language, options, writer, { ...generating, ...draft })];
  }
  const written: Abstract[] = [];
  let told = 0;
  return writeEach(texts, language, options, writer, {
    ...generating,
    async onAbstract(abstract) {
      written.push(abstract);
      onWritten?.(written.length);
      const draft = draftOf?.(written) ?? "";
      const piece = draft.slice(told);
      told = Math.max(told, draft.length);
      if (piece) await onText?.(piece);
    },
  });
}
