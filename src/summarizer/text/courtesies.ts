import type { LanguageRules } from "./languages/rules.ts";
import type { SentenceSpan } from "./sentences.ts";

/** A greeting, or the closing of a letter, has at most this number of words and characters after its phrase. */
const REST = { words: 5, characters: 48 };
const STOP = /[.?…。؟]["'”’»]?$/;
const LETTER = /^[\p{L}\p{M}\p{N}]/u;

/**
 * For every sentence, whether it belongs to the manners of a letter: a greeting, a closing, or the lines without a stop
 * below a closing, which are the sender's name and address.
 */
export function courtesiesIn(
  text: string,
  spans: readonly SentenceSpan[],
  { letters, isSpaced }: LanguageRules,
): boolean[] {
  let isClosed = false;
  return spans.map(({ start, end }) => {
    const sentence = text.slice(start, Math.min(end, start + 160));
    if (end - start === sentence.length) {
      const isClosing = opensWith(sentence, letters.closings, isSpaced);
      if (isClosing || (isClosed && !STOP.test(sentence))) {
        isClosed = true;
        return true;
      }
      isClosed = false;
      return opensWith(sentence, letters.greetings, isSpaced);
    }
    isClosed = false;
    return false;
  });
}

/** Whether a sentence is one of these phrases, with a few words after it at most. */
function opensWith(sentence: string, phrases: readonly string[], isSpaced: boolean): boolean {
  const lower = sentence.replace(/^[¡\s]+/, "").toLowerCase();
  return phrases.some((phrase) => {
    if (!lower.startsWith(phrase)) return false;
    const rest = lower.slice(phrase.length);
    if (isSpaced && LETTER.test(rest)) return false;
    if (rest.length > REST.characters || rest.split(/\s+/).length > REST.words + 1) return false;
    // "С уважением, Ольга", but not "С уважением отнёсся к критике."
    return /^\s*(?:[\p{P}\n]|$)/u.test(rest) || !STOP.test(sentence);
  });
}
