import type { SummaryAnswer } from "../../contract/summary.ts";

/**
 * A summary in the pieces that a stream sends: one per sentence, where the text between two sentences belongs to the
 * later one. Joined, they are the summary.
 */
export function piecesOf({
  summary,
  sentences,
}: Pick<SummaryAnswer, "summary" | "sentences">): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (const { text } of sentences.slice(0, -1)) {
    const flat = text.replace(/\s+/g, " ");
    const found = summary.indexOf(flat, start);
    if (found < 0) break;
    pieces.push(summary.slice(start, found + flat.length));
    start = found + flat.length;
  }
  return [...pieces, summary.slice(start)];
}
