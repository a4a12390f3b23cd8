import { enclosuresIn } from "./enclosures.ts";
import type { LanguageRules } from "./languages/rules.ts";

/** Chinese clauses are split at "；" and "……" only where both halves can stand alone. */
const HAN_STOP = /；|……[”」』’]?/g;
const HAN_CLAUSE_MIN_LENGTH = 24;

/**
 * Where a passage without punctuation is cut. One that is no longer than `longest` characters stays whole; a piece
 * has at least `shortest` before a word that starts a clause, and `longest` at most. `marks`: characters for each
 * comma or the like from which on a passage counts as punctuated.
 */
const UNPUNCTUATED = {
  spaced: { longest: 240, shortest: 60, marks: 160 },
  unspaced: { longest: 90, shortest: 20, marks: 40 },
};

const PAUSE = /[,;:，、；：。.!?！？()（）“”"—–]/g;
const SPACED_WORD = /\S+/g;

/**
 * Offsets inside a sentence from `start` to `end` where it is split all the same: at Chinese semicolons between long
 * clauses, and where clauses begin if it is long and has no punctuation at all, like recognized speech.
 */
export function clauseEnds(
  line: string,
  start: number,
  end: number,
  rules: LanguageRules,
): number[] {
  const { longest, marks } = rules.isSpaced ? UNPUNCTUATED.spaced : UNPUNCTUATED.unspaced;
  const length = end - start;
  if (length < 2 * HAN_CLAUSE_MIN_LENGTH) return [];
  const sentence = line.slice(start, end);
  const ends = hanClauses(sentence);
  if (ends.length === 0 && length > longest) {
    const pauses = sentence.match(PAUSE)?.length ?? 0;
    if ((pauses - 1) * marks < length) ends.push(...runOnClauses(sentence, rules));
  }
  return ends.map((offset) => start + offset);
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

function runOnClauses(sentence: string, rules: LanguageRules): number[] {
  return rules.isSpaced ? spacedClauses(sentence, rules) : unspacedClauses(sentence, rules);
}

function spacedClauses(sentence: string, { clauseOpeners }: LanguageRules): number[] {
  const { longest, shortest } = UNPUNCTUATED.spaced;
  const ends: number[] = [];
  let last = 0;
  for (const { 0: word, index } of sentence.matchAll(SPACED_WORD)) {
    if (sentence.length - index < shortest) break;
    const length = index - last;
    const opens = length >= shortest && clauseOpeners.has(word.toLowerCase());
    if (!opens && length + word.length <= longest) continue;
    if (length === 0) continue;
    ends.push(index);
    last = index;
  }
  return ends;
}

function unspacedClauses(sentence: string, { clauseOpeners }: LanguageRules): number[] {
  const { longest, shortest } = UNPUNCTUATED.unspaced;
  const ends: number[] = [];
  let last = 0;
  for (let at = 1; at < sentence.length - shortest; at++) {
    const length = at - last;
    if (length < shortest) continue;
    const isSpace = /\s/.test(sentence.charAt(at));
    const opens =
      isSpace || [2, 3, 4].some((size) => clauseOpeners.has(sentence.slice(at, at + size)));
    if (!opens && length < longest) continue;
    ends.push(at);
    last = at;
  }
  return ends;
}
