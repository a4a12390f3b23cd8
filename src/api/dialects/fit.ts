import type { SummaryAnswer } from "../../contract/summary.ts";
import { layOut } from "../../summarizer/text/layout.ts";

/** The maximum number of words or characters of a summary. */
export interface Limit {
  unit: "words" | "characters";
  most: number;
}

type FittedSummary = Pick<SummaryAnswer, "summary" | "sentences">;

const WORD = new Intl.Segmenter(undefined, { granularity: "word" });
/**
 * A cut at the end of a clause is better than one between arbitrary words if at least this share of the text remains.
 */
const CLAUSE_SHARE = 0.6;
const CLAUSE_END = /[,;:，；、：]$/;

/**
 * Shortens a summary to a limit that a chat asked for: the model's own limit is in tokens, which roughly equal words.
 * Whole sentences are removed first, from the end. If the result is still too long, it is cut between words and marked
 * `cut`.
 */
export function fitTo<T extends FittedSummary>(answer: T, limit: Limit | undefined): T {
  if (!limit || sizeOf(answer.summary, limit) <= limit.most) return answer;
  const format = answer.summary.startsWith("- ") ? "key-points" : "paragraph";
  for (let count = answer.sentences.length - 1; count > 0; count--) {
    const sentences = answer.sentences.slice(0, count);
    const summary = layOut(
      sentences.map(({ text }) => text),
      format,
    );
    if (sizeOf(summary, limit) <= limit.most) return { ...answer, summary, sentences };
  }
  const summary = cut(answer.summary.split("\n", 1)[0] as string, limit);
  const [first] = answer.sentences;
  if (!first) return { ...answer, summary };
  return { ...answer, summary, sentences: [{ ...first, text: summary, cut: true as const }] };
}

/** Words separated by spaces, or characters with all spaces, as messengers count them. */
const sizeOf = (text: string, { unit }: Limit): number =>
  unit === "words"
    ? text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
    : text.length;

function cut(text: string, limit: Limit): string {
  let end = 0;
  let clause = 0;
  let size = 0;
  for (const { index, segment, isWordLike } of WORD.segment(text)) {
    const next = index + segment.length;
    size += limit.unit === "characters" ? sizeOf(segment, limit) : Number(isWordLike ?? false);
    if (size > limit.most) break;
    if (CLAUSE_END.test(segment)) clause = next;
    end = next;
  }
  const at = clause >= end * CLAUSE_SHARE ? clause : end;
  return text.slice(0, at).trim().replace(CLAUSE_END, "");
}
