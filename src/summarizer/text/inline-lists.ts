import type { LanguageRules } from "./languages/rules.ts";

/** Part of a line, as offsets into it. */
export interface ListPart {
  start: number;
  end: number;
}

/** The number at the beginning of a line that was parsed as the marker of a list: "1. ". */
const MARKER = /(?:^|\s|[•⁃-])\(?(\d{1,3})(?:\.\)|[.)])\s*$/;
const OWN_NUMBER = /^[•⁃-]?\s?(\d{1,3})(?:\.\)|[.)])\s/;
const NUMBER = /(?<=\s)[•⁃-]?\s?(\d{1,3})(?:\.\)|[.)])\s+(?=[\p{Lu}\p{Lo}])/gu;
const OWN_LETTER = /^([a-z])[.)] (?=\p{Lu})/u;
const LETTER = /(?<=\s)([a-z])[.)] (?=\p{Lu})/gu;
const ENDS_SENTENCE = /[.!?。！？;；]["'”’)]?\s*$/;
const LAST_WORD = /(\p{L}+)\.?\s*$/u;

/**
 * The items of a list within one line, "1. The first 2. The second"; the whole line if there is no list. `before` is
 * the text in front of the line, with its own number. A number counts only if it is the next one, and does not belong
 * to the preceding word: "on May 2. The ...".
 */
export function listItems(before: string, line: string, rules: LanguageRules): ListPart[] {
  const whole = [{ start: 0, end: line.length }];
  const own = OWN_NUMBER.exec(line);
  const first = own?.[1] ?? MARKER.exec(before)?.[1];
  if (first !== undefined) {
    return cut(line, own?.[0].length ?? 0, NUMBER, Number(first) + 1, Number, rules, true);
  }
  const letter = OWN_LETTER.exec(line)?.[1];
  if (letter === undefined) return whole;
  return cut(line, 0, LETTER, code(letter) + 1, code, rules, false);
}

const code = (letter: string): number => letter.charCodeAt(0);

function cut(
  line: string,
  from: number,
  marker: RegExp,
  expected: number,
  orderOf: (name: string) => number,
  rules: LanguageRules,
  dropsMarker: boolean,
): ListPart[] {
  const parts: ListPart[] = [];
  let start = from;
  let wanted = expected;
  for (const { 0: mark, 1: name = "", index } of line.matchAll(marker)) {
    if (
      orderOf(name) !== wanted ||
      isWanted(line.slice(Math.max(start, index - 24), index), rules)
    ) {
      continue;
    }
    parts.push({ start, end: index });
    start = dropsMarker ? index + mark.length : index;
    wanted++;
  }
  parts.push({ start, end: line.length });
  return parts;
}

/** Whether the words before a number require one. */
function isWanted(before: string, { abbreviations, starters }: LanguageRules): boolean {
  if (ENDS_SENTENCE.test(before)) return false;
  const word = LAST_WORD.exec(before.slice(-80))?.[1]?.toLowerCase();
  if (word === undefined) return true;
  return (
    abbreviations.beforeNumber.has(word.slice(0, 3)) ||
    abbreviations.headings.has(word) ||
    starters.has(word)
  );
}
