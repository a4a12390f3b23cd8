import { isAuxiliary, opensPhrase } from "../../compress/phrases.ts";
import type { EnglishSentence } from "./english-sentence.ts";
import { CALENDAR, COMMA, PAST_VERB } from "./english-words.ts";

/** Whether the words before `right` are an opening up to a comma, before a subject: "In a statement on Monday, the mayor …". */
export function isOpening(sentence: EnglishSentence, right: number): boolean {
  const inside = sentence.part(0, right);
  const [first = ""] = inside;
  const last = inside.at(-1);
  const next = sentence.lower(right);
  const isConnective = CONNECTIVE.test(first);
  // "In tennis, a partner is …", "After you pay, the ferry will sail": where or when a statement holds limits it.
  if ((WHERE.test(first) || AFTER.test(first)) && !hasPast(sentence, right)) return false;
  // "After a boat is sold, it can sail": what the pronoun means.
  if (AFTER.test(first) && sentence.hasVerb(right) && PRONOUN.test(next)) return false;
  const opens = (OPENING.test(first) && !LIMIT.test(inside.join(" "))) || isConnective;
  if (isWhile(sentence, inside, right)) return true;
  if (
    !opens ||
    (isConnective && inside.length > (last === "," ? 4 : 1)) ||
    isSomewhere(sentence, inside) ||
    inside.some((word) => /^[:;]$/.test(word)) ||
    isAuxiliary(next) ||
    opensPhrase(next) ||
    COMMA.test(next) ||
    /^\p{Nd}/u.test(next) ||
    (inside.some((word) => MEDIUM.test(word)) && !sentence.speaks(right))
  )
    return false;
  // "Hosted with the fair, the circus and the choir, the event": the list goes on.
  if (last === "," && !sentence.hasVerbBeforePause(right)) return false;
  if (last === ",") return !inside.slice(0, -1).includes(",") || sentence.isSubject(right);
  return isConnective && sentence.isSubject(right);
}

/** "While the north is dry, the south had rain": a contrast, if what follows does not refer to it. */
function isWhile(sentence: EnglishSentence, inside: readonly string[], right: number): boolean {
  if (!/^(?:while|whereas)$/.test(inside[0] ?? "") || inside.length < LEAST_OF_WHILE) return false;
  if (inside.indexOf(",") !== inside.length - 1 || !sentence.isSubject(right)) return false;
  return !sentence.part(right, sentence.words.length).some((word) => REFERS.test(word));
}

/** "In Colorado," and "On 31 cameras," limit the statement, while "On Monday," only dates it. */
function isSomewhere(sentence: EnglishSentence, inside: readonly string[]): boolean {
  if (inside.some((word) => /\p{Nd}/u.test(word))) return true;
  if (!/^(?:in|at|on|over|through|throughout)$/.test(inside[0] ?? "")) return false;
  const names = inside.slice(1).filter((_, at) => /^\p{Lu}/u.test(sentence.text(at + 1)));
  return names.some((name) => !CALENDAR.test(name));
}

const hasPast = (sentence: EnglishSentence, from: number): boolean =>
  sentence.part(from, sentence.words.length).some((word) => PAST_VERB.test(word));

/** "While there," and "while sailing," have the subject of what follows. */
const LEAST_OF_WHILE = 6;
const REFERS =
  /^(?:it|its|they|them|their|theirs|he|his|him|she|hers?|this|these|those|such|other|others|another|instead|still|so|too|also|both|same|latter|former)$/;
const WHERE = /^(?:in|at|on|over|through|throughout|during)$/;
const AFTER = /^(?:after|since|following|despite)$/;
const PRONOUN = /^(?:it|they|he|she|its|their|his|her|this|these)$/;
const OPENING =
  /^(?:yesterday|earlier|later|last|in|on|at|after|amid|during|following|over|since|through|throughout|despite|(?!given|assuming|compared|according|considering|depending|provided|supposed)\p{Ll}{2,14}ed|known|born|along|alongside|together)$/u;
/** Phrases that limit the statement after them: "In most cases". */
const LIMIT =
  /\b(?:most|some|certain|many|general|theory|principle|such|cases?|situations?|scenarios?|settings?|circumstances|conditions|event|you|your|each|every|both|first|second)\b/;
/** Things that say something themselves. */
const MEDIUM =
  /^(?:videos?|footage|statements?|reports?|letters?|interviews?|posts?|messages?|speech|tweets?|stud(?:y|ies)|surveys?|papers?|articles?|e-?mails?|books?|memos?|filings?|documents?|words|view|opinion|eyes)$/;
const CONNECTIVE =
  /^(?:however|moreover|furthermore|additionally|also|therefore|thus|hence|meanwhile|finally|indeed|then|so|and|but|well|yeah|okay|um|uh|now|right|yet|first|overall|oh|ok|yes|no)$/u;
