import { isAuxiliary, opensPhrase } from "../../compress/phrases.ts";
import type { EnglishSentence } from "./english-sentence.ts";
import {
  CALENDAR,
  COMMA,
  DETERMINER,
  GRAVE,
  INTRODUCES,
  PAST_VERB,
  PREPOSITION,
} from "./english-words.ts";
import type { Gap } from "./gap.ts";

/**
 * Whether a part without a comma before it may end a sentence no more: by which means ("by counting gulls", "using a
 * camera"), a relative clause of a thing named only here ("a method that counts gulls"), where and when something
 * happened, a further statement. The sentence says less without it; whether too little, the subject of the text decides.
 */
export function isTail(sentence: EnglishSentence, gap: Gap): boolean {
  const { left, right } = gap;
  if (left < LEAST_OF_HEAD || !sentence.endsAt(right) || right - left <= 3) return false;
  const inside = sentence.part(left + 1, right);
  if (inside.some((word) => GRAVE.test(word) || /^[:;“”"]$/.test(word))) return false;
  if (isFurtherStatement(sentence, left, inside)) return true;
  if (!sentence.hasVerb(left) || !endsInNoun(sentence, left)) return false;
  if (sentence.isInAside(left + 1) || sentence.isFirstPause(left + 1)) return false;
  if (inside.some(isAmount)) return false;
  return (
    isMeans(inside) || isRelativeOfNew(sentence, left, inside) || isPlace(sentence, left, inside)
  );
}

/** "By counting gulls", "using a camera", "via the mail", "based on counts". */
const isMeans = (inside: readonly string[]): boolean =>
  /^(?:by (?:\p{Ll}{2,14}ly )?\p{Ll}{3,14}ing|using|via|through|with the (?:help|aid|use) of|based on|based upon)\b(?! this| these| it\b)/u.test(
    inside.slice(0, 4).join(" "),
  ) && !/\b(?:and|or) (?:then|to)\b|^\S+ and\b/.test(inside.join(" "));

/** "A method that counts gulls": what a sentence introduces is named without its relative clause. */
function isRelativeOfNew(
  sentence: EnglishSentence,
  left: number,
  inside: readonly string[],
): boolean {
  const [first = "", second = ""] = inside;
  const opens =
    /^(?:that|which|where)$/.test(first) || (PREPOSITION.test(first) && second === "which");
  if (!opens || second === "also" || NAMES.test(inside.slice(0, 4).join(" "))) return false;
  // "We show that", "so small that": no relative clause.
  const head = sentence.part(0, left + 1);
  const verb = head.findIndex((word) => INTRODUCES.test(word));
  if (verb < 0 || verb > MOST_BEFORE_VERB) return false;
  const object = head.slice(verb + 1);
  // "Provides a copy of all objects that are open": it may be the later noun that is described.
  const isOfFirst = /s$/.test(second);
  if (first === "that" && !isOfFirst && object.some((word) => PREPOSITION.test(word))) return false;
  return (
    /^(?:an?|novel|new|two|three|several|various|one)$/.test(object[0] ?? "") &&
    !object.includes("so")
  );
}

/** "In the old harbor of Kelsmouth", "at a meeting on Monday": where and when something happened that is told. */
function isPlace(sentence: EnglishSentence, left: number, inside: readonly string[]): boolean {
  const [first = ""] = inside;
  if (!/^(?:in|at|on|near|outside|during|throughout|across)$/.test(first)) return false;
  const head = sentence.part(0, left + 1);
  const verb = head.findLastIndex(
    (word, at) => PAST_VERB.test(word) && !/^\p{Lu}/u.test(sentence.text(at)),
  );
  // "Said Ann Lee, a teacher at the school": what she is.
  if (head.some((_, at) => at > verb && sentence.isPause(at))) return false;
  if (verb < 1 || left - verb < LEAST_OF_OBJECT || head.some((word) => STATES.test(word)))
    return false;
  // "The largest bridge in the county", "only the second woman in the county".
  if (head.some((word) => RANK.test(word))) return false;
  const named = inside.slice(1).some((_, at) => /^\p{Lu}/u.test(sentence.text(left + 2 + at)));
  const timed = inside.some((word) => TIME.test(word) || CALENDAR.test(word));
  return (named || timed) && !inside.some((word, at) => at > 0 && isAuxiliary(word));
}

/** ", and the mayor opened the bridge": a statement of its own, if nothing in it follows from the first. */
function isFurtherStatement(
  sentence: EnglishSentence,
  left: number,
  inside: readonly string[],
): boolean {
  const [comma = "", and = "", third = ""] = inside;
  if (comma !== "," || and !== "and" || inside.slice(2).some((word) => FOLLOWS.test(word)))
    return false;
  const from = left + 1;
  if (!sentence.hasVerb(from) || sentence.isFirstPause(from)) return false;
  // "And we expect you at four": what is asked, or to come.
  if (inside.some((word) => isAmount(word) || ASKS.test(word))) return false;
  if (
    sentence
      .part(0, from)
      .some(
        (word, at) =>
          sentence.isPause(at) || /^(?:both|between|not|that|if|when|whether)$/.test(word),
      )
  )
    return false;
  // "We counted gulls, and found": the same subject; "a roof, and a wall" is a list.
  const isOwn =
    sentence.isSubject(from + 2) && inside.slice(3).some((_, at) => sentence.isVerb(from + 3 + at));
  const isSame =
    /^(?:we)$/.test(sentence.lower(0)) &&
    /^\p{Ll}{4,14}$/u.test(third) &&
    !/(?:s|ing|ly)$/.test(third) &&
    !DETERMINER.test(third) &&
    !PREPOSITION.test(third);
  return isOwn || isSame;
}

/** Whether the words before a tail end in what may be a noun. */
function endsInNoun(sentence: EnglishSentence, left: number): boolean {
  const last = sentence.lower(left);
  if (!/^\p{L}{3,}$/u.test(last) || DETERMINER.test(last) || PREPOSITION.test(last)) return false;
  if (
    isAuxiliary(last) ||
    opensPhrase(last) ||
    last === "without" ||
    COMMA.test(last) ||
    NO_NOUN.test(last)
  )
    return false;
  // "Compiled commands written in C": a participle needs what follows it; "the word that appears at the top".
  if (PARTICIPLE.test(last) || /^(?:that|which|who)$/.test(sentence.lower(left - 1))) return false;
  return (
    !/(?:ly|ed|ing|ous|ful|able|ible|ive|al|ic)$/.test(last) || /^\p{Lu}/u.test(sentence.text(left))
  );
}

const PARTICIPLE =
  /^(?:written|given|taken|seen|shown|known|drawn|driven|chosen|spoken|broken|grown|thrown|sold|told|bought|built|taught|caught|run|begun|done|gone|sent|spent|lost|met|read|said|sung|worn)$/;
const RANK = /^(?:most|least|only|first|second|third|fourth|last|next|every|all|\p{Ll}{3,9}est)$/u;
const isAmount = (word: string): boolean =>
  /\p{Nd}/u.test(word) && !/^(?:1[89]|20)\p{Nd}\p{Nd}$/u.test(word);

/** Words before a tail, an object, and words before the verb of a sentence that introduces something. */
const LEAST_OF_HEAD = 5;
const LEAST_OF_OBJECT = 2;
const MOST_BEFORE_VERB = 5;
/** "Which we call LEAP": a name. */
const NAMES = /\b(?:calls?|called|named?|dub(?:bed)?|term(?:ed)?|refer)\b/;
const NO_NOUN =
  /^(?:not|and|or|but|also|only|just|more|less|most|least|than|such|same|other|there|here|now|then|him|her|them|you|who|how|why|what|live|lived|lives|held|based|born|located|able|due|much|many|few|long|high|well|best|even|very|so|too|out|off|over|back|away|down|up|made|took|put|set|went|came|found|left|kept|led|use|used|uses)$/;
/** Verbs whose place is what they say. */
const STATES =
  /^(?:lived|stayed|arrived|located|based|born|held|stood|sat|lay|remained|appeared|opened|landed|settled|moved|traveled|travelled|went|came|returned|put|placed|set|kept|found|seen|invested|specialized|participated|took|ranked|resulted|ended|interested|involved|engaged|succeeded|failed|played|starred|worked|scored)$/;
const TIME =
  /^(?:years?|months?|weeks?|days?|night|morning|afternoon|evening|summer|winter|spring|autumn|season|century|decade|war|meeting|conference|interview|ceremony|speech)$/;
const ASKS = /^(?:will|must|should|shall|need|needs|expect|expects|please|you|your)$/;
const FOLLOWS =
  /^(?:therefore|thus|hence|so|consequently|thereby|result|then|but|if|unless|because)$/;
