import { newName, newNumber, statedIn } from "../summarizer/generation/faithfulness.ts";

/** Between words; Han are words of their own. */
const BREAK = /[\s\p{Script=Han}]/u;

/**
 * Passes on what is written, whole words at a time, for as long as it states nothing that the source
 * does not: a caller who reads along is shown no invention. What is held back at the end stands in the answer.
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
    // "two" may be new, and "two hundred" not.
    if (newNumber(stated, draft) !== null || newName(stated, draft) !== null) return;
    const passed = draft.slice(told);
    told = end;
    if (passed) await onText(passed);
  };
}
