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
  if (cutsWord(rewriting) || hasNewCompound(source, candidate)) return "it cuts a word";
  const isOpen = language === "zh" ? UNFINISHED.test(candidate) : isUnfinished(candidate);
  if (isOpen) return "it is not complete";
  const fault = faultOf(rewriting);
  if (fault !== null) return fault;
  const joined = language === "zh" ? newChineseJoin(source, candidate) : newJoin(source, candidate);
  return joined === null ? null : `the text does not have "${joined}"`;
}

/** Endings that wait for a noun or a main clause, or of a list. */
const UNFINISHED = /(?:时|初步|等|以及|进行|通过)$|^[将把]|和[^的和]{1,20}和/;

/** Whether a compound, such as "64-bit" or "__init__", is not in the source as it stands, or has lost its end. */
function hasNewCompound(source: string, candidate: string): boolean {
  const compounds = candidate.toLowerCase().match(COMPOUND) ?? [];
  if (compounds.length === 0) return false;
  const known = new Set(source.toLowerCase().match(COMPOUND));
  return compounds.some((one) => !known.has(one));
}

const COMPOUND = /(?<![\p{L}\p{N}_-])[\p{L}\p{N}]{0,40}[-_][\p{L}\p{N}_-]{0,60}/gu;

/** Words that a headline may repeat. */
const CONNECTS = /^(?:the|and|for|from|with|its|your)$/;

/** Words of three letters or more, and pairs of Han characters, since dictionaries split too few Chinese terms alike. */
function contentOf(text: string): string[] {
  const words = text.toLowerCase().match(/[^\P{L}\p{Script=Han}]{3,}/gu) ?? [];
  const pairs = [...text.matchAll(/(?=(\p{Script=Han}{2}))/gu)].map(([, pair = ""]) => pair);
  return [...words.filter((word) => !CONNECTS.test(word)), ...pairs];
}

/** Words that tie their neighbors so closely that nothing may be left out beside them. */
const TIES = new Set(["of", "and", "or"]);
const ARTICLES = new Set(["the", "a", "an"]);
const PREPOSITION =
  /^(?:to|for|in|on|at|by|with|from|as|into|over|under|between|about|after|before|during|through|against|without|within|via)$/;
