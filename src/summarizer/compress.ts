/** A word or a mark of a sentence, and how likely it is to stay in a shorter one. */
export interface RatedWord {
  start: number;
  end: number;
  /** 0 to 1. */
  keep: number;
}

/** Part of a sentence: offsets into it. */
export type Piece = [start: number, end: number];

/** How bold trimming is. */
export const COMPRESSION = {
  /** A phrase goes if its words stay with less than this probability, on average. */
  keep: 0.4,
  /** A phrase of one word goes only below this: one word often carries the sense of the rest. */
  keepSingle: 0.2,
  /** No phrase goes that holds a word with this probability: it may be the verb of the sentence. */
  keepWord: 0.7,
  /** At least this share of the words stays. */
  leastShare: 1 / 3,
  /** And at least so many. */
  leastWords: 4,
};

const words = (list: string) => new Set(list.split(" "));

/** Where a phrase may begin that the rest of its clause can do without. */
const OPENERS = words(
  "after although amid amidst among as at because before between by despite during following for " +
    "from in including into like near on onto over since such through throughout toward towards " +
    "under until upon via when where whereas which while who whom whose with within",
);

/** A phrase does not go after these: they lean on it. */
const LEANING = words(
  "a an the is are was were be been being am has have had do does did will can of to and or but than " +
    "more less very most just also so as too such s",
);

/** Without these the sentence says something else. */
const PROTECTED = words(
  "not no never nor neither none nobody nothing nowhere cannot without unless except if hardly " +
    "barely scarcely rarely seldom only few little less fewer fail fails failed failing deny denies " +
    "denied refuse refuses refused false fake alleged allegedly reportedly supposedly may might could " +
    "would should until instead rather than both either t",
);
const PROTECTED_HAN = /[不没無无未非否勿别莫若仅只]|除非|如果|假如|据说|可能|或许|尚|拒绝|禁止/;

/** After these a comma parts two clauses or items, and stays when what stood between goes. */
const JOINERS = words(
  "and but or so yet nor who which whose whom where when while although because",
);

const PAUSE = /^[,;:，；：—–]$/;
const HAN = /[\u3400-\u9fff]/;
const LETTER = /[\p{L}\p{N}]/u;
const STOP = /^[.!?。！？…]$/;
const PAIRS: [RegExp, RegExp][] = [
  [/[(（[]/g, /[)）\]]/g],
  [/[“「『]/g, /[”」』]/g],
];
const STRAIGHT_QUOTE = /"/g;

interface Clause {
  /** Words from..to (exclusive) between two pauses. */
  from: number;
  to: number;
  /** The pause that ends it is the word at `to`, unless it is the last one. */
  isLast: boolean;
}

const mean = (rated: readonly RatedWord[]) =>
  rated.reduce((sum, { keep }) => sum + keep, 0) / Math.max(1, rated.length);

/**
 * The pieces of a sentence that stay when it is trimmed; one piece, the whole, where nothing can go.
 * Only phrases go that something bounds: a clause between pauses, or the end of a clause from a
 * preposition or conjunction on. Negations, conditions and hedges always stay, and so do brackets
 * and quotations with one end in what goes.
 */
