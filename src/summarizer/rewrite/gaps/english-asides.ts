import { isAuxiliary, opensPhrase } from "../../compress/phrases.ts";
import {
  introduces,
  isApposed,
  isClause,
  isLastRole,
  isName,
  isParticiple,
  isRole,
} from "./english-appositions.ts";
import { isForReader, isNeeded } from "./english-endings.ts";
import { areLastExamples, isBetweenDashes, isExample } from "./english-examples.ts";
import type { EnglishSentence } from "./english-sentence.ts";
import { COMMA, GRAVE, SPEAKS, STOP } from "./english-words.ts";
import type { Gap } from "./gap.ts";

/** Whether a part that begins with a comma is an aside between commas before a verb, or an ending that may go. */
export function isAside(sentence: EnglishSentence, gap: Gap, isEnd: boolean): boolean {
  const inside = sentence.part(gap.left + 1, gap.right);
  const [, second = ""] = inside;
  if (isBetweenDashes(sentence, gap, inside)) return true;
  if (isExample(inside)) return isEnd && areLastExamples(sentence, gap.left + 1, inside);
  if (inside.some((word) => /^[:;]$/.test(word)) || isClause(second, inside)) return false;
  // "My sister, who has the larger version, likes it": it is not the same one.
  if (inside.some((word) => DIFFERS.test(word))) return false;
  // "Killing all on board", "costing 3 million": the news of the sentence.
  if (inside.some((word) => GRAVE.test(word))) return false;
  if (inside.some((word) => /\p{Nd}/u.test(word)) && /ing$/.test(second)) return false;
  return isEnd ? isEnding(sentence, gap.left + 1, inside) : isBetween(sentence, gap, inside);
}

/** Whether the sentence ends at `right` with a comma and who says it: ", the paper reported." */
export function isBeforeSpeech(sentence: EnglishSentence, right: number): boolean {
  if (sentence.text(right) !== ",") return false;
  const tail = sentence.part(right + 1, sentence.words.length).filter((word) => !STOP.test(word));
  if (tail.length < 2 || tail.length > MOST_OF_SPEECH || tail.some((word) => COMMA.test(word)))
    return false;
  const verb = tail.findIndex((word) => SPEAKS.test(word));
  return verb > 0 && verb >= tail.length - AFTER_SPEECH && !opensPhrase(tail[0] as string);
}

/** Whether a sentence can end before the part that begins at `from` with a comma. */
function isEnding(sentence: EnglishSentence, from: number, inside: readonly string[]): boolean {
  const [, second = "", third = ""] = inside;
  // "We wait for Ann, a few minutes": how long.
  if (
    /^(?:an?)$/.test(second) &&
    /^(?:few|couple|little|bit|lot|while|day|week|month|year)$/.test(third)
  )
    return false;
  // "A ten-minute walk from the station".
  if (/^(?:an?|one)$/.test(second) && NUMBER.test(third)) return false;
  // "Students, who sing, reciting a chant revealed": its comma ends an earlier aside.
  if (sentence.isInAside(from) || sentence.isInDashes(from) || sentence.endsContrast(from))
    return false;
  if (sentence.isFirstPause(from) || !sentence.hasVerb(from)) return false;
  // "The repair, which costs a million, became urgent": the verb of the sentence is behind the aside.
  const isVerbBehind = (at: number) =>
    sentence.isVerb(at) || (/ly$/.test(sentence.lower(at)) && sentence.isVerb(at + 1));
  if (inside.some((word, at) => at > 0 && COMMA.test(word) && isVerbBehind(from + at + 1)))
    return false;
  // "Information, for example passwords, from being shown".
  if (
    inside.some(
      (word, at) =>
        at > 0 &&
        COMMA.test(word) &&
        /^(?:from|to|by|in|on|at|with|for|of|that)$/.test(inside[at + 1] ?? ""),
    )
  )
    return false;
  if (isNeeded(inside)) return false;
  if (isLastRole(sentence, from, inside)) return true;
  // "For keeping gulls away, counting boats, and selling fish": the rest of a list.
  if (
    /ing$/.test(second) &&
    inside.some((word, at) => /^(?:and|or)$/.test(word) && /ing$/.test(inside[at + 1] ?? "")) &&
    sentence.part(0, from).some((word) => /\p{Ll}{3}ing$/u.test(word))
  )
    return false;
  // "Their main trade — selling fish": what it is.
  if (/ing$/.test(second) && inside[0] !== ",") return false;
  // "Training, pruning and tuning": the rest of a list.
  if (/ing$/.test(second) && /^(?:and|or)$/.test(third)) return false;
  if (second === "so") return isForReader(inside);
  // "A header, a trailer, and a body": the rest of a list.
  const isList = inside.some(
    (word, at) => COMMA.test(word) && /^(?:and|or)$/.test(inside[at + 1] ?? ""),
  );
  if (isList && /^(?:an?|the|one)$/.test(second)) return false;
  // "We propose LEAP, a method that counts gulls": what a new thing is.
  if (/^(?:an?|the|one)$/.test(second) && introduces(sentence, from)) return false;
  // "The more it rains, the more".
  if (/^(?:the|one)$/.test(second) && !isApposed(sentence, from, inside)) return false;
  return END_ASIDE.test(second) || opensPhrase(second) || isParticiple(sentence, from, inside);
}

