import { Grammar } from "../../compress/grammar.ts";
import { leans, opensPhrase, opensTail } from "../../compress/phrases.ts";
import type { Word } from "../../text/words.ts";
import { isAside, isBeforeSpeech } from "./english-asides.ts";
import { isSpareBracket } from "./english-brackets.ts";
import { isOpening } from "./english-openings.ts";
import { EnglishSentence } from "./english-sentence.ts";
import { isTail } from "./english-tails.ts";
import { isAge, isPastDay, isPastTime, standsAlone } from "./english-times.ts";
import { COMMA, GRAVE, PAST_VERB } from "./english-words.ts";
import type { Gap, GapJudge } from "./gap.ts";

const NONE: ReadonlySet<number> = new Set();

/** Judges gaps by commas and by the first words of the dropped part: asides, openings, ends, times, adverbs. */
export class EnglishGaps implements GapJudge {
  readonly #sentence: EnglishSentence;
  readonly #grammar: Grammar;

  constructor(source: string, words: readonly Word[]) {
    this.#sentence = new EnglishSentence(source, words);
    this.#grammar = new Grammar(source, words);
  }

  allows(gap: Gap): boolean {
    const sentence = this.#sentence;
    const { left, right } = gap;
    const first = sentence.lower(left + 1);
    const last = sentence.lower(right - 1);
    const isEnd = sentence.endsAt(right);
    const inside = sentence.part(left + 1, right);
    if (sentence.isGlued(left + 1) || sentence.isGlued(right - 1)) return false;
    if (first === "(" && last === ")") return isSpareBracket(sentence, gap);
    if (isEnd && /ly$/.test(first)) return false;
    // "A month ahead", "two metres below the quay": a measure alone says something else.
    if (isEnd && !COMMA.test(first) && MEASURE.test(sentence.lower(left))) return false;
    const said = inside.filter((word) => word !== ",");
    const isMarkedOff = said.length < inside.length;
    if (ADVERB.test(said.join(" ")) || (isMarkedOff && PARENTHETICAL.test(said.join(" "))))
      return this.#isSpareAdverb(gap, inside);
    if (left < 0) return isOpening(sentence, right);
    if (isEnd && first === "such" && inside[1] === "as") return this.#areExamples(gap, inside);
    if (isPastDay(sentence, gap) || isAge(sentence, gap)) return true;
    if (COMMA.test(first)) return isAside(sentence, gap, isEnd || isBeforeSpeech(sentence, right));
    if (COMMA.test(sentence.lower(left)) && COMMA.test(last)) {
      // "Last week, in a speech, he said": one comma stays before a subject; before a verb none does.
      return sentence.isSubject(right) && opensPhrase(first) && !inside.slice(0, -1).includes(",");
    }
    return this.#isPhrase(gap, first, isEnd) && this.#grammar.mayJoin(left, right, NONE);
  }

  allowsTail(gap: Gap): boolean {
    return isTail(this.#sentence, gap) && !this.#sentence.isGlued(gap.left + 1);
  }

  #isSpareAdverb({ left, right }: Gap, inside: readonly string[]): boolean {
    const next = this.#sentence.lower(right);
    const [first = "", last = ""] = [inside[0], inside.at(-1)];
    const before = this.#sentence.lower(left);
    if (
      // "As well as", "just about", "just 5".
      /^(?:as|much|few|many|\))$/.test(next) ||
      // "Not really safe", "isn't very deep".
      /^(?:not|never|no|t)$/.test(before) ||
      // "The very day"; "is now, and was then".
      (before === "but" && inside.includes("also")) ||
      (inside[0] === "very" && (DETERMINED.test(before) || VERY.test(next))) ||
      // "(for example, HTTP or FTP)", "in some cases, for example when": without it the list is whole.
      (left >= 0 && inside.includes("for") && !COMMA.test(first)) ||
      // "Bills, for example, bills that are due"; "Ann, head of the school, also taught" keeps its comma.
      (left >= 0 &&
        COMMA.test(first) &&
        !this.#closesBefore(last, right, inside.includes("for"))) ||
      // "He is a good speaker, however, his interests": without it two clauses run together.
      (inside.includes("however") && (inside.length === 1 || left > MOST_BEFORE_HOWEVER)) ||
      (last === "just" && !/^\p{Ll}{2,14}(?:ed|en|s)$/u.test(next))
    )
      return false;
    // "A really old boat": the article is mended.
    if (/^an?$/.test(before) && /^\p{L}/u.test(next)) return true;
    return this.#grammar.mayJoin(left, right, NONE) || COMMA.test(first) || COMMA.test(last);
  }

