import { isAuxiliary } from "../../compress/phrases.ts";
import type { EnglishSentence } from "./english-sentence.ts";
import { CALENDAR, DETERMINER, INTRODUCES, SPEAKS } from "./english-words.ts";

/** "Brown, Houston's daughter, was found"; "Ann Lee, head of the school, said". */
export function isRole(
  sentence: EnglishSentence,
  left: number,
  inside: readonly string[],
): boolean {
  if (!/^\p{Lu}/u.test(sentence.text(left)) || CALENDAR.test(sentence.lower(left))) return false;
  if (/^['’]$/.test(inside[2] ?? "") && inside[3] === "s") return true;
  return ROLE.test(inside.slice(1, 6).join(" "));
}

/** "…," said Ann Lee, head of the school for the islands: whoever speaks is named. */
export function isLastRole(
  sentence: EnglishSentence,
  from: number,
  inside: readonly string[],
): boolean {
  const isNamed =
    /^\p{Lu}\p{Ll}/u.test(sentence.text(from - 1)) && /^\p{Lu}/u.test(sentence.text(from - 2));
  if (!isNamed || CALENDAR.test(sentence.lower(from - 1))) return false;
  const speech = sentence.part(Math.max(0, from - REACH_OF_SPEECH), from);
  return speech.some((word) => SPEAKS.test(word)) && ROLE.test(inside.slice(1, 8).join(" "));
}

/** ", sent by a clerk", ", scheduled to open in May": it describes the noun before it; "turned, and left" goes on. */
export const isParticiple = (
  sentence: EnglishSentence,
  from: number,
  inside: readonly string[],
): boolean =>
  PARTICIPLE.test(inside[1] ?? "") &&
  /^(?:by|in|on|at|to|for|from|as|under|with)$/.test(inside[2] ?? "") &&
  !/\b(?:and|or)\b/.test(inside.join(" ")) &&
  sentence.hasPredicate(from);

/** Whether ", the …" explains the noun before it: it has no verb of its own, and is no part of a list or comparison. */
export function isApposed(
  sentence: EnglishSentence,
  from: number,
  inside: readonly string[],
): boolean {
  const noun = sentence.lower(from - 1);
  if (!/^\p{L}{3,}$/u.test(noun) || /(?:ly|day|ing)$/.test(noun)) return false;
  if (CALENDAR.test(noun) || SPEAKS.test(noun) || NO_NOUN.test(inside[2] ?? "")) return false;
  const relative = inside.findIndex((word) => /^(?:who|which|that|whose|where)$/.test(word));
  const own = inside.slice(2, relative < 0 ? undefined : relative);
  const isList = /\b(?:and|or) (?:the|an?|one)\b/.test(own.join(" "));
  return !isList && !own.some((_, at) => sentence.isVerb(from + 2 + at));
}

/** Whether ", the Harbor Guard," is a name of what a common noun describes. */
export function isName(sentence: EnglishSentence, left: number, right: number): boolean {
  const inside = sentence.words.slice(left + 1, right).map((_, at) => sentence.text(left + 1 + at));
  const [, article = "", ...rest] = inside;
  const words = (/^(?:the|a|an)$/i.test(article) ? rest : [article, ...rest]).slice(0, -1);
  return (
    words.length > 1 &&
    words.every((word) => /^\p{Lu}/u.test(word) || /^(?:of|the|and|for|de)$/.test(word)) &&
    /^\p{Lu}/u.test(words[0] ?? "")
  );
}

/** Whether it is a clause rather than an apposition: "The mean error is small", or reported speech. */
export function isClause(opener: string, inside: readonly string[]): boolean {
  if (!/^(?:an?|the|one)$/.test(opener)) return false;
  const verb = inside.findIndex((word) => SPEAKS.test(word) || isAuxiliary(word));
  const relative = inside.findIndex((word) => /^(?:who|which|that|whose)$/.test(word));
  return verb > 0 && !(relative > 0 && relative < verb);
}

/** Whether the words before an apposition name a thing that the sentence introduces. */
export const introduces = (sentence: EnglishSentence, from: number): boolean =>
  sentence
    .part(0, from)
    .some(
      (word, at) =>
        INTRODUCES.test(word) &&
        from - at <= MOST_OF_NEW &&
        !DETERMINER.test(sentence.lower(at - 1)),
    );

/** "head of", "vice president for", "professor at". */
const ROLE =
  /^(?!(?:and|or|but|as|not|in|on|at|according|because)\b)(?:an? |the )?(?:\p{L}[\p{L}-]{2,16} ){1,4}(?:of|at|for|with|in)\b/u;
/** Words between a name and the verb of speech before it, at most. */
const REACH_OF_SPEECH = 5;
const PARTICIPLE =
  /^(?:sent|written|built|made|held|led|owned|designed|intended|scheduled|expected|located|based|published|released|founded|organized|hosted|funded|inspired|followed|accompanied|signed|filed|produced|developed|introduced|created|used|known|situated|set)$/;
const NO_NOUN = /^(?:more|less|better|fewer|sooner|other|others|latter|same|first|last)$/;
/** Words from the verb to the comma behind a new thing, at most. */
const MOST_OF_NEW = 12;