export function compress(sentence: string, rated: readonly RatedWord[]): Piece[] {
  const whole: Piece[] = [[0, sentence.length]];
  const text = (index: number) => {
    const word = rated[index];
    return word ? sentence.slice(word.start, word.end) : "";
  };
  const isPause = (index: number) => {
    if (!PAUSE.test(text(index))) return false;
    // "1,204" and "10:30" have no space after the mark.
    const next = sentence.charAt(rated[index]?.end ?? 0);
    return (
      HAN.test(text(index - 1)) ||
      HAN.test(next) ||
      /[\s”"’」』，；：]|^$/.test(next) ||
      /[，；：]/.test(text(index))
    );
  };
  const isWord = (index: number) => LETTER.test(text(index));
  const countWords = (from: number, to: number) => {
    let count = 0;
    for (let index = from; index < to; index++) if (isWord(index)) count++;
    return count;
  };
  const mayGo = (from: number, to: number): boolean => {
    const own = rated.slice(from, to).filter((_, offset) => isWord(from + offset));
    const limit = own.length > 1 ? COMPRESSION.keep : COMPRESSION.keepSingle;
    if (mean(own) >= limit || own.some(({ keep }) => keep >= COMPRESSION.keepWord)) return false;
    for (let index = from; index < to; index++) {
      if (PROTECTED.has(text(index).toLowerCase())) return false;
    }
    const part = sentence.slice(rated[from]?.start ?? 0, rated[to - 1]?.end ?? 0);
    return !PROTECTED_HAN.test(part) && isBalanced(part);
  };

  // What ends the sentence always stays.
  let end = rated.length;
  while (end > 0 && !isWord(end - 1)) end--;
  if (countWords(0, end) <= COMPRESSION.leastWords) return whole;
  const clauses: Clause[] = [];
  for (let from = 0, index = 0; index <= end; index++) {
    if (index < end && !isPause(index)) continue;
    clauses.push({ from, to: index, isLast: index === end });
    from = index + 1;
  }

  const stays = new Array<boolean>(rated.length).fill(true);
  const drop = (from: number, to: number) => stays.fill(false, from, to);
  const strongest = clauses.reduce((best, clause) =>
    mean(rated.slice(clause.from, clause.to)) > mean(rated.slice(best.from, best.to))
      ? clause
      : best,
  );
  clauses.forEach((clause, position) => {
    const { from, to, isLast } = clause;
    if (from === to) return;
    if (clause !== strongest && clauses.length > 1 && mayGo(from, to)) {
      const isFirst = position === 0;
      // "The mayor, a teacher, resigned" loses both commas; before "and" one of them stays.
      const keepsPause = !isFirst && !isLast && JOINERS.has(text(to + 1).toLowerCase());
      drop(
        isFirst || stays[from - 1] === false ? from : from - 1,
        isLast || keepsPause ? to : to + 1,
      );
      return;
    }
    for (let opener = from + 2; opener < to; opener++) {
      const before = text(opener - 1).toLowerCase();
      if (!OPENERS.has(text(opener).toLowerCase())) continue;
      if (LEANING.has(before) || PROTECTED.has(before)) continue;
      if (!mayGo(opener, to)) continue;
      drop(opener, to);
      break;
    }
  });
  const left = rated.filter((_, index) => stays[index] && isWord(index)).length;
  const least = Math.max(
    COMPRESSION.leastWords,
    Math.ceil(countWords(0, rated.length) * COMPRESSION.leastShare),
  );
  if (stays.every(Boolean) || left < least) return whole;
  return piecesOf(rated, stays);
}

function isBalanced(part: string): boolean {
  if ((part.match(STRAIGHT_QUOTE)?.length ?? 0) % 2 === 1) return false;
  return PAIRS.every(
    ([open, close]) => (part.match(open)?.length ?? 0) === (part.match(close)?.length ?? 0),
  );
}

/** Words that stay, neighbours joined into pieces. */
function piecesOf(rated: readonly RatedWord[], stays: readonly boolean[]): Piece[] {
  const pieces: Piece[] = [];
  rated.forEach(({ start, end }, index) => {
    if (!stays[index]) return;
    const last = pieces.at(-1);
    if (last && stays[index - 1]) last[1] = end;
    else pieces.push([start, end]);
  });
  return pieces;
}

const WHITE_SPACE = /\s+/g;
const SPACE_BEFORE_MARK = / ([,.;:!?，。；：！？”』」）)])/g;
const DOUBLE_PAUSE = /([,;:，；：])\s*(?=[,;:.!?，；：。！？])/g;
const LEADING_PAUSE = /^[\s,;:，；：]+/;

/** The text of the pieces: spaces, commas and the first capital letter are put right. */
export function trimmedText(sentence: string, pieces: readonly Piece[]): string {
  const parts = pieces.map(([start, end]) => sentence.slice(start, end));
  const joined = parts.reduce((text, part) =>
    HAN.test(text.slice(-1)) || HAN.test(part.charAt(0)) || STOP.test(part.charAt(0))
      ? text + part
      : `${text} ${part}`,
  );
  if (parts.length === 1 && pieces[0]?.[0] === 0) return joined;
  const clean = joined
    .replace(WHITE_SPACE, " ")
    .replace(SPACE_BEFORE_MARK, "$1")
    .replace(DOUBLE_PAUSE, "")
    .replace(LEADING_PAUSE, "");
  const isCapital = /^["'“‘(]?\p{Lu}/u.test(sentence);
  return isCapital
    ? clean.replace(/^(["'“‘(]?)(\p{Ll})/u, (_, open, letter) => open + letter.toUpperCase())
    : clean;
}
