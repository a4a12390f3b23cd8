import { endsInAbbreviation } from "./abbreviations.ts";
import type { Habits } from "./habits.ts";
import type { LanguageRules } from "./languages/rules.ts";
import { HAN } from "./scripts.ts";
import type { Stop } from "./stops.ts";

const ENUMERATOR = /^(?:\p{N}{1,3}|[a-z])[.)]$/u;
const HEADING = /^(\p{L}{3,12}) (?:\p{N}{1,3}|[IVXLC]{1,6})[.:]$/u;
const STARTS_LOWER = /^["'“‘(«„¿¡]?\p{Ll}/u;
const STARTS_UPPER = /^["'“‘(«„¿¡]?\p{Lu}/u;
/** "iPhone", "eBay". */
const CAMEL = /^\p{Ll}{1,2}\p{Lu}/u;
/** Characters that never begin a sentence. */
const GOES_ON = /^[,;:，、；：)\]）】」』》&+/–—-]/;
/** Text that announces a quotation of direct speech. */
const ANNOUNCES = /(?:[:：,，]|[说說道问問喊答叫称稱])\s?$/u;
/** "Yahoo! Inc." */
const COMPANY = /^(?:Inc|Corp|Ltd|LLC|PLC|Co)\b/;
const ELLIPSIS = /^(?:[.…](?: ?))+$/;
/** "Well... I see": a single word does not end before the text that it leads to. */
const HESITATION = /^["'“‘(]?[\p{L}\p{N}'’]+(?: ?\.{3,}|…+)$/u;
const HESITATION_MAX_LENGTH = 24;

/** The offset where the sentence from `start` ends at a stop; undefined if it continues. */
export function endOf(
  line: string,
  start: number,
  stop: Stop,
  rules: LanguageRules,
  habits: Habits,
): number | undefined {
  const { at, marks, marksEnd, end, next, closes } = stop;
  if (stop.isInside || next >= line.length) return undefined;
  const head = line.slice(next, next + 6);
  const isSet = next > end;
  const isWide = !/^[.!?…\s]+$/.test(marks);
  if (closes && !endsAfter(line, start, stop, closes, rules)) return undefined;
  // "It ended. ...and then": the ellipsis belongs to the next sentence.
  if (isSet && /^(?:\.{3}|…)/.test(head)) return end;
  if (/^[&+/,，、]/.test(head) || (marks === "!" && COMPANY.test(head))) return undefined;

  if (marks.length > 1 || marks === "…") {
    if (ELLIPSIS.test(marks)) {
      return closes && HAN.test(head.charAt(0)) ? end : afterEllipsis(line, start, stop);
    }
  }
  if (isWide) {
    if (marks === "．" && /^\p{N}/u.test(head)) return undefined;
    if (GOES_ON.test(head) && !(isSet && /^[-–—]/.test(head))) return undefined;
    return end;
  }
  if (GOES_ON.test(head)) return undefined;
  if (!isSet) {
    const isNext = afterMarks(line, stop) || missesSpace(line, start, stop, habits, rules);
    return isNext && !endsInAbbreviation(line, start, marksEnd, next, rules) ? end : undefined;
  }
  if (STARTS_LOWER.test(head) && !CAMEL.test(head)) {
    if (!beforeLower(line, start, stop, habits)) return undefined;
  }
  if (marksEnd === at + 1 && endsInAbbreviation(line, start, marksEnd, next, rules))
    return undefined;
  return isPart(line, start, end, rules) ? undefined : end;
}

/** A note or a closed quotation between a stop and directly attached text: "It ended.[1]Then". */
const afterMarks = (line: string, { marksEnd, end, closes }: Stop): boolean =>
  end > marksEnd &&
  /[\p{Lu}“「『]/u.test(line.charAt(end)) &&
  (closes !== undefined || !/["'’]/.test(line.charAt(end - 1)));

/** Whether a sentence ends at a stop just before a closing mark. */
function endsAfter(
  line: string,
  start: number,
  { marks, next, end }: Stop,
  { start: opening, kind }: { start: number; kind: "quote" | "bracket" | "title" },
  { goesOnAfterQuote, starters, isSpaced }: LanguageRules,
): boolean {
  if (kind === "title") return false;
  const opens = opening <= start;
  const following = line.slice(next, next + 60);
  // "[...]" replaces words; "“The end.” (Lowe 12)" gives a reference.
  if (/^[.…]/.test(line.charAt(opening + 1)) || (kind === "quote" && /^[(（]/.test(following))) {
    return false;
  }
  if (kind === "bracket") {
    if (opens) return true;
    const word = /^["“]?(\p{Lu}[\p{L}'’]*)/u.exec(following)?.[1];
    return isSpaced && word !== undefined && starters.has(word.toLowerCase());
  }
  if (goesOnAfterQuote?.(following, opens)) return false;
  if (isSpaced || next > end || /^[“「『]/.test(following)) return true;
  const before = line.slice(Math.max(start, opening - 2), opening);
  if (!opens && !ANNOUNCES.test(before)) return false;
  return /[:：]\s?$/.test(before) || !/^…+$/.test(marks);
}

/** An ellipsis ends a sentence before a capital; so does one of four dots. */
function afterEllipsis(
  line: string,
  start: number,
  { at, marks, end, next }: Stop,
): number | undefined {
  const dots = marks.replaceAll(" ", "").length;
  const isAttached = at > 0 && line.charAt(at - 1) !== " ";
  if (next === end || !STARTS_UPPER.test(line.slice(next, next + 4))) return undefined;
  if (marks.includes(" ")) {
    if (dots < 4) return undefined;
    // "It ended. . . . Then": the first dot is the full stop, the others are the ellipsis.
    return isAttached ? at + 1 : end;
  }
  const isShort = end - start <= HESITATION_MAX_LENGTH;
  return isShort && HESITATION.test(line.slice(start, end)) ? undefined : end;
}

/** Whether a sentence ends at a stop without a following space: "It rained.The sun came." */
function missesSpace(
  line: string,
  start: number,
  { at, marks, end }: Stop,
  habits: Habits,
  { starters }: LanguageRules,
): boolean {
  const before = line.charAt(at - 1);
  const after = line.charAt(end);
  if (HAN.test(after)) return marks !== "." || HAN.test(before);
  if (!/\p{Lu}/u.test(after)) return false;
  const token =
    line
      .slice(Math.max(start, at - 24), at)
      .split(" ")
      .at(-1) ?? "";
  const following = /^\p{Lu}[\p{L}'’]*/u.exec(line.slice(end, end + 24))?.[0] ?? "";
  const behind = line.charAt(end + following.length);
  // A file name, an identifier or an address continues with another mark.
  if (/[^\s,.!?]/.test(behind) || /[^\p{L}\p{N},'’-]/u.test(token)) return false;
  if (marks === "." && behind === "." && /\S/.test(line.charAt(end + following.length + 1)))
    return false;
  if (/^(?:Com|Org|Net|Js|Io|Ai)$/.test(following)) return false;
  if (marks !== ".") return /\p{Ll}$/u.test(token);
  if (!/^(?:I|A|\p{Lu}[\p{Ll}'’]+)$/u.test(following)) return false;
  if (habits.omitsSpaces) return /[\p{Ll}\p{N}]$/u.test(token);
  if (habits.omitsOne && /^\p{Lu}\p{Ll}+$/u.test(token)) {
    return starters.has(following.toLowerCase());
  }
  // "subprocess.Popen" is a name, "rained.The" is not.
  return starters.has(following.toLowerCase()) && /^\p{Ll}[\p{Ll}'’-]+$/u.test(token);
}

/** Whether a sentence ends before one that starts in lower case. */
function beforeLower(
  line: string,
  start: number,
  { at, marks, end }: Stop,
  habits: Habits,
): boolean {
  // "Why?" he asked.
  if (/["'”’»)\]]/.test(line.charAt(end - 1))) return false;
  const isDetached = /\s/.test(line.charAt(at - 1));
  if (habits.startsLower) return isDetached || !habits.isDetached;
  return marks !== "." && !isDetached && !STARTS_UPPER.test(line.slice(start, start + 4));
}

/** Whether the candidate sentence is only the number or the heading of the following text. */
function isPart(
  line: string,
  start: number,
  end: number,
  { abbreviations }: LanguageRules,
): boolean {
  if (end - start <= 4) return ENUMERATOR.test(line.slice(start, end));
  if (end - start > 20) return false;
  const word = HEADING.exec(line.slice(start, end))?.[1];
  return word !== undefined && abbreviations.headings.has(word.toLowerCase());
}
