import { RULES } from "./languages/index.ts";
import type { LanguageRules } from "./languages/rules.ts";

/** Number of characters that are examined before and after a full stop. */
const BEFORE = 48;
const AFTER = 60;

const WORD_CHARACTER = /[\p{L}\p{M}\p{N}.'’°º§№&-]/u;
const FOLLOWER = /^["'“‘«„(¿¡]?(\p{L}[\p{L}\p{M}'’-]{0,24})(\.?)(?:,? (.))?/u;
const INITIALS = /^\p{Lu}(?:\.-?\p{Lu}){0,7}$/u;
const INITIAL = /^\p{Lu}$/u;
/** "dell'art. 5", "l'av. Foch". */
const ELIDED = /^\p{L}{1,5}['’](?=\p{L}{2})/u;
const DOTTED = /^\p{Ll}(?:\.\p{Ll}){1,4}$/u;
const CAPITAL = /^["'“‘«„(]?\p{Lu}/u;
const LOWER = /^\p{Ll}/u;
const NUMBER = /^(?:[\p{N}§¶#]|[[(]\p{N}|[IVXLC]{1,6}(?![\p{L}\p{M}]))/u;
const BRACKET_OR_NUMBER = /^[[(\p{N}§]/u;
/** "B.Sc", "Ph.D", "M.Eng". */
const DEGREE = /^\p{Lu}\p{Ll}?\.\p{Lu}\p{Ll}{0,4}$/u;
/** A rank or an office in capitals: "Sr. VP". */
const ACRONYM = /^\p{Lu}{2,4}$/u;
/** "GB 123", "EP1234567": a number with letters in front. */
const CODE = /^\p{Lu}{1,4}[ -]?\p{N}/u;
const DAY = /^\p{N}{1,2}\.$/u;
const YEAR = /^\p{N}{4}(?!\p{N})/u;
const MONTH_AND_YEAR = /^\p{N}{1,2}\. ?\p{N}{4}(?!\p{N})/u;
const WEEKDAY = /^(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)$/;
const LAW = /^(?:Codes?|Laws?|Acts?|Rules?|Statutes?|Regulations?|Reports?)$/;
/** A capital and a few letters: "Clim", "Nat", "J". */
const SHORTENED = /^\p{Lu}\p{Ll}{0,5}$/u;
/** "Cpl", "Bldg": a capital, then only consonants. */
const CONSONANTS = /^[BCDFGHJKLMNPQRSTVWXZ][bcdfghjklmnpqrstvwxz]{2,4}$/;
/** "author", "pianist", "chairman": a person, whose name may begin with an initial. */
const PERSON = /(?:er|or|ist|ian|man|men|woman|women|ant|ent|ess)s?$/;
const OPENS_WITH_TIME = /^(?:At|By|On|From|Until|Before|After|Around|Since|Between|In) /;
/** Before "St." and similar words: "Main St." ends a name, "St. Ives" begins one. */
const PREPOSITIVE = new Set(["st", "mt", "ft"]);

/**
 * Whether the full stop at the end of `line.slice(start, end)` belongs to an abbreviation or an initial, so that the
 * sentence that begins at `start` continues at `next`. Examines only a few characters on either side.
 */
export function endsInAbbreviation(
  line: string,
  start: number,
  end: number,
  next: number,
  rules: LanguageRules = RULES.en,
): boolean {
  if (line.charCodeAt(end - 1) !== 0x2e) return false;
  const before = line.slice(Math.max(start, end - BEFORE), end - 1);
  const isDetached = before.endsWith(" ");
  const { word, previous } = lastWords(before.trimEnd());
  if (word === "") return false;
  const { abbreviations, starters } = rules;
  const lower = word.toLowerCase().replace(ELIDED, "");
  if (abbreviations.goesOn.has(lower)) return true;
  if (isDetached) return false;

  const head = line.slice(next, next + AFTER);
  const follower = followerOf(head);
  if (abbreviations.afterOrdinal.size > 0 && /^\p{N}{1,3}$/u.test(word)) {
    // "15. 3. 2027" is a date.
    if (MONTH_AND_YEAR.test(head) || (DAY.test(previous) && YEAR.test(head))) return true;
    return abbreviations.afterOrdinal.has(follower.lower);
  }
  // "Apt. No. 5".
  const isBeforeNumbered = follower.isNumbered && abbreviations.beforeNumber.has(follower.lower);
  if (NUMBER.test(head)) {
    // "J. Clim. 12": the volume of a journal.
    if (
      SHORTENED.test(word) &&
      SHORTENED.test(previous.replace(/\.$/, "")) &&
      previous.endsWith(".")
    )
      return true;
    if (abbreviations.beforeNumber.has(lower) || /^\p{Ll}$/u.test(word)) return true;
    // "b.p. 120".
    if (DOTTED.test(word) && !abbreviations.times.has(lower)) return true;
    if (abbreviations.endingsBeforeNumber?.some((ending) => lower.endsWith(ending))) return true;
  } else if (/^\p{Ll}$/u.test(word) && follower.isAbbreviated && follower.word.length <= 3) {
    // "p. ex. em casa".
    return true;
  } else if (abbreviations.beforeNumber.has(lower) && (CODE.test(head) || isBeforeNumbered)) {
    return true;
  } else if (abbreviations.beforeNumber.has(lower) && !abbreviations.citations.has(lower)) {
    // "J. P. Lowe": not the "p." of a page.
    return INITIAL.test(word) && isInitial(rules, word, previous);
  }
  const sentence = { line, start, end };
  if (abbreviations.times.has(lower)) return afterTime(rules, sentence, head, follower);
  // "Pub. L. 117-58": an initial with a number.
  if (abbreviations.citations.has(lower) && INITIAL.test(follower.word) && follower.isNumbered)
    return true;
  // "Cal. Veh. Code": the name of a law.
  if (LAW.test(follower.word) && SHORTENED.test(word) && previous.endsWith(".")) return true;
  const isInitials = INITIALS.test(word);
  if (follower.word === "") {
    const isKnown = abbreviations.mayEnd.has(lower) || abbreviations.citations.has(lower);
    return (
      lower === "al" ||
      ((isInitials || isKnown || DEGREE.test(word)) && BRACKET_OR_NUMBER.test(head))
    );
  }
  if (LOWER.test(follower.word)) {
    return abbreviations.mayEnd.has(lower) || isInitials || DOTTED.test(word);
  }
  // "app. A", "Exh. B".
  const isNumbered = abbreviations.beforeNumber.has(lower) || abbreviations.citations.has(lower);
  if (isNumbered && /^[A-HJ-Z]$/.test(follower.word) && !follower.goesOn) return true;
  if (starters.has(follower.lower) && !follower.hasStop) return false;
  // "Comp. Eng. at": a word with a stop that the text goes on after is no sentence.
  if (CAPITAL.test(word) && follower.isAbbreviated && !abbreviations.goesOn.has(follower.lower)) {
    return true;
  }
  if (WEEKDAY.test(word) && abbreviations.beforeNumber.has(follower.lower)) return true;
  if (abbreviations.citations.has(lower) && CAPITAL.test(word) && !previous.endsWith(","))
    return true;
  if (abbreviations.credits.has(lower)) return /^[\p{Lu}("“]|[)"”’]$/u.test(previous);
  // "В. Громов": not the "в." of a century.
  const isKnown = abbreviations.mayEnd.has(lower) && !INITIAL.test(word);
  if (isKnown || (isInitials && word.length > 3)) {
    return afterName(rules, sentence, lower, previous, follower);
  }
  if (isInitials) return isInitial(rules, word, previous);
  return DOTTED.test(word) || (CONSONANTS.test(word) && previous !== "");
}

interface Follower {
  word: string;
  lower: string;
  /** Whether a full stop follows, so that the word may also be an abbreviation: "No." */
  hasStop: boolean;
  /** Whether text in lower case follows that stop. */
  isAbbreviated: boolean;
  /** Whether a number follows that stop. */
  isNumbered: boolean;
  /** Whether a name continues after it with a full stop or a capital. */
  goesOn: boolean;
}

function followerOf(head: string): Follower {
  const [, word = "", stop = "", after = ""] = FOLLOWER.exec(head) ?? [];
  const hasStop = stop !== "" && after !== "";
  return {
    word,
    lower: word.toLowerCase(),
    hasStop,
    isAbbreviated: hasStop && LOWER.test(after),
    isNumbered: hasStop && /\p{N}/u.test(after),
    goesOn: hasStop || /[\p{Lu}\p{N}]/u.test(after),
  };
}

/** The last word of a text and the one before it; a comma stays with its word. */
function lastWords(text: string): { word: string; previous: string } {
  let from = text.length;
  while (from > 0 && WORD_CHARACTER.test(text.charAt(from - 1))) from--;
  const word = text.slice(from).replace(/^['’.&-]{1,3}/, "");
  let to = from;
  while (to > 0 && text.charAt(to - 1) === " ") to--;
  from = to;
  while (from > 0 && text.charAt(from - 1) !== " ") from--;
  return { word, previous: text.slice(from, to) };
}

interface SentenceSoFar {
  line: string;
  start: number;
  end: number;
}

/** At most four words, so that it cannot be a whole sentence. */
function isShort({ line, start, end }: SentenceSoFar, most: number): boolean {
  if (end - start > 40) return false;
  return line.slice(start, end).split(" ").length <= most;
}

function afterTime(
  { abbreviations }: LanguageRules,
  sentence: SentenceSoFar,
  head: string,
  follower: Follower,
): boolean {
  if (follower.word === "") return /^[-–—(]/.test(head);
  if (LOWER.test(follower.word) || abbreviations.afterTime.has(follower.lower)) return true;
  const { line, start } = sentence;
  return isShort(sentence, 4) && OPENS_WITH_TIME.test(line.slice(start, start + 8));
}

/** Whether the capital after "U.S.", "Inc." or "St." belongs to the same name. */
function afterName(
  { abbreviations }: LanguageRules,
  sentence: SentenceSoFar,
  lower: string,
  previous: string,
  follower: Follower,
): boolean {
  if (lower === "etc" || lower === "al") return false;
  if (PREPOSITIVE.has(lower)) {
    return !/^\p{Lu}\p{Ll}/u.test(previous) || follower.goesOn || !follower.lower.endsWith("s");
  }
  if ((lower === "sr" || lower === "jr") && ACRONYM.test(follower.word)) return true;
  const singular = follower.lower.replace(/s$/, "");
  return (
    isShort(sentence, 2) ||
    abbreviations.afterCountry.has(follower.lower) ||
    abbreviations.afterCountry.has(singular) ||
    follower.goesOn
  );
}

/** Whether a capital with a full stop begins a name: "J. Smith", but not "size M." or "you and I." */
function isInitial(rules: LanguageRules, word: string, previous: string): boolean {
  const before = previous.toLowerCase().replace(/[,;:]$/, "");
  if (rules.lettered.has(before)) return false;
  if (word === "I" && LOWER.test(previous)) return false;
  if (!LOWER.test(previous) || previous.endsWith(",") || rules.beforeInitials.size === 0)
    return true;
  return rules.beforeInitials.has(before) || PERSON.test(before);
}
