import { type Rewriting, wordsOf } from "./checks.ts";
import { isVerb } from "./gaps/english-words.ts";

/** Whether an English headline ends where its sentence cannot: before an object, or within a list. */
export function stopsShort({ source, candidate, language }: Rewriting): boolean {
  if (language !== "en") return false;
  if (isHalfOfPair(candidate)) return true;
  if (NO_SUBJECT.test(candidate) || ONLY_QUOTED.test(candidate)) return true;
  // "Wished Ann Lee a happy birthday" without its verb.
  if (TWO_OBJECTS.test(candidate) && !wordsOf(candidate, "en").some(isVerb)) return true;
  const at = source.toLowerCase().indexOf(candidate.toLowerCase());
  if (at < 0) return false;
  const rest = source.slice(at + candidate.length).split(/[.!?]\s/u, 1)[0] as string;
  if (/^ to \p{L}/u.test(rest) && (BEFORE_TO.test(candidate) || LETS.test(candidate))) return true;
  if (/^ (?:with|to|into|from) /u.test(rest) && PAIRS.test(candidate)) return true;
  if (CALLED.test(candidate) && !/ as /.test(candidate) && / as /.test(rest)) return true;
  if (/^ ?[\p{L}\p{N}("“]/u.test(rest) && OPEN.test(candidate)) return true;
  if (/^, \p{L}/u.test(rest) && HALF.test(candidate)) return true;
  return /, [^,]{1,40}$/u.test(candidate) && /^,? (?:and|or) /u.test(rest);
}

/** "Can either withdraw": the first of two without the second. */
const isHalfOfPair = (candidate: string): boolean =>
  (/\beither\b/i.test(candidate) && !/\bor\b/i.test(candidate)) ||
  (/\bneither\b/i.test(candidate) && !/\bnor\b/i.test(candidate)) ||
  (/\b(?:both|between)\b/i.test(candidate) && !/\band\b/i.test(candidate)) ||
  (/\bnot only\b/i.test(candidate) && !/\bbut\b/i.test(candidate));

/** Ends that wait for more, if the sentence has more: "will likely dominate", "from determining", "13 suspects now". */
const OPEN =
  /\b(?:will|would|can|could|may|might|must|should|to)(?: \p{Ll}+ly)? \p{Ll}+$|\b(?:from|by|for|of|without)(?: \p{Ll}+ly)? \p{Ll}+ing$|\b(?:now|then|here|still|currently)$|\bthe \p{Nd}[\p{Nd}.,]{0,9}(?: (?:million|billion|thousand))?$|\p{Ll}ly \p{Ll}+ed$/u;
/** "Is shaping up to be", "is set to": the words before an infinitive that they need. */
const BEFORE_TO =
  /\b(?:shap\w+ up|set|due|likely|about|able|going|ready|willing|unable|expected|allowed|forced|required|used|has|have|had|needs?|wants?|tries|trying|fail(?:s|ed)?)$/u;
/** "How to pair a boat with a pier": the first of two things. */
const PAIRS =
  /^(?:how to )?(?:pair|combine|integrate|connect|compare|replace|associate|link|map|merge|convert|turn|migrate|move|add|attach|apply|bind|match|join|send|copy)(?:s|ing)?\b(?!.* (?:with|to|into|from|and) )/iu;
/** "Was described by a judge as": what someone was called. */
const CALLED =
  /\b(?:described|regarded|hailed|branded|dismissed|portrayed|viewed|label(?:l?ed)|known|praised|named)\b/u;
/** "Lets members of the public": who does what. */
const LETS =
  /\b(?:enables?|allows?|lets?|helps?|requires?|invites?|encourages?|urges?|asks?) (?!.* to )/u;
/** "An on-again": half of a pair of adjectives. */
const HALF = /\b(?:an?|the|his|her|its|their) \p{L}+-\p{L}+$/u;
/** "Lets a pointer": a verb that needs another one, and has no subject; "According to Ann Lee": who says it, not what. */
const NO_SUBJECT = /^(?:allows|enables|lets|helps|makes|causes|requires)\b|^according to [^,]+$/i;

/** A name, and one word that someone said of it. */
const ONLY_QUOTED = /^\S+ ["“'‘]\S+["”'’]$/u;
const TWO_OBJECTS = /\p{Lu}\p{Ll}+ an? \S/u;