/** "Ann Lee, a lawyer, said" loses both commas; an inner comma may belong to a list or a clause. */
function isBetween(
  sentence: EnglishSentence,
  { left, right }: Gap,
  inside: readonly string[],
): boolean {
  const [first = "", second = ""] = inside;
  const isPlural =
    /s$/.test(sentence.text(right)) && /^(?:,|and|or)$/.test(sentence.lower(right + 1));
  const isPair = inside.at(-1) === first && !inside.slice(1, -1).includes(first);
  if (!isPair || sentence.isInAside(left + 1) || sentence.isFirstPause(left + 1)) return false;
  // "The schools, in 11 provinces, will".
  if (!RELATIVE.test(second) && inside.some((word) => AMOUNT.test(word))) return false;
  const isRelative = RELATIVE.test(second);
  if (!sentence.isVerb(right) || (isPlural && !isAuxiliary(sentence.lower(right)))) {
    // "Went to Kinshasa, the capital, to cover the vote".
    const isApposed = /^\p{Lu}/u.test(sentence.text(left)) && /^(?:the|an?)$/.test(second);
    return (
      (isRelative || isApposed) &&
      /^(?:to|in|on|at|for|from|by|with|after|before)$/.test(sentence.lower(right)) &&
      sentence.hasVerb(left + 1) &&
      !sentence.part(right, sentence.words.length).includes(",")
    );
  }
  // "The town's navigation office, the Harbor Guard, has": its name.
  if (isName(sentence, left, right)) return false;
  // "The officer who survived a crash, a long journey, near starvation and the camps, died": one of a list.
  if (!isRelative && sentence.part(1, left + 1).includes(",")) return false;
  // "He walked its halls, bunked in its rooms, held office": a list of what he did.
  if (!isRelative && sentence.hasPredicate(left + 1)) return false;
  return ASIDE.test(second) || opensPhrase(second) || isRole(sentence, left, inside);
}

/** Numbers of words of ", the paper reported on Monday", and behind its verb. */
const MOST_OF_SPEECH = 9;
const AFTER_SPEECH = 3;
const RELATIVE = /^(?:which|who|whom|whose|where)$/;
const ASIDE =
  /^(?:which|who|whom|whose|where|when|whereby|an?|the|one|formerly|also|including|such|along|together|especially|particularly|like|one|aged|both|(?!according)\p{Ll}{2,14}(?:ing|ed)|known|seen|born|\p{Nd}{1,2})$/u;
const END_ASIDE =
  /^(?:which|who|whom|whose|where|when|whereby|including|such|like|along|together|especially|particularly|and|while|but|as|an?|the|one|(?!according|nothing|something|anything|everything)\p{Ll}{3,14}ing)$/u;
const AMOUNT = /^(?!(?:1[89]|20)\p{Nd}\p{Nd}$)\p{Nd}/u;
const NUMBER =
  /^(?:\p{Nd}.*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|hundred|thousand|million)$/u;
const DIFFERS =
  /^(?:larger|smaller|bigger|newer|older|other|another|different|same|former|faster|slower|cheaper)$/;
