import { isAuxiliary } from "../../compress/phrases.ts";
import { isVerb } from "../gaps/english-words.ts";
import { shortened } from "../shorten.ts";

/** A main clause has a subject, a verb and more. */
export const LEAST_OF_CLAUSE = 4;

/** First words of clauses and circumstances that the main clause can do without. */
const TAIL =
  /^(?:after|while|amid|following|despite|where|who|which|including|ahead|before|alongside)$/;
/** "In Lexington", "on Tuesday": a place or a day; and "as he enjoyed a moment": a circumstance with a subject. */
const PLACE_OR_DAY = /^(?:in|at|on) \p{Lu}[\p{L}.'’-]*(?: (?:and )?\p{Lu}[\p{L}.'’-]*){0,3}$/u;
const MEANWHILE = /^as (?:he|she|it|they|the|an?|his|her|its|their|police|\p{Lu}\p{Ll}+) /u;

const isTail = (tail: string, opener: string): boolean =>
  TAIL.test(opener) ||
  PLACE_OR_DAY.test(tail) ||
  (MEANWHILE.test(tail) && hasMainVerb(tail.split(" ").slice(1)));

const NEEDED =
  /\b(?:if|unless|until|except|without|only|not|no|never|because|whether|rather|instead|than|should|would|could|may|might|must|allegedly|reportedly|accused|suspected)\b|n['’]t\b/i;
const SPEECH =
  /,["”’']? (?:(?:\p{Lu}[\p{L}'’.-]* |an? |\p{Ll}{3,14} ){0,6}?(?:said|says|say|reported|reports|announced|confirmed|claimed|claims|warned|told|revealed)|according to|it (?:has been|was|is)|(?:said|says) )/u;
/** A clause that refers outside, or is no statement. */
const NO_CLAUSE =
  /^(?:it|he|she|they|this|that|these|those|its|his|her|their|there|here|him|them|i|we|you|my|our|but|and|so|or|yet|when|if|as|while|although|though|because|since|after|before|what|why|how|who|where|considering|despite|starting|using|only|is|are|was|were|do|does|did|can|will|should|had|to|for|in|on|at|from|by|with|hope|hoping|not|even|just|also|such|both|then|now|or|hi|hello|dear|hey|thanks|thank|please|welcome|yes|no|some|another|other|others|one|the (?:idea|same|former|latter|other|following|above))\b/i;

/** The main clause of a sentence, as short as its parts allow, and at its full length if that is short. */
export function clausesOf(sentence: string): string[] {
  const short = shortened(sentence, "en").replace(/[.!]\s*$/u, "");
  // "The board voted for using them again".
  if (/\bthem\b/.test(short) && !/\p{Ll}s\b.*\bthem\b/u.test(short)) return [];
  if (/\b(?:here|below|above|as follows|instead(?! of))\b/i.test(short)) return [];
  if (NO_CLAUSE.test(short) || /[?:;"“”]|\. |^\W/u.test(short)) return [];
  if (!hasMainVerb(short.split(" ")) || hasUnknownSubject(short)) return [];
  const clauses = [short];
  if (SPEECH.test(short)) return clauses;
  for (let text = short; ; ) {
    const next = withoutTail(text);
    if (next === undefined) return clauses;
    clauses.push(next);
    text = next;
  }
}

/** Openings that lead up to the main clause. */
const LEADS =
  /^(?:rather|compared|unlike|like|instead|each time|every time|given|based|due|thanks|depending|having|being|built|inspired|motivated|once|until|unless|\p{L}{3,14}ing)\b/iu;
/** A comma within a tail, behind which no further tail begins. */
const GOES_ON =
  /, (?!(?:after|while|amid|following|despite|where|who|whose|which|including|ahead|before|alongside|and|or|but|with|as|according)\b|\p{Ll}+ing\b)/u;

/** "A year later, he was seen", "every few hours they report": whoever that is. */
const hasUnknownSubject = (text: string): boolean =>
  /^[^,]{1,40}, (?:he|she|they)\b|^(?:\p{L}+ ){1,4}(?:he|she|they) /u.test(text) &&
  !/^(?:[\p{L}'’.-]+ ){0,4}?(?:said|says|heard|told|revealed|claimed|believes?|admitted)\b/u.test(
    text,
  );

/** Behind one of these a word in -ed or -s is an adjective or a noun: "the discredited order", "of books". */
const NO_VERB_BEHIND =
  /,$|^(?:the|an?|of|in|on|at|by|for|with|from|to|its|his|her|their|our|your|and|or|this|these|those|some|many|most|all|no|as|\p{Nd}.*)$/iu;
/** Words that may follow a verb in -s, but not a plural noun. */
const OBJECT =
  /^(?:the|an?|his|her|its|their|our|your|to|on|in|at|with|for|from|that|as|up|off|out|into|over|\p{Lu}.*|\p{Nd}.*|\p{Ll}+ly)$/u;

/** Whether one of the words is the verb of a main clause, and not of a relative one: "the man who left". */
export function hasMainVerb(words: readonly string[]): boolean {
  let relatives = 0;
  return words.some((word, at) => {
    if (at > 0 && /^(?:who|which)$/.test(word)) relatives++;
    if (at === 0 || at === words.length - 1 || !isFiniteAt(words, at)) return false;
    return relatives-- <= 0;
  });
}

function isFiniteAt(words: readonly string[], at: number): boolean {
  const word = words[at] as string;
  if (!isVerb(word)) return false;
  if (!/(?:ed|s)$/.test(word) || isAuxiliary(word)) return true;
  if (NO_VERB_BEHIND.test(words[at - 1] as string)) return false;
  return word.endsWith("ed") || OBJECT.test(words[at + 1] as string);
}

/** The clause without its last phrase; undefined if it would lose its verb or part of its meaning. */
function withoutTail(text: string): string | undefined {
  const words = text.split(" ");
  for (let at = words.length - 2; at >= LEAST_OF_CLAUSE; at--) {
    const before = words[at - 1] as string;
    const isAfterComma = /,$/.test(before);
    const opener = words[at] as string;
    const tail = words.slice(at).join(" ");
    if (!isAfterComma && !isTail(tail, opener)) continue;
    // "From a person who died in May": a clause that says which one.
    if (!isAfterComma && /^(?:who|which)$/.test(opener)) continue;
    // "My mother, who has arthritis, cannot open it": the verb behind an aside.
    if (isAfterComma && (isVerb(opener) || opener === "cannot")) return undefined;
    // "In Erie, Pennsylvania"; "a mill, and"; a list.
    if (isAfterComma && /^\p{Lu}/u.test(opener) && /^\p{Lu}/u.test(before)) continue;
    if (NEEDED.test(tail) || (isAfterComma && /^(?:and|or|but)$/.test(opener))) return undefined;
    const last = before.toLowerCase();
    // "Compared to the old boats, the new ones": the main clause comes last.
    if (isAfterComma && LEADS.test(text) && !words.slice(0, at - 1).some((word) => /,$/.test(word)))
      continue;
    // "Lee helped the board, head of the harbor, find a pier": the clause goes on behind the aside.
    if (isAfterComma && GOES_ON.test(tail)) continue;
    // "A small, two-room house": two adjectives.
    const isListed = isAfterComma && /^(?:an?|the|his|her|its|their)$/i.test(words[at - 2] ?? "");
    if (
      isListed &&
      /^\p{Ll}/u.test(before) &&
      !/^(?:who|which|where|an?|the|after|while)$/.test(opener)
    )
      continue;
    if ((isVerb(before) && !isAfterComma) || LEANS.test(last)) continue;
    const head = words.slice(0, at);
    if (!hasMainVerb(head)) return undefined;
    const clause = head.join(" ").replace(/,$/u, "");
    // An aside must have both its commas.
    if ((clause.match(/,/g)?.length ?? 0) % 2 === 1) continue;
    return clause;
  }
  return undefined;
}

/** Words that lean on what comes after them. */
const LEANS =
  /^(?:of|to|the|an?|and|or|in|on|at|by|for|with|from|as|into|than|that|be|been|not|his|her|its|their|more|most|back|out|up|down|off|over|away|due|based|able|according|such|so|too|very|about|between|both|say|says|said|shortly|soon|just|even|immediately|right|only|long|days?|weeks?|months?|years?|hours?|minutes?|moments?)$/;
