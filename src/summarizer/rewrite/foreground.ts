import type { WrittenLanguage } from "../../contract/language.ts";
import type { Document, Sentence } from "../text/document.ts";
import { leadsUpTo, standingAlone } from "./references.ts";

/** A sentence of a summary, as it stands there. */
interface Chosen {
  text: string;
  start: number;
  /** Set if only parts of it are shown. */
  kept?: unknown;
}

/** Factor of the salience of a sentence that only leads up to the next one. */
const LEADING_UP = 0.5;
/**
 * A longer sentence, in characters, counts for less in proportion: in a text of few sentences, such as an abstract, which
 * packs whole studies into one, sooner than in others. For English no such length was found that did not cost ROUGE.
 */
const LONG: Partial<Record<WrittenLanguage, { ofFew: number; ofMany: number }>> = {
  zh: { ofFew: 50, ofMany: 110 },
};
const FEW = 8;

/**
 * A document in which sentences that only lead up to the next one count for less, and the next ones, which can stand
 * alone, do not need them: "In recent years …. However, these models …". Very long ones count for less, too, if nothing
 * marks them as decisions and the like.
 */
export function foregrounded(document: Document): Document {
  const long = longest(document);
  const sentences = document.sentences.map((one, at): Sentence => {
    const share = one.weight > 1 ? 1 : Math.min(1, long / (one.end - one.start));
    const sentence = share < 1 ? { ...one, weight: one.weight * share } : one;
    if (standingNext(document, at) !== undefined) {
      return { ...sentence, weight: sentence.weight * LEADING_UP };
    }
    return standingNext(document, at - 1) === undefined ? sentence : { ...sentence, leans: false };
  });
  return { ...document, sentences };
}

function longest({ language, sentences }: Document): number {
  const { ofFew, ofMany } = LONG[language as WrittenLanguage] ?? {};
  return (sentences.length <= FEW ? ofFew : ofMany) ?? Number.POSITIVE_INFINITY;
}

/** The text of the sentence that the one at `at` only leads up to, so that it stands alone; undefined if there is none. */
export function standingNext(document: Document, at: number): string | undefined {
  const [before, next] = [textAt(document, at), textAt(document, at + 1)];
  const language = document.language as WrittenLanguage;
  return leadsUpTo(before, next, language) ? standingAlone(next, before, language) : undefined;
}

/** The text of a sentence that leans on the one before it, so that it stands alone; its own text if it cannot. */
export function standingAt(document: Document, at: number): string {
  const text = textAt(document, at);
  if (standingNext(document, at - 1) === undefined && !document.sentences[at]?.leans) return text;
  return (
    standingAlone(text, textAt(document, at - 1), document.language as WrittenLanguage) ?? text
  );
}

/** The texts of the chosen sentences; one that leans on a sentence left out stands alone, as far as that is certain. */
export function standingTexts(document: Document, chosen: readonly Chosen[]): string[] {
  const starts = document.sentences.map(({ start }) => start);
  const taken = new Set(chosen.map(({ start }) => start));
  return chosen.map(({ text, start, kept }) => {
    const at = starts.indexOf(start);
    const isAlone = !kept && !taken.has(starts[at - 1] ?? -1);
    return isAlone ? standingAt(document, at) : text;
  });
}

function textAt({ sentences, text }: Document, at: number): string {
  const sentence = sentences[at];
  return sentence ? text.slice(sentence.start, sentence.end) : "";
}
