import { type Rewriting, wordsOf } from "./checks.ts";
import { isVerb } from "./gaps/english-words.ts";

/**
 * The first words that a written headline joins though no sentence of the source has them together in this order; null
 * if there are none. Networks join what does not belong together, and no check of facts sees that.
 */
export const newJoin = (rewriting: Rewriting): string | null =>
  rewriting.language === "zh" ? newChineseJoin(rewriting) : newEnglishJoin(rewriting);

const ARTICLES = new Set(["the", "a", "an"]);
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
/** Openings that a headline may add to words of the text. */
const FRAME = /^(?:introduction to|overview of|about|how to)\s+/i;
/** A word after which something belongs to what came before. */
const TIES = /^(?:of|for|in|by|with|to|and|or|from|on|at|between|not|no)$/;

function newEnglishJoin({ source, candidate }: Rewriting): string | null {
  const words = wordsOf(candidate, "en").filter((word) => !ARTICLES.has(word));
  const [how, to, verb = ""] = words;
  if (how === "how" && to !== undefined && !AFTER_HOW.has(to)) return `how ${to}`;
  const places = new Places(source);
  if (how === "how" && to === "to" && !(EXPLAINS.test(source) && places.hasVerb(verb))) {
    return `how to ${verb}`;
  }
  const bare = wordsOf(candidate.replace(FRAME, ""), "en").filter((word) => !ARTICLES.has(word));
  if (places.hasTogether(bare, false, hasObject(candidate))) return null;
  const broken = bare.findIndex(
    (_, at) => at > 0 && !places.hasTogether(bare.slice(at - 1, at + 1), true),
  );
  return broken < 0 ? bare.join(" ") : bare.slice(broken - 1, broken + 1).join(" ");
}

const COUNTS =
  /^(?:two|three|four|five|six|seven|eight|nine|ten|\p{Nd}.*|its|their|his|her|some|more)$/u;

/** "Boats cross the bay": whether a word that may be a verb stands behind a subject and before an article. */
function hasObject(candidate: string): boolean {
  const words = candidate.split(/\s+/u);
  return words.some(
    (word, at) =>
      at > 0 &&
      /^(?:the|an?)$/.test(words[at + 1] ?? "") &&
      /^\p{Ll}{3,14}$/u.test(word) &&
      !/(?:ing|ed)$/.test(word) &&
      !GOES_ON.test(word) &&
      !BEFORE_VERB.has(words[at - 1]?.toLowerCase() ?? ""),
  );
}

/** Words behind which something new begins. */
const GOES_ON =
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
class Places {
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
    const isOpening = this.#words[start - 2]?.sentence !== before?.sentence;
    if (isBegun && !isOpening && isName(before) && isName(first) && !/,$/.test(before.raw))
      return true;
    if (goesOn && isName(last) && isName(after) && !/[,)]$/.test(last?.raw ?? "")) return true;
    // "Precompiles impose costs", "the Facilitators program": a verb lacks its object, or a name its noun.
    const isPaused = /[,;:)\]"”]$/u.test(last?.raw ?? "");
    if (goesOn && !isPaused && !GOES_ON.test(after.word) && !isVerb(after.word)) return true;
    if (isBegun && (before.word === "by" || (isClause && TIES.test(before.word)))) return true;
    // "Adds two holidays to the list": the verb is lost, and its "to" stays.
    if (isBegun && COUNTS.test(before.word) && this.#words[end - 1]?.word === "to") return true;
    const says = this.#words.slice(start + 1, end + 1).some(({ raw }) => isVerb(raw));
    return isBegun && says && TIES.test(before.word) && !BEFORE_VERB.has(before.word);
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

/** Words that a Chinese headline may add anywhere: particles, and the verbs and nouns that frame a title. */
const ADDED =
  /^(?:[的与和及或之中在对从到由以于等论]|以及|基于|研究|分析|应用|设计|方法|探讨|影响|作用|实现|使用|关于|浅谈|浅析|试论)/;
/** A piece behind one of these is denied in the source. */
const DENIES = /[不未无非没]$/u;

/** The same for Chinese: one piece of the source, of whole words. */
function newChineseJoin({ source, candidate }: Rewriting): string | null {
  const [piece, ...others] = piecesOf(source, candidate);
  if (piece === undefined) return null;
  return others.length === 0 && isWhole(source, piece) ? null : [piece, ...others].join("");
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
    const piece = text.slice(start, end).replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, "");
    if (piece !== "") pieces.push(piece);
    start = end;
  }
  return pieces;
}

/** "部署到" needs what stands before its object: "将服务部署到". */
const OBJECT = /[将把]\s?$/u;
/** Modal verbs, which mark a statement; a name has none. */
const STATES = /(?<!可)(?:应当?|必须|将会?|可以|需要?)(?=\p{Script=Han}{2})/u;
/** "Suitable for Windows": a modifier whose noun may follow. */
const MODIFIES = /(?:适用于|面向|用于)[^的]*$/u;

/** Whether a statement begins within a clause, or a modifier has lost its noun: "for Windows [devices]". */
function isTornClause(source: string, piece: string, at: number): boolean {
  const isBegun = at > 0 && /[\p{L}\p{N}]\s?$/u.test(source.slice(0, at));
  if (isBegun && STATES.test(piece)) return true;
  return MODIFIES.test(piece) && /^\s?\p{L}/u.test(source.slice(at + piece.length));
}

let segmenter: Intl.Segmenter | undefined;

/** The offsets between the words of a source. */
function edgesOf(source: string): ReadonlySet<number> {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  const edges = new Set([source.length]);
  for (const { index } of segmenter.segment(source)) edges.add(index);
  return edges;
}

/** Whether the source has a piece as whole words, not denied, and not before the noun that it describes. */
function isWhole(source: string, piece: string): boolean {
  const edges = edgesOf(source);
  for (let at = source.indexOf(piece); at >= 0; at = source.indexOf(piece, at + 1)) {
    if (
      edges.has(at) &&
      edges.has(at + piece.length) &&
      !DENIES.test(source.slice(0, at)) &&
      !(OBJECT.test(source.slice(0, at)) && /[到为成给]/.test(piece)) &&
      !isTornClause(source, piece, at) &&
      !/^\s?的/.test(source.slice(at + piece.length, at + piece.length + 2))
    ) {
      return true;
    }
  }
  return false;
}
