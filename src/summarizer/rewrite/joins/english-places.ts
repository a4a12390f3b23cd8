import { isAuxiliary } from "../../compress/phrases.ts";
import { wordsOf } from "../checks.ts";
import { isVerb } from "../gaps/english-words.ts";

export const ARTICLES: ReadonlySet<string> = new Set(["the", "a", "an"]);
/** Words before a verb in its base form. */
export const BEFORE_VERB: ReadonlySet<string> = new Set(
  "to can you we may will must should could would might please not".split(" "),
);
/** Words behind which something new begins. */
export const GOES_ON =
  /^(?:is|are|was|were|be|been|has|have|had|will|can|could|may|might|must|should|would|do|does|did|to|of|in|on|at|by|for|with|from|as|into|and|or|but|that|which|who|when|where|while|if|than|via|using|not|so|before|after|during|through|over|under|between|about|without|within|onto|per|it|you|we|they|i|this|these|its|their|your|our|also|only|then|now|each|here|there|because|until|unless|how|what|why|\W.*)$/u;

const STOP = /[.!?;:]["'”’)]*$/u;
/** "U.S.", "e.g.": its last stop seldom ends a sentence. */
const ABBREVIATION = /\p{L}\.\p{L}{1,2}\./u;

interface PlacedWord {
  word: string;
  raw: string;
  /** The sentence it is in, or near enough. */
  sentence: number;
}

/** The words of a source in order, without articles. */
export class Places {
  readonly #words: PlacedWord[] = [];

  constructor(source: string) {
    let sentence = 0;
    for (const line of source.split("\n")) {
      for (const raw of line.split(/\s+/u)) {
        const [word] = wordsOf(raw, "en");
        if (word !== undefined && !ARTICLES.has(word)) this.#words.push({ word, raw, sentence });
        if (STOP.test(raw) && !ABBREVIATION.test(raw)) sentence++;
      }
      sentence++;
    }
  }

  /**
   * Whether a sentence has these words one after another, and they are no torn part of it: half
   * of a name, or a verb with a subject that is a part of the true one ("a board of Kelsmouth will").
   */
  hasTogether(words: readonly string[], isAnyPart = false, isClause = false): boolean {
    const [first] = words;
    return this.#words.some(({ word, sentence }, start) => {
      if (word !== first) return false;
      const isHere = words.every((one, at) => {
        const here = this.#words[start + at];
        return here?.word === one && here.sentence === sentence;
      });
      return (
        isHere &&
        (isAnyPart ||
          words.length === 1 ||
          !this.#isTorn(start, start + words.length - 1, isClause))
      );
    });
  }

  #isTorn(start: number, end: number, isClause: boolean): boolean {
    const [before, first, last, after] = [start - 1, start, end, end + 1].map(
      (at) => this.#words[at],
    );
    const isBegun = before !== undefined && before.sentence === first?.sentence;
    const goesOn = after !== undefined && after.sentence === last?.sentence;
    const isName = (one: PlacedWord | undefined) => /^\p{Lu}/u.test(one?.raw ?? "");
    const inside = this.#words.slice(start + 1, end + 1).map(({ word }) => word);
    const isOpening = this.#words[start - 2]?.sentence !== before?.sentence;
    if (isBegun && !isOpening && isName(before) && isName(first) && !/,$/.test(before.raw))
      return true;
    if (goesOn && isName(last) && isName(after) && !/[,)]$/.test(last?.raw ?? "")) return true;
    // "Precompiles impose costs", "the Facilitators program": a verb lacks its object, or a name its noun.
    // "The proof of stake (PoS) protocol": its short name does not end it.
    const isPaused =
      /[,;:)\]"”]$/u.test(last?.raw ?? "") && !/^\(\p{Lu}\p{L}{1,9}\)$/u.test(last?.raw ?? "");
    if (goesOn && !isPaused && !GOES_ON.test(after.word) && !this.#isVerbAt(end + 1)) return true;
    // "Harbor Watch" of "Harbor Watch and Tide Service": half of a name.
    const next = this.#words[end + 2];
    const isCapital = this.#words.slice(start, end + 1).every((word) => isName(word));
    if (goesOn && !isPaused && isCapital && end > start && after.word === "and" && isName(next))
      return true;
    // "Creating a list from a file": what stands behind its object belongs to the verb.
    if (isBegun && MAKES.test(before.word) && inside.some((word) => LEADS.test(word))) return true;
    if (isBegun && (before.word === "by" || (isClause && TIES.test(before.word)))) return true;
    // "Adds two holidays to the list": the verb is lost, and its "to" stays.
    if (isBegun && COUNTS.test(before.word) && this.#words[end - 1]?.word === "to") return true;
    const says = this.#words.slice(start + 1, end + 1).some(({ raw }) => isVerb(raw));
    return isBegun && says && TIES.test(before.word) && !BEFORE_VERB.has(before.word);
  }

  /** Whether a verb stands there; one in -s only before an object, since "default settings" has none. */
  #isVerbAt(at: number): boolean {
    const [word, next] = [this.#words[at]?.word ?? "", this.#words[at + 1]?.raw ?? ""];
    if (!isVerb(word)) return false;
    return !/[^s]s$/.test(word) || isAuxiliary(word) || SAYS.test(word) || OBJECT.test(next);
  }

  /** Whether the source has the word where it is a verb in its base form: after "to" or "can", or as a command. */
  hasVerb(verb: string): boolean {
    const isName = this.#words.some(
      ({ word, raw, sentence }, at) =>
        word === verb && /^\p{Lu}/u.test(raw) && this.#words[at - 1]?.sentence === sentence,
    );
    if (isName) return false;
    return this.#words.some(({ word, sentence }, at) => {
      const before = this.#words[at - 1];
      return (
        word === verb && (before?.sentence !== sentence || BEFORE_VERB.has(before?.word ?? ""))
      );
    });
  }
}

/** Words that may follow a verb in -s, but seldom a noun in -s; articles are left out of the words. */
const OBJECT =
  /^(?:many|several|some|two|three|both|most|following|you|users|us|them|it|him|her|his|its|their|your|our|that|how|all|each|any|more|new|not|from|to|\p{Lu}.*|\p{Nd}.*|\p{Ll}+ly)$/u;
/** Verbs in -s that are no common nouns. */
const SAYS =
  /^(?:provides|contains|allows|enables|lets|describes|gives|defines|represents|includes|helps|makes|offers|requires|explains|introduces|takes|gets|becomes|brings|keeps|depends|consists|specifies|performs)$/;
const MAKES =
  /^(?:welcom|invit|introduc|bring|creat|mak|us|add|convert|copy|mov|send|chang|turn|build|generat|import|export|load|read|writ|sav|migrat|transfer|apply|connect)(?:e|es|s|y|ing|ying|ting)?$/;
const LEADS = /^(?:from|to|into|onto|with|as)$/;

/** A word after which something belongs to what came before. */
const TIES = /^(?:of|for|in|by|with|to|and|or|from|on|at|between|not|no)$/;

const COUNTS =
  /^(?:two|three|four|five|six|seven|eight|nine|ten|\p{Nd}.*|its|their|his|her|some|more)$/u;
