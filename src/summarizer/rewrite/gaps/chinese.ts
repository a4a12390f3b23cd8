import type { Word } from "../../text/words.ts";
import { isSpareBracket } from "./chinese-brackets.ts";
import { isConditional, isFurtherStatement, isMeantime, mayEnd } from "./chinese-endings.ts";
import { isOpening, pausesIn } from "./chinese-openings.ts";
import { isFurtherClause, isOpeningOfMeans } from "./chinese-tails.ts";
import { isSpareWord } from "./chinese-words.ts";
import type { Gap, GapJudge } from "./gap.ts";

/** Judges gaps by punctuation, word boundaries, and the opening words of clauses. */
export class ChineseGaps implements GapJudge {
  readonly #source: string;
  readonly #words: readonly Word[];
  /** Offsets where a word of the sentence begins. */
  readonly #boundaries: ReadonlySet<number>;

  constructor(source: string, words: readonly Word[]) {
    this.#source = source;
    this.#words = words;
    segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
    this.#boundaries = new Set([...segmenter.segment(source)].map(({ index }) => index));
  }

  allows({ left, right }: Gap): boolean {
    const source = this.#source;
    const start = this.#words[left + 1]?.start ?? 0;
    const end = this.#words[right - 1]?.end ?? 0;
    const inside = source.slice(start, end);
    if (/^（[^（）]*）$|^\([^()]*\)$/u.test(inside)) return isSpareBracket(source, start, end);
    if (!this.#isEdge(start) || !this.#isEdge(end)) return false;
    const spare = isSpareWord(source, start, end, this.#boundaries);
    if (spare !== undefined) return spare;
    if (left < 0) return isOpening(inside, source.slice(end));
    const next = this.#text(right);
    const isEnd = this.#isEnd(right);
    if (!PAUSE.test(inside.charAt(0)))
      return (
        PAUSE.test(this.#text(left)) &&
        PAUSE.test(inside.slice(-1)) &&
        pausesIn(inside) === 1 &&
        isMeantime(inside)
      );
    if (/[：:]/u.test(inside)) return false;
    if (/^[，,](?:并且?|且)/u.test(inside) && isConditional(source.slice(0, start))) return false;
    if (isEnd) return mayEnd(source.slice(0, start), inside);
    return (
      pausesIn(inside) === 1 &&
      PAUSE.test(next) &&
      isMeantime(inside.slice(1)) &&
      !/^[，,]\s?(?:以及|和|及|并|或)/.test(source.slice(end)) &&
      inside.length >= LEAST_OF_CLAUSE
    );
  }

  allowsTail({ left, right }: Gap): boolean {
    const start = this.#words[left + 1]?.start ?? 0;
    const end = this.#words[right - 1]?.end ?? 0;
    const inside = this.#source.slice(start, end);
    if (!this.#boundaries.has(start) || !this.#isEdge(end)) return false;
    if (left < 0) return isOpeningOfMeans(inside, this.#source.slice(end));
    const before = this.#source.slice(0, start);
    if (!this.#isEnd(right) || /[：:]/u.test(inside)) return false;
    return (
      isFurtherClause(before, inside) ||
      (PAUSE.test(inside.charAt(0)) && isFurtherStatement(before, inside))
    );
  }

  #isEdge = (at: number): boolean => at >= this.#source.length || this.#boundaries.has(at);
  #isEnd = (right: number): boolean => right >= this.#words.length || STOP.test(this.#text(right));

  #text(index: number): string {
    const word = this.#words[index];
    return word ? this.#source.slice(word.start, word.end) : "";
  }
}

const PAUSE = /^[，；,;]$/u;
const STOP = /^[。！？.!?”」』）)]$/u;
/** "Among them X, Y and Z": a shorter part, in characters, may be the first of a list. */
const LEAST_OF_CLAUSE = 9;

let segmenter: Intl.Segmenter | undefined;
