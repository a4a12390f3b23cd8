import type { EnglishSentence } from "./english-sentence.ts";
import { COMMA, GRAVE, SPEAKS } from "./english-words.ts";
import type { Gap } from "./gap.ts";

/** "Boats -- small as well as large -- that sink": a pair of dashes marks off what the sentence is whole without. */
export function isBetweenDashes(
  sentence: EnglishSentence,
  { left, right }: Gap,
  inside: readonly string[],
): boolean {
  const isPair = DASH.test(inside[0] ?? "") && DASH.test(inside.at(-1) ?? "") && inside.length > 3;
  if (!isPair || inside.slice(1, -1).some((word) => DASH.test(word))) return false;
  if (sentence.isGlued(left + 1) || sentence.isGlued(right - 1)) return false;
  if (inside.some((word) => AMOUNT.test(word) || GRAVE.test(word) || SPEAKS.test(word)))
    return false;
  return (
    !sentence.isInDashes(left + 1) && left > 0 && !/^(?:not|but|only|or)$/.test(inside[1] ?? "")
  );
}

/** ", for example ropes", ", e.g. ropes". */
export const isExample = (inside: readonly string[]): boolean =>
  /^[,–—] (?:for (?:example|instance)|e \. ?g)\b/.test(inside.slice(0, 5).join(" "));

/** Examples behind a whole statement, unless a comma behind them goes on with the statement. */
export function areLastExamples(
  sentence: EnglishSentence,
  from: number,
  inside: readonly string[],
): boolean {
  if (!sentence.hasVerb(from) || sentence.isFirstPause(from) || sentence.isInAside(from))
    return false;
  const first = /^[,–—]$/.test(inside[3] ?? "") ? 4 : 3;
  return !inside.some(
    (word, at) =>
      at > first &&
      COMMA.test(word) &&
      (sentence.isVerb(from + at + 1) || GOES_ON.test(inside[at + 1] ?? "")),
  );
}

const DASH = /^[—–]$|^-{2,3}$/;
const AMOUNT = /^(?!(?:1[89]|20)\p{Nd}\p{Nd}$)\p{Nd}/u;
const GOES_ON = /^(?:to|which|who|that|while|but|so|because|and|from|is|are|can|will)$/;
