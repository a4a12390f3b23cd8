import { newName, newNumber, statedIn } from "../summarizer/generation/faithfulness.ts";

/** Boundaries between words; each Han character counts as a word. */
const BREAK = /[\s\p{Script=Han}]/u;

/**
 * Passes on the written text in whole words, as long as it states no facts that are not in the source, so that a caller
 * who reads along is never shown an invention. Text that is held back until the end is in the answer.
 */
export function faithfulDraft(
  source: string,
  onText: (piece: string) => void | Promise<void>,
): (piece: string) => Promise<void> {
  const stated = statedIn(source);
  let written = "";
  let told = 0;
  return async (piece) => {
    written += piece;
    let end = written.length;
    while (end > told && !BREAK.test(written.charAt(end - 1))) end--;
    const draft = written.slice(0, end);
    // "two" may be new where "two hundred" is not.
    if (newNumber(stated, draft) !== null || newName(stated, draft) !== null) return;
    const passed = draft.slice(told);
    told = end;
    if (passed) await onText(passed);
  };
}
