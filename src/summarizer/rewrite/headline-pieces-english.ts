import { isAuxiliary } from "../compress/phrases.ts";
import { isBalanced } from "./balance.ts";
import { isVerb } from "./gaps-english.ts";
import type { HeadlinePiece } from "./headline-pieces.ts";
import { shortened } from "./shorten.ts";

type Piece = Pick<HeadlinePiece, "text" | "kind">;

/** Bounds on the words of a headline: people's titles of pages have about 6, of news about 10. */
const SIZE = { least: 2, most: { topic: 14, defined: 8, task: 14, clause: 17 } };
/** A main clause has a subject, a verb and more. */
const LEAST_OF_CLAUSE = 4;
/** A thing that a sentence defines is named in a few words. */
const MOST_OF_NAME = 7;

/** The parts of an English sentence that can stand as a headline. */
export function englishPieces(sentence: string): Piece[] {
  const bare = withoutLabel(sentence);
  const topic = topicOf(bare);
  if (topic !== undefined) return fitting([{ text: topic, kind: "topic" }]);
  const name = nameOf(bare);
  const task = taskOf(bare);
  return fitting([
    ...(name === undefined ? [] : [{ text: name, kind: "defined" as const }]),
    ...(task === undefined ? [] : [{ text: task, kind: "task" as const }]),
    ...clausesOf(bare).map((text) => ({ text, kind: "clause" as const })),
  ]);
}

const fitting = (pieces: readonly Piece[]): Piece[] =>
  pieces.flatMap(({ text, kind }) => {
    const clean = text.replace(/[\s,;:.!–—-]+$/u, "").trim();
    const size = clean.split(/\s+/u).length;
    const least = kind === "clause" ? LEAST_OF_CLAUSE : SIZE.least;
    if (size < least || size > SIZE.most[kind] || !isBalanced(clean) || HANGS.test(clean))
      return [];
    return [{ text: capital(clean), kind }];
  });

const capital = (text: string): string =>
  /^\p{Ll}{1,20}(?=\s|$)/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;

