import { enclosuresIn } from "./enclosures.ts";
import type { LanguageRules } from "./languages/rules.ts";

/** Chinese clauses are split at "；" and "……" only if both halves can stand alone. */
const HAN_STOP = /；|……[”」』’]?/g;
const HAN_CLAUSE_MIN_LENGTH = 24;

/**
 * Lengths in characters that control the split of a passage without punctuation; four Latin characters inside Chinese
 * count as one. A passage of at most `longest` stays whole. A piece has at least `shortest` before a word that starts a
 * clause, and `longest` at most. A passage counts as punctuated if it has at least one comma or similar mark per
 * `marks` characters. One that ends in a stop may be `STOPPED` times as long, because its author has placed stops.
 */
const UNPUNCTUATED = {
  spaced: { longest: 240, shortest: 60, marks: 160 },
  unspaced: { longest: 70, shortest: 16, marks: 40 },
};
const STOPPED = 3;
/** Above about this number of pieces, pieces are longer instead, which bounds the work of reading them. */
const MOST_PIECES = 4_000;

const PAUSE = /[,;:，、；：。.!?！？()（）“"”—–]/g;
/** Stops inside, an announcement or a dash at the end, or code: the passage is not one that only lacks its stops. */
const HAS_ORDER = /[。！？]|[.!?…]["'”’)\]]{0,2}\s|[:：—–-]["'”’」』)）]{0,2}$|[{}=;<>\\]/;
const COMMA = /,(?=\s)|[，；]/g;
const STOP = /[\p{Sentence_Terminal}…]["'”’」』)）]?$/u;
const SPACE = /\s/;
const SPACED_WORD = /\S+/g;
/** A character of a script without spaces, or a run of other characters. */
const UNSPACED_RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+|\s+/gu;

/**
 * Offsets inside a sentence from `start` to `end` where it is split anyway: at Chinese semicolons between long clauses,
 * and at the beginnings of clauses if it is long and has no punctuation at all, like recognized speech.
 */
export function clauseEnds(
  line: string,
  start: number,
  end: number,
  rules: LanguageRules,
): number[] {
  const length = end - start;
  const { longest, marks } = lengthsFor(length, rules);
  if (length < 2 * HAN_CLAUSE_MIN_LENGTH) return [];
  const sentence = line.slice(start, end);
  const ends = hanClauses(sentence);
  const most = longest * (STOP.test(sentence.slice(-2)) ? STOPPED : 1);
  if (ends.length === 0 && length > most) {
    const punctuated = length / marks + 1;
    let pauses = 0;
    for (const _ of sentence.matchAll(PAUSE)) if (++pauses >= punctuated) break;
    if (pauses < punctuated) ends.push(...runOnClauses(sentence, most, rules));
    else if (most === longest && !HAS_ORDER.test(sentence)) {
      ends.push(...commaClauses(sentence, rules));
    }
  }
  return ends.map((offset) => start + offset);
}

/** `UNPUNCTUATED` for a passage of this length. */
function lengthsFor(length: number, { isSpaced }: LanguageRules): typeof UNPUNCTUATED.spaced {
  const { longest, shortest, marks } = isSpaced ? UNPUNCTUATED.spaced : UNPUNCTUATED.unspaced;
  const growth = Math.max(1, length / (longest * MOST_PIECES));
  return { longest: longest * growth, shortest: shortest * growth, marks };
}

function hanClauses(sentence: string): number[] {
  const found = [...sentence.matchAll(HAN_STOP)];
  if (found.length === 0) return [];
  const enclosures = enclosuresIn(sentence, false);
  const ends: number[] = [];
  let last = 0;
  let enclosure = 0;
  let covered = -1;
  for (const { 0: mark, index } of found) {
    const end = index + mark.length;
    for (let one = enclosures[enclosure]; one && one.start < index; one = enclosures[++enclosure]) {
      covered = Math.max(covered, one.end);
    }
    if (covered >= end || end - last < HAN_CLAUSE_MIN_LENGTH) continue;
    if (sentence.length - end < HAN_CLAUSE_MIN_LENGTH) break;
    ends.push(end);
    last = end;
  }
  return ends;
}

/** The ends of clauses of a long passage that has commas, but no stop. */
function commaClauses(sentence: string, rules: LanguageRules): number[] {
  const { shortest } = lengthsFor(sentence.length, rules);
  const ends: number[] = [];
  let last = 0;
  for (const { index } of sentence.matchAll(COMMA)) {
    if (sentence.length - index < shortest) break;
    if (index - last < shortest) continue;
    last = index + 1;
    ends.push(last);
  }
  return ends;
}

function runOnClauses(sentence: string, most: number, rules: LanguageRules): number[] {
  return rules.isSpaced ? spacedClauses(sentence, rules) : unspacedClauses(sentence, most, rules);
}

function spacedClauses(sentence: string, rules: LanguageRules): number[] {
  const { clauseOpeners } = rules;
  const { longest, shortest } = lengthsFor(sentence.length, rules);
  const ends: number[] = [];
  let last = 0;
  for (const { 0: word, index } of sentence.matchAll(SPACED_WORD)) {
    if (sentence.length - index < shortest) break;
    const length = index - last;
    const opens = length >= shortest && clauseOpeners.has(word.toLowerCase());
    if (length === 0 || (!opens && length + word.length <= longest)) continue;
    ends.push(index);
    last = index;
  }
  return ends;
}

function unspacedClauses(sentence: string, most: number, rules: LanguageRules): number[] {
  const { clauseOpeners } = rules;
  const { longest, shortest } = lengthsFor(sentence.length, rules);
  const widthOf = (run: string) => (run.length > 2 ? Math.ceil(run.length / 4) : 1);
  let left = 0;
  for (const [run] of sentence.matchAll(UNSPACED_RUN)) left += widthOf(run);
  if (left <= most) return [];
  const ends: number[] = [];
  let width = 0;
  const firsts = new Set(Array.from(clauseOpeners, (opener) => opener.charAt(0)));
  const opens = (at: number) =>
    SPACE.test(sentence.charAt(at - 1)) ||
    (firsts.has(sentence.charAt(at)) &&
      [2, 3, 4].some((size) => clauseOpeners.has(sentence.slice(at, at + size))));
  for (const { 0: run, index } of sentence.matchAll(UNSPACED_RUN)) {
    const mayCut = left >= shortest && width >= shortest && !SPACE.test(run.charAt(0));
    if (mayCut && (width >= longest || opens(index))) {
      ends.push(index);
      width = 0;
    }
    width += widthOf(run);
    left -= widthOf(run);
  }
  return ends;
}
