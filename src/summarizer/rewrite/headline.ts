import { cutsWord, faultOf, type Rewriting, wordsOf } from "./checks.ts";

/**
 * The first fault of a headline that shows in its text and its source; null if there is none. A headline is about
 * several sentences, so a network can join what does not belong together; each word must count in so few.
 */
export function headlineFaultOf(rewriting: Rewriting): string | null {
  const { source, candidate, language } = rewriting;
  if (wordsOf(candidate, language).length < 2) return "it is a single word";
  const content = contentOf(candidate);
  if (new Set(content).size < content.length) return "it repeats a word";
  if (cutsWord(rewriting) || LOOSE_HYPHEN.test(candidate)) return "it cuts a word";
  const fault = faultOf(rewriting);
  if (fault !== null || language === "zh") return fault;
  const joined = newJoin(source, candidate);
  return joined === null ? null : `the text does not have "${joined}"`;
}

const LOOSE_HYPHEN = /\p{L}-(?:\s|$)/u;

/** Words that a headline may repeat. */
const CONNECTS = /^(?:the|and|for|from|with|its|your)$/;

/** Words of three letters or more, and pairs of Han characters, since dictionaries split too few Chinese terms alike. */
function contentOf(text: string): string[] {
  const words = text.toLowerCase().match(/[^\P{L}\p{Script=Han}]{3,}/gu) ?? [];
  const pairs = [...text.matchAll(/(?=(\p{Script=Han}{2}))/gu)].map(([, pair = ""]) => pair);
  return [...words.filter((word) => !CONNECTS.test(word)), ...pairs];
}

/** Words that tie their neighbours so closely that nothing may be left out beside them. */
const TIES = new Set(["of", "and", "or"]);
const ARTICLES = new Set(["the", "a", "an"]);
const LINKS = new Set([
  ...[
    "to",
    "for",
    "in",
    "on",
    "at",
    "by",
    "with",
    "from",
    "as",
    "into",
    "over",
    "under",
    "between",
  ],
  ...["about", "after", "before", "during", "through", "against", "without", "within", "via"],
]);

/** The number of words that a headline may leave out between two that it joins. */
const MAX_LEFT_OUT = 3;

/**
 * The first words that an English headline joins though no sentence of the source has them close together in this
 * order; null if there are none. Words that are not in the source are left to other checks.
 */
function newJoin(source: string, candidate: string): string | null {
  const places = new Places(source, candidate);
  const words = wordsOf(candidate, "en").filter((word) => !ARTICLES.has(word));
  for (let at = 1; at < words.length; at++) {
    const [left, right] = [words[at - 1] as string, words[at] as string];
    if (!places.has(left) || !places.has(right)) continue;
    if (TIES.has(right) || LINKS.has(right)) continue;
    if (!TIES.has(left) && !LINKS.has(left)) {
      if (!places.hasRun([left, right], MAX_LEFT_OUT)) return `${left} ${right}`;
      continue;
    }
    const before = words[at - 2];
    const run = before === undefined || !places.has(before) ? [left, right] : [before, left, right];
    if (!places.hasRun(run, TIES.has(left) ? 0 : MAX_LEFT_OUT)) return run.join(" ");
  }
  return null;
}

const STOP = /[.!?;:]["'”’)]*$/u;
/** "U.S.", "e.g.": its last stop seldom ends a sentence. */
const ABBREVIATION = /\p{L}\.\p{L}{1,2}\./u;

/** Where the source has the words of a headline; articles are not counted. */
class Places {
  readonly #places = new Map<string, number[]>();
  /** The sentence of each word, or near enough. */
  readonly #sentences: number[] = [];

  constructor(source: string, candidate: string) {
    for (const word of wordsOf(candidate, "en")) this.#places.set(word, []);
    let sentence = 0;
    for (const line of source.split("\n")) {
      for (const raw of line.split(/\s+/u)) {
        const [word] = wordsOf(raw, "en");
        if (word !== undefined && !ARTICLES.has(word)) {
          this.#places.get(word)?.push(this.#sentences.length);
          this.#sentences.push(sentence);
        }
        if (STOP.test(raw) && !ABBREVIATION.test(raw)) sentence++;
      }
      sentence++;
    }
  }

  has(word: string): boolean {
    return (this.#places.get(word)?.length ?? 0) > 0;
  }

  /** Whether the words follow each other in a sentence, with at most `leftOut` others between two of them. */
  hasRun([first = "", ...rest]: readonly string[], leftOut: number): boolean {
    let ends = new Set(this.#places.get(first));
    for (const word of rest) {
      const next = this.#places.get(word) ?? [];
      ends = new Set(next.filter((place) => this.#isBehind(ends, place, leftOut)));
    }
    return ends.size > 0;
  }

  #isBehind(ends: ReadonlySet<number>, place: number, leftOut: number): boolean {
    for (let end = place - 1; end >= place - 1 - leftOut; end--) {
      if (ends.has(end) && this.#sentences[end] === this.#sentences[place]) return true;
    }
    return false;
  }
}