  /** Whether an adverb that begins with a comma ends with one, too, before a verb, or ends the sentence. */
  #closesBefore(last: string, right: number, isExample: boolean): boolean {
    const sentence = this.#sentence;
    if (sentence.endsAt(right)) return true;
    // "Vendors, for example, payments that are due": a noun in -s is no verb.
    if (
      isExample &&
      !/^(?:is|are|was|were|has|have|had|can|will|\p{Ll}{2,14}ed)$/u.test(sentence.lower(right))
    )
      return false;
    return COMMA.test(last) && sentence.isVerb(right);
  }

  /** "Such as quays and airfields" at the end, after a verb, unless the sentence goes on behind the examples. */
  #areExamples({ left }: Gap, inside: readonly string[]): boolean {
    const goesOn = inside.some(
      (word, at) =>
        COMMA.test(word) &&
        /^(?:to|which|who|that|while|but|so|for|with|in)$/.test(inside[at + 1] ?? ""),
    );
    // "By a procedure such as the following".
    if (inside.some((word) => /^(?:following|these|those|this)$/.test(word))) return false;
    // "To things such as accounts": without the examples it says nothing.
    return this.#sentence.hasVerb(left + 1) && !goesOn && !VAGUE.test(this.#sentence.lower(left));
  }

  /**
   * Whether it is a time, or a circumstance at the end of the sentence. Other phrases that begin with a preposition
   * often complete the verb.
   */
  #isPhrase(gap: Gap, first: string, isEnd: boolean): boolean {
    const sentence = this.#sentence;
    const { left, right } = gap;
    if (leans(sentence.lower(left - 1), sentence.lower(left), first)) return false;
    if (isPastTime(sentence, gap)) {
      const goesOn = isEnd || COMMA.test(sentence.text(right)) || opensTail(sentence.lower(right));
      return goesOn && standsAlone(sentence, gap);
    }
    if (!isEnd || right - left <= 3) return false;
    // "Goal after goal".
    if (sentence.lower(left + 2) === sentence.lower(left)) return false;
    const kept = sentence.part(0, left + 1);
    // "Security will likely dominate after the vote".
    if (MODAL.test(sentence.lower(left - 1)) || MODAL.test(sentence.lower(left - 2))) return false;
    // "After some of them threw bottles": why it happened. A word in -s may be a noun.
    const inside = sentence.words.slice(left + 2, right).map((_, at) => left + 2 + at);
    if (inside.some((at) => sentence.isVerb(at) && !/[^s]s$/.test(sentence.lower(at))))
      return false;
    // "After the policy runs": a verb in -s at the end.
    if (/[^s]s$/.test(sentence.lower(right - 1)) && !DETERMINED.test(sentence.lower(right - 2)))
      return false;
    if (!CIRCUMSTANCE.test(first) || kept.some((word) => GRAVE.test(word))) return false;
    // "The third longest after a match in 2013".
    if (kept.some((word) => RANK.test(word))) return false;
    return kept.some((word) => PAST_VERB.test(word));
  }
}

const MEASURE =
  /^(?:second|minute|hour|day|night|week|month|year|decade|metre|meter|kilometre|kilometer|mile|foot|inch|pound|dollar|euro|degree|point)s?$|^feet$|^inches$/;
const ADVERB = new RegExp(
  `^(?:${(
    "really quite actually basically literally also simply uh um however therefore truly certainly " +
      "clearly obviously definitely absolutely completely totally drastically dramatically " +
      "substantially greatly recently subsequently eventually ultimately quickly rapidly " +
      "easily successfully efficiently thoroughly remarkably surprisingly currently presently"
  ).replaceAll(" ", "|")}|of course|in fact|in turn|for example|for instance|as well|you know)$`,
);
/** "The very day", "very much". */
const DETERMINED = /^(?:the|this|that|these|those|its|his|her|their|our|my|your|and|or|but)$/;
const VERY =
  /^(?:much|few|little|well|own|first|last|same|best|thing|day|moment|idea|fact|end|least|edge|real|very)$/;
/** Phrases that only join a sentence to the one before, or talk to the reader, if a comma marks them off. */
const PARENTHETICAL =
  /^(?:as you (?:probably |may |might )?(?:know|heard|have heard)|by the way|in other words|needless to say|believe it or not|to be honest|as (?:always|usual)|as mentioned (?:above|earlier|before)|after all|in (?:addition|particular|response|contrast|short|summary|conclusion)|as a result|at the same time|on the other hand|by contrast|for this reason|to (?:this|that) end|as such|that said|even so|in the meantime|to be sure)$/;
/** "This week, however, we": up to this number of words open a sentence. */
const MOST_BEFORE_HOWEVER = 4;
const CIRCUMSTANCE = /^(?:after|following|amid|amidst|ahead|despite)$/;
const VAGUE =
  /^(?:some|any)?things?$|^(?:items|factors|aspects|elements|areas|features|ones|those|tasks|details)$/;
const MODAL = /^(?:will|would|can|could|may|might|must|should|to)$/;
const RANK = /^(?:first|second|third|fourth|fifth|\p{Ll}{3,9}est|most|least)$/u;
