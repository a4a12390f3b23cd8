import { opensTail } from "../../compress/phrases.ts";
import type { EnglishSentence } from "./english-sentence.ts";
import {
  CALENDAR,
  COMMA,
  DETERMINER,
  PAST_VERB,
  PREPOSITION,
  SPEAKS,
  STOP,
} from "./english-words.ts";
import type { Gap } from "./gap.ts";

/**
 * "A judge on Tuesday dismissed the suit", "was booked Wednesday afternoon": a day of the week beside a verb in the
 * past, which tells as much. A day to come is news.
 */
export function isPastDay(sentence: EnglishSentence, { left, right }: Gap): boolean {
  const inside = sentence.part(left + 1, right);
  if (!DAY_SAID.test(inside.join(" "))) return false;
  const words = sentence.part(0, sentence.words.length);
  if (words.some((word) => FUTURE.test(word)) || !words.some((word) => PAST_VERB.test(word)))
    return false;
  const [before, after] = [sentence.lower(left), sentence.lower(right)];
  if (BEFORE_TIME.test(before) || /^(?:and|or|on|at|every|last|next|this)$/.test(before))
    return false;
  if (DAY_PART.test(after) || CALENDAR.test(after) || /^[\p{Nd}'’-]/u.test(after)) return false;
  // "Tuesday's debate", "Friday, March 8", "the Tuesday meeting".
  if (COMMA.test(sentence.text(right)) && CALENDAR.test(sentence.lower(right + 1))) return false;
  if (DETERMINER.test(before) || /^\p{Lu}/u.test(sentence.text(right))) return false;
  // "A case that began last week": without the time the clause says nothing.
  if (isBareClause(sentence, left)) return false;
  // "The show is on Thursday at two", "the shop is closed on Monday": a day to come, or every one.
  if (!isOfThePast(sentence, left)) return false;
  // "Papers filed on Monday said": the day parts the participle from the verb.
  if (PAST_VERB.test(before) && PAST_VERB.test(after)) return false;
  const isBeforeVerb = PAST_VERB.test(after) && !COMMA.test(before);
  const isDone = STOP.test(after) || COMMA.test(after) || opensTail(after) || after === "";
  const isDay = inside[0] === "on";
  return isBeforeVerb || (isDone && (isDay || !PREPOSITION.test(before)));
}

/** "Last year" behind a verb in the past, or "on Monday" behind one of speaking. */
export function isPastTime(sentence: EnglishSentence, { left, right }: Gap): boolean {
  const words = sentence.part(left + 1, right).join(" ");
  const before = sentence.lower(left);
  return (DAY_SAID.test(words) && SPEAKS.test(before)) || PAST.test(words);
}

/** Whether a time of the past belongs to no longer date or time. */
export function standsAlone(sentence: EnglishSentence, { left, right }: Gap): boolean {
  if (isBareClause(sentence, left)) return false;
  // "Less than a third last year".
  if (COMPARES.test(sentence.part(Math.max(0, left - 7), left + 1).join(" "))) return false;
  // "Shot 92 films last year, up from 56".
  if (/\b(?:up|down|compared|than|versus|from)\b/i.test(sentence.part(right, right + 6).join(" ")))
    return false;
  // "On Sunday, March 8", "later this year".
  const isDate = COMMA.test(sentence.text(right)) && CALENDAR.test(sentence.lower(right + 1));
  // "In October last year" is not "in October".
  const before = sentence.lower(left);
  return !isDate && !BEFORE_TIME.test(before) && !CALENDAR.test(before);
}

/** "Ann Lee, 53, was": an age between commas behind a name. */
export function isAge(sentence: EnglishSentence, { left, right }: Gap): boolean {
  const inside = sentence.part(left + 1, right);
  return (
    inside.length === 3 &&
    COMMA.test(inside[0] ?? "") &&
    COMMA.test(inside[2] ?? "") &&
    /^\p{Nd}{1,2}$/u.test(inside[1] ?? "") &&
    /^\p{Lu}/u.test(sentence.text(left)) &&
    !CALENDAR.test(sentence.lower(left)) &&
    !PREPOSITION.test(sentence.lower(left - 1)) &&
    sentence.isVerb(right) &&
    // "Ann, 17, left, and Bea, right": where a picture shows her.
    !COMMA.test(sentence.text(right + 1))
  );
}

/** Whether the last verb before a day, if there is one, is in the past. */
function isOfThePast(sentence: EnglishSentence, left: number): boolean {
  for (let at = left; at >= 0; at--) {
    const word = sentence.lower(at);
    if (PRESENT.test(word)) return false;
    if (PAST_VERB.test(word)) return !PRESENT.test(sentence.lower(at - 1));
  }
  return true;
}

const PRESENT =
  /^(?:is|are|am|be|can|may|must|shall|should|would|could|might|takes?|starts?|begins?|opens?|closes?|meets?|leaves?|returns?|comes?|goes?)$/;

/** "That began", "who left": a relative pronoun and its verb alone before a time. */
const isBareClause = (sentence: EnglishSentence, left: number): boolean =>
  (/^(?:that|which|who|when|where|as|it|he|she|they)$/.test(sentence.lower(left - 1)) &&
    sentence.isVerb(left)) ||
  // "Was published last week and", "took place Thursday, on a day": a verb that says little by itself.
  /^(?:place|published|released|issued|announced|born|began|started|opened|arrived|held)$/.test(
    sentence.lower(left),
  ) ||
  !/\p{L}/u.test(sentence.text(left));
const COMPARES = /\b(?:compared|than|versus|against|from|up|down|same)\b/;

const FUTURE =
  /^(?:will|would|shall|going|plans?|planned|expected|scheduled|due|set|until|deadline|if|when)$/;
const DAY_PART = /^(?:morning|afternoon|evening|night)$/;
const BEFORE_TIME =
  /^(?:earlier|later|early|late|of|by|until|till|for|from|since|in|than|over|during|through|and|or|every|between|to)$/;
const DAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
const DAY_SAID = new RegExp(
  `^(?:(?:late |early )?on )?${DAYS}(?: (?:morning|afternoon|evening|night))?$`,
);
/**
 * Times in the past, which the tense conveys anyway. Future times are never in this list, because they carry the news.
 */
const PAST =
  /^(?:last (?:week|weekend|month|year|night|summer|winter|spring|autumn|fall)|earlier this (?:week|month|year)|yesterday(?: (?:morning|afternoon|evening))?)$/;
