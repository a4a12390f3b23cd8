import type { WrittenLanguage } from "../../contract/language.ts";
import { chinesePieces } from "./pieces/chinese.ts";
import { englishPieces } from "./pieces/english.ts";

/**
 * How a headline was cut from a sentence: what the sentence is about ("This article describes X"), a thing it defines
 * ("X is a …"), what it says can be done, or its main clause.
 */
export const PIECE_KINDS = ["topic", "defined", "task", "clause"] as const;
export type PieceKind = (typeof PIECE_KINDS)[number];

/** A part of a sentence that can stand as a headline, word for word but for its first letter. */
export interface HeadlinePiece {
  text: string;
  kind: PieceKind;
  /** The index of its sentence among those given. */
  of: number;
}

/** Such a part, of a sentence that is known. */
export type PieceOfSentence = Omit<HeadlinePiece, "of">;

/** The parts of sentences that can stand as a headline, by rules of their language. */
export function headlinePieces(
  sentences: readonly string[],
  language: WrittenLanguage,
): HeadlinePiece[] {
  const cut = language === "zh" ? chinesePieces : englishPieces;
  const found = new Map<string, HeadlinePiece>();
  sentences.forEach((sentence, of) => {
    // A longer one would cost too much to take apart, and has no short main clause.
    if (sentence.length > MAX_LENGTH) return;
    for (const { text, kind } of cut(sentence)) {
      if (!found.has(text)) found.set(text, { text, kind, of });
    }
  });
  return [...found.values()];
}

const MAX_LENGTH = 600;
