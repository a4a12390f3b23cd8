import type { EnglishSentence } from "./english-sentence.ts";
import type { Gap } from "./gap.ts";

/** "The plan (see page 3) failed"; but not "(non-)smokers", "call()" or "(stochastic) gradient". */
export function isSpareBracket(sentence: EnglishSentence, { left, right }: Gap): boolean {
  const { source, words, text, lower } = sentence;
  const inside = sentence.part(left + 1, right);
  const at = left + 1;
  const marks = inside.filter((word) => /^[()]$/.test(word));
  if (marks.length > 2 || inside.length === 2) return false;
  // "(Ann Lee (Ostrey))": brackets within others.
  const before = sentence.part(0, at);
  if (before.filter((word) => word === "(").length > before.filter((word) => word === ")").length)
    return false;
  if (!/\s/.test(source.charAt((words[at]?.start ?? 0) - 1))) return false;
  if (inside.length === 3 && SHOWN.test(inside[1] ?? "")) return true;
  if (inside.length === 3 && /^\p{Lu}[\p{Lu}\p{Nd}-]+s?$/u.test(text(at + 1)))
    return isOwnWords(sentence, left) && !isNamedAgain(sentence, left, right);
  // "(only on servers)", "(or reports as inactive)": it limits what stands before it.
  if (inside[1] === "or" || inside.some((word) => LIMITS.test(word))) return false;
  // "(3 to 15 m)": an amount, unlike a year or the number of a figure.
  if (!CITES.test(inside[1] ?? "") && inside.some((word) => AMOUNT.test(word))) return false;
  if (isNamedAgain(sentence, left, right)) return false;
  return inside.length > 4 || !/^\p{Ll}/u.test(text(at + 1)) || !/^\p{L}/u.test(lower(right));
}

/** "Public key infrastructure (PKI)" says it in full; the short name of a named thing, "(GKE)", is how people know it. */
const isOwnWords = ({ text }: EnglishSentence, left: number): boolean =>
  /^\p{Ll}/u.test(text(left)) && /^\p{Ll}/u.test(text(left - 1));

/** "Sparse Softmax (DS-Softmax) … DS-Softmax": whether a short name between brackets comes again. */
function isNamedAgain(sentence: EnglishSentence, left: number, right: number): boolean {
  const { words, text } = sentence;
  return words.some(
    (_, at) =>
      (at <= left || at >= right) &&
      SHORT_NAME.test(text(at)) &&
      words.slice(left + 1, right).some((_, inside) => text(left + 1 + inside) === text(at)),
  );
}

/** "The mayor (left) said": where a picture shows someone. */
const SHOWN = /^(?:cent(?:re|er)|left|right|pictured|top|bottom|foreground|background)$/;
const LIMITS =
  /^(?:only|not|no|never|except|excluding|unless|if|without|where|when|optional|optionally|but|rather|less|more|at|up|over|under|about|approximately|estimated)$/;
/** "See page 3", "Smith, 2010". */
const CITES = /^(?:see|figures?|figs?|tables?|sections?|pages?|pp?|eq|no|chapter|\p{L}{3,20})$/u;
const AMOUNT = /^(?!(?:1[89]|20)\p{Nd}\p{Nd}$)\p{Nd}/u;
const SHORT_NAME = /\p{Lu}.*\p{Lu}/u;