/** "(CNN) -- ", "Back in jail: ", "NEW YORK — ": what stands before a sentence. */
const withoutLabel = (sentence: string): string =>
  sentence
    .replace(/^(?:[\p{Lu}][\p{L}., ]{1,40} )?\(\p{Lu}[\p{L} ]{1,12}\)\s?[-–—]{1,2}\s?/u, "")
    .replace(/^\p{Lu}[\p{L}'’ -]{2,34}: (?=\p{Lu})/u, "");

const DOCUMENT =
  "(?:article|topic|section|page|document|guide|tutorial|quickstart|walkthrough|post|paper|chapter|module|unit|reference|report|work|specification|proposal|EIP|PEP|lesson|overview|how-to|study|note|blog post|white paper|sample|example)s?";
const TELLS =
  "(?:describ|explain|show|demonstrat|discuss|cover|introduc|outlin|present|detail|examin|explor|review|summariz|propos|illustrat|defin|specif|document)(?:y|ies|e|es|s)?";
const SUMS_UP =
  "provides? (?:an? |the |some |you with |you )?(?:brief |general |quick |short |high-level |detailed |additional |conceptual )?(?:overview|introduction|description|summary|information|guidance|details|instructions|background|steps|guidelines) (?:of|to|on|about|for|regarding)";

/** Sentences in which a text states its topic. */
const TOPICS: readonly RegExp[] = [
  /^(?:(?:In|With) (?:this|the following) [\p{L} -]{2,30}?,? )?(?:you(?:['’]ll| will| can)? |we(?:['’]ll| will)? )?learn(?:s)? (?:more )?(?:about )?(.+)$/iu,
  new RegExp(
    `^(?:(?:This|The following|These) (?:[\\p{L}-]{1,20} ){0,2}?${DOCUMENT} )?(?:also |briefly |will )?(?:${TELLS}|${SUMS_UP}|contains? (?:information|details) (?:about|on|for)|walks? you through|(?:will )?guides? you through|focuse?s on|is about|deals with|looks at) (?:you )?(?:about )?(.+)$`,
    "u",
  ),
  new RegExp(
    `^(?:Describes|Explains|Shows|Demonstrates|Discusses|Introduces|Lists|${SUMS_UP.replace("provides?", "Provides")}) (.+)$`,
    "u",
  ),
  /^(?:In this (?:paper|work|article|post|study),? |Here,? )?[Ww]e (?:also |then |further |first |will )?(?:propose|present|introduce|describe|develop|study|investigate|explore|analyze|examine|revisit|discuss) (.+)$/u,
];
/** Openings of a topic that is neither a noun nor a way to do something. */
const NO_TOPIC =
  /^(?:that|to|if|whether|when|you|it|its|them|us|this|these|those|here|below|and|or|in|on|by|how (?:it|they|might|may|could|can|would|should|do|does|did|is|are|was|were|we)|why|some of|the following|several|two|three)\b/iu;

function topicOf(sentence: string): string | undefined {
  for (const pattern of TOPICS) {
    const [, said] = pattern.exec(sentence) ?? [];
    if (said === undefined || NO_TOPIC.test(said)) continue;
    return endOfTopic(
      said.replace(
        /^(?:an?|the) (?=(?:novel|new|process|concept|basics|steps|various|different)\b)/iu,
        "",
      ),
    );
  }
  return undefined;
}

/** The topic up to a comma, to a relative clause, or to what it is for. */
function endOfTopic(said: string): string {
  const [phrase = ""] =
    /^(?:\([^()]{1,60}\)|[^.,;:(–—]|\.(?=\S)|,(?= \p{L}{2,20}, (?:and|or) )|,(?= (?:and|or) \p{L}{2,20}[.,]))+/u.exec(
      said,
    ) ?? [];
  const short = phrase.trim();
  if (short.split(/\s+/u).length <= SHORT) return short;
  const cut =
    /^(?:\S+\s+){2,}?\S+(?=\s+(?:that|which|where|so that|by|whose|when|as well as|if|while|because|so|including|such as)\s)/u.exec(
      short,
    );
  return cut ? cut[0] : short;
}

/** Up to this number of words, a topic keeps its relative clause. */
const SHORT = 7;

const SAYS =
  /^(?:enables?|allows?|lets?|provides?|supports?|contains?|defines?|represents?|describes?|specif(?:y|ies)|stores?|controls?|returns?|performs?|helps?|gives?)$/;
/** "X is a …", "X is used to …", but not "X is catching heat". */
const DEFINES =
  /^(?:an?|the|one|used|designed|intended|part|useful|available|responsible|where|how|what)$/;

const NO_NAME =
  /^(?:this|that|these|those|it|they|there|we|you|he|she|i|what|which|when|if|as|in|on|at|to|for|with|by|here|one|some|many|most|each|every|all|any|another|such|because|after|before|although|while|both|no|its|their|his|her|our|your|use|using|of|not|but|and|also|note|using|when|following)$/i;

/** "The Sales by Item report gives …": the name of a thing that a sentence is about. */
function nameOf(sentence: string): string | undefined {
  const words = sentence.split(/\s+/u);
  const verb = words.findIndex(
    (word, at) =>
      SAYS.test(word) || (/^(?:is|are)$/.test(word) && DEFINES.test(words[at + 1] ?? "")),
  );
  if (verb < 2 || verb > MOST_OF_NAME + 1) return undefined;
  const name = words
    .slice(0, verb)
    .join(" ")
    .replace(/^(?:The|An?) /u, "");
  const inside = name.split(/\s+/u);
  if (NO_NAME.test(inside[0] ?? "") || /[,;:"“]/.test(name) || inside.length < 2) return undefined;
  if (
    inside.some((word) =>
      /^(?:that|which|who|you|we|it|they|this|these|can|will|must|should|not|may|if|when|is|are|was|were|has|have|had|do|does|be|been|more|most|each|other|same|first|next|only|also)$/i.test(
        word,
      ),
    )
  )
    return undefined;
  // "Going into a new year", "the driver typically".
  if (/ing$/.test(inside[0] ?? "") && PREPOSITION.test(inside[1] ?? "")) return undefined;
  return /ly$/.test(inside.at(-1) ?? "") ? undefined : name;
}

const PREPOSITION = /^(?:in|on|at|to|into|for|with|from|by|up|over|through|of)$/;

const MAY_DO =
  /^(?:In [\p{L}\p{N} ]{2,40}, )?(?:[Yy]ou can(?: also)?|(?:[\p{L}\p{N}-]+ ){1,5}(?:enables?|allows?|lets) (?:you|users|developers|administrators|customers)(?: to)?) (?!be\b|also\b|not\b|only\b|see\b|find\b|then\b|do\b|choose\b|either\b|have\b|no\b)(\p{Ll}{2,14} .+)$/u;

/** "You can use X to do Y": use X to do Y. */
function taskOf(sentence: string): string | undefined {
  const [, said] = MAY_DO.exec(sentence) ?? [];
  return said === undefined ? undefined : endOfTopic(said);
}

/** What opens a clause or circumstance that the main clause can do without. */
const TAIL =
  /^(?:after|while|amid|following|despite|where|who|which|including|ahead|before|alongside)$/;
/** "In Lexington", "on Tuesday": a place or a day; and "as he enjoyed a moment": a circumstance with a subject. */
const PLACE_OR_DAY = /^(?:in|at|on) \p{Lu}[\p{L}.'’-]*(?: (?:and )?\p{Lu}[\p{L}.'’-]*){0,3}$/u;
const MEANWHILE = /^as (?:he|she|it|they|the|an?|his|her|its|their|police|\p{Lu}\p{Ll}+) /u;

const isTail = (tail: string, opener: string): boolean =>
  TAIL.test(opener) ||
  PLACE_OR_DAY.test(tail) ||
  (MEANWHILE.test(tail) && tail.split(" ").slice(2).some(isVerb));

const NEEDED =
  /\b(?:if|unless|until|except|without|only|not|no|never|because|whether|rather|instead|than|should|would|could|may|might|must|allegedly|reportedly|accused|suspected)\b|n['’]t\b/i;
const SPEECH =
  /,["”’']? (?:(?:\p{Lu}[\p{L}'’.-]* |an? |\p{Ll}{3,14} ){0,6}?(?:said|says|say|reported|reports|announced|confirmed|claimed|claims|warned|told|revealed)|according to|it (?:has been|was|is)|(?:said|says) )/u;
/** A clause that refers outside, or is no statement. */
const NO_CLAUSE =
  /^(?:it|he|she|they|this|that|these|those|its|his|her|their|there|here|him|them|i|we|you|my|our|but|and|so|or|yet|when|if|as|while|although|though|because|since|after|before|what|why|how|who|where|considering|despite|starting|using|only|is|are|was|were|do|does|did|can|will|to|for (?:more|example|instance|details|further)|in|on|at|from|by|with|hope|hoping|not|even|just|also|such|both|then|now|or|hi|hello|dear|hey|thanks|thank|please|welcome|yes|no|some|another|other|others|one)\b/i;

/** The main clause of a sentence, as short as its parts allow, and at its full length if that is short. */
function clausesOf(sentence: string): string[] {
  const short = shortened(sentence, "en").replace(/[.!]\s*$/u, "");
  if (/\b(?:here|below|above|as follows)\b/i.test(short)) return [];
  if (NO_CLAUSE.test(short) || /[?:;"“”]|\. |^\W/u.test(short)) return [];
  if (!hasMainVerb(short.split(" "))) return [];
  const clauses = [short];
  if (SPEECH.test(short)) return clauses;
  for (let text = short; ; ) {
    const next = withoutTail(text);
    if (next === undefined) return clauses;
    clauses.push(next);
    text = next;
  }
}

/** Behind one of these a word in -ed or -s is an adjective or a noun: "the discredited order", "of books". */
const NO_VERB_BEHIND =
  /,$|^(?:the|an?|of|in|on|at|by|for|with|from|to|its|his|her|their|our|your|and|or|this|these|those|some|many|most|all|no|as|\p{Nd}.*)$/iu;
/** What may come behind a verb in -s, and not behind a plural. */
const OBJECT =
  /^(?:the|an?|his|her|its|their|our|your|to|on|in|at|with|for|from|that|as|up|off|out|into|over|\p{Lu}.*|\p{Nd}.*|\p{Ll}+ly)$/u;

/** Whether one of the words is the verb of a main clause, and not of a relative one: "the man who left". */
function hasMainVerb(words: readonly string[]): boolean {
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
    // "My mother, who has arthritis, cannot open it": the verb behind an aside.
    if (isAfterComma && (isVerb(opener) || opener === "cannot")) return undefined;
    // "In Erie, Pennsylvania"; "a mill, and"; a list.
    if (isAfterComma && /^\p{Lu}/u.test(opener) && /^\p{Lu}/u.test(before)) continue;
    if (NEEDED.test(tail) || (isAfterComma && /^(?:and|or|but)$/.test(opener))) return undefined;
    const last = before.toLowerCase();
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
  /^(?:of|to|the|an?|and|or|in|on|at|by|for|with|from|as|into|than|that|be|been|not|his|her|its|their|more|most|back|out|up|down|off|over|away|due|based|able|according|such|so|too|very|about|between|both|say|says|said)$/;
const HANGS =
  /\b(?:of|to|the|an?|and|or|in|on|at|by|for|with|from|as|into|than|that|which|who|its|their|his|her|is|are|was|were|be|been|has|have|had|will|can|may|not|using|e\.g|i\.e|both|between|such|including)$/iu;
