import { type Rewriting, wordsOf } from "../checks.ts";
import { ARTICLES, BEFORE_VERB, GOES_ON, Places } from "./english-places.ts";

const AFTER_HOW = new Set(
  "to do does did is are was can could should will we you i it they this these your our much many long often far well".split(
    " ",
  ),
);
/** A text that explains how to do something; of any other, "How to" says what it does not. */
const EXPLAINS = /\bhow to\b|\byou(?: can|'ll|’ll| will| need| must| should| want| may)\b/i;
/** Openings that a headline may add to words of the text. */
const FRAME = /^(?:introduction to|overview of|about|how to)\s+/i;
/** The first words of an English headline that no sentence of the source has together; null if there are none. */
export function newEnglishJoin({ source, candidate }: Rewriting): string | null {
  const words = wordsOf(candidate, "en").filter((word) => !ARTICLES.has(word));
  const [how, to, verb = ""] = words;
  if (how === "how" && to !== undefined && !AFTER_HOW.has(to)) return `how ${to}`;
  const places = new Places(source);
  if (how === "how" && to === "to" && !(EXPLAINS.test(source) && places.hasVerb(verb))) {
    return `how to ${verb}`;
  }
  const bare = wordsOf(candidate.replace(FRAME, ""), "en").filter((word) => !ARTICLES.has(word));
  if (places.hasTogether(bare, false, hasObject(candidate))) return null;
  const broken = bare.findIndex(
    (_, at) => at > 0 && !places.hasTogether(bare.slice(at - 1, at + 1), true),
  );
  return broken < 0 ? bare.join(" ") : bare.slice(broken - 1, broken + 1).join(" ");
}

/** "Boats cross the bay": whether a word that may be a verb stands behind a subject and before an article. */
function hasObject(candidate: string): boolean {
  const words = candidate.split(/\s+/u);
  return words.some(
    (word, at) =>
      at > 0 &&
      /^(?:the|an?)$/.test(words[at + 1] ?? "") &&
      /^\p{Ll}{3,14}$/u.test(word) &&
      !/(?:ing|ed)$/.test(word) &&
      !GOES_ON.test(word) &&
      !BEFORE_VERB.has(words[at - 1]?.toLowerCase() ?? ""),
  );
}