const AFTER_HOW = new Set(
  "to do does did is are was can could should will we you i it they this these your our much many long often far well".split(
    " ",
  ),
);
const BEFORE_VERB = new Set(
  "to can you we may will must should could would might please not".split(" "),
);
/** A text that explains how to do something; of any other, "How to" says what it does not. */
const EXPLAINS = /\bhow to\b|\byou(?: can|'ll|’ll| will| need| must| should| want| may)\b/i;
/** Verbs that say little without what follows them. */
const WAITS =
  /^(?:votes?|voted|decides?|decided|agrees?|agreed|plans?|planned|wants?|wanted|aims?|aimed|seeks?|sought|hopes?|hoped|refuses?|refused|said|says?|announces?|announced|warns?|warned|urges?|urged|asks?|asked)$/;
const COMPLEMENT = /^(?:to|for|against|that|of|whether|how|why|not)$/;

/** The number of words that a headline may leave out between two that it joins, and behind a preposition. */
const MAX_LEFT_OUT = 3;
const MAX_LEFT_OUT_OF_PHRASE = 1;

/**
 * The first words that an English headline joins though no sentence of the source has its words close together in this
 * order; null if there are none. Words that are not in the source are left to other checks.
 */
function newJoin(source: string, candidate: string): string | null {
  const places = new Places(source, candidate);
  const words = wordsOf(candidate, "en").filter((word) => !ARTICLES.has(word));
  const [how, to, verb = ""] = words;
  if (how === "how" && to !== undefined && !AFTER_HOW.has(to)) return `how ${to}`;
  const isHowTo = how === "how" && to === "to";
  if (isHowTo && !(EXPLAINS.test(source) && places.hasVerb(verb))) return `how to ${verb}`;
  const chain = (isHowTo ? words.slice(2) : words).filter((word) => places.has(word));
  const broken = places.brokenAt(chain);
  return broken < 0 ? null : chain.slice(Math.max(0, broken - 1), broken + 1).join(" ");
}

/** Whether an English headline stops at a verb, or behind a time, before saying what was decided or said. */
function isUnfinished(candidate: string): boolean {
  const words = wordsOf(candidate, "en");
  const verb = words.findIndex((word, at) => at > 0 && WAITS.test(word));
  return verb > 0 && !words.slice(verb + 1).some((word) => COMPLEMENT.test(word));
}

const STOP = /[.!?;:]["'”’)]*$/u;
/** "U.S.", "e.g.": its last stop seldom ends a sentence. */
const ABBREVIATION = /\p{L}\.\p{L}{1,2}\./u;

/** Where the source has the words of a headline; articles are not counted. */
class Places {
  readonly #places = new Map<string, number[]>();
  /** The sentence of each word, or near enough. */
  readonly #sentences: number[] = [];
  readonly #beforeVerb = new Set<number>();

  constructor(source: string, candidate: string) {
    for (const word of wordsOf(candidate, "en")) this.#places.set(word, []);
    let sentence = 0;
    for (const line of source.split("\n")) {
      for (const raw of line.split(/\s+/u)) {
        const [word] = wordsOf(raw, "en");
        if (word !== undefined && !ARTICLES.has(word)) {
          this.#places.get(word)?.push(this.#sentences.length);
          if (BEFORE_VERB.has(word)) this.#beforeVerb.add(this.#sentences.length);
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

  /**
   * The index of the first word that does not follow those before it in any sentence with at most MAX_LEFT_OUT others in
   * between, and none beside a number or a tie; -1 if all of them do.
   */
  brokenAt(words: readonly string[]): number {
    let ends = new Set(this.#places.get(words[0] ?? ""));
    for (let at = 1; at < words.length; at++) {
      const [left = "", right = ""] = words.slice(at - 1, at + 1);
      const isTied = TIES.has(left) || TIES.has(right) || /\p{Nd}/u.test(right);
      const most = PREPOSITION.test(left) ? MAX_LEFT_OUT_OF_PHRASE : MAX_LEFT_OUT;
      const next = this.#places.get(right) ?? [];
      ends = new Set(next.filter((place) => this.#isBehind(ends, place, isTied ? 0 : most)));
      if (ends.size === 0) return at;
    }
    return -1;
  }

  /** Whether the source has the word where it is a verb in its base form: after "to" or "can", or as a command. */
  hasVerb(word: string): boolean {
    return (this.#places.get(word) ?? []).some(
      (place) =>
        this.#beforeVerb.has(place - 1) || this.#sentences[place - 1] !== this.#sentences[place],
    );
  }

  #isBehind(ends: ReadonlySet<number>, place: number, leftOut: number): boolean {
    for (let end = place - 1; end >= place - 1 - leftOut; end--) {
      if (ends.has(end) && this.#sentences[end] === this.#sentences[place]) return true;
    }
    return false;
  }
}

/** Words that a Chinese headline may add anywhere: particles, and the verbs and nouns that frame a title. */
const ADDED =
  /^(?:[的与和及或之中在对从到由以于等论]|以及|基于|研究|分析|应用|设计|方法|探讨|影响|作用|实现|使用|关于|浅谈|浅析|试论)/;
/** The number of characters that a Chinese headline may leave out between two pieces that it joins. */
const MAX_CHARACTERS_LEFT_OUT = 12;

/**
 * The first pieces that a Chinese headline joins though no sentence of the source has them close together in this order;
 * null if there are none.
 */
function newChineseJoin(source: string, candidate: string): string | null {
  const pieces = piecesOf(source, candidate);
  for (let at = 1; at < pieces.length; at++) {
    const [left, right] = [pieces[at - 1] as string, pieces[at] as string];
    if (!areClose(source, left, right)) return left + right;
  }
  return null;
}

/** A text as the longest pieces, from left to right, that the source has; without those that a headline may add. */
function piecesOf(source: string, text: string): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    let end = start + 1;
    while (end < text.length && source.includes(text.slice(start, end + 1))) end++;
    const [added = ""] = ADDED.exec(text.slice(start)) ?? [];
    if (added.length >= end - start) {
      start += added.length;
      continue;
    }
    const piece = text.slice(start, end).replace(/[\s\p{P}]+/gu, "");
    if (piece !== "") pieces.push(piece);
    start = end;
  }
  return pieces;
}

/** Whether a sentence of the source has one piece shortly after the other. */
function areClose(source: string, left: string, right: string): boolean {
  for (let at = source.indexOf(left); at >= 0; at = source.indexOf(left, at + 1)) {
    const end = at + left.length;
    const next = source.slice(end, end + MAX_CHARACTERS_LEFT_OUT + right.length);
    const found = next.indexOf(right);
    if (found >= 0 && !/[。！？；\n]/u.test(next.slice(0, found))) return true;
  }
  return false;
}
