/**
 * The words of a sentence that a candidate leaves out between two words that it keeps; -1 means before the first word.
 */
export interface Gap {
  left: number;
  right: number;
}

/** Decides which words a sentence can do without. */
export interface GapJudge {
  allows(gap: Gap): boolean;
  /** Whether a sentence is grammatical and true without a part that may matter to its text. */
  allowsTail(gap: Gap): boolean;
}
