import { isBalanced } from "../balance.ts";
import type { PieceOfSentence } from "../headline-pieces.ts";
import { clausesOf, LEAST_OF_CLAUSE } from "./english-clauses.ts";
import { nameOf } from "./english-names.ts";
import { taskOf, topicOf } from "./english-topics.ts";

/** Bounds on the words of a headline: people's titles of pages have about 6, of news about 10. */
const SIZE = { least: 2, most: { topic: 14, defined: 8, task: 14, clause: 17 } };

/** The parts of an English sentence that can stand as a headline. */
export function englishPieces(sentence: string): PieceOfSentence[] {
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

const fitting = (pieces: readonly PieceOfSentence[]): PieceOfSentence[] =>
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
    .replace(
      /^(?:[\p{Lu}][\p{L}., ]{1,40} )?\(\p{Lu}[\p{L} ]{1,12}\)(?:\s?[-–—]{1,2}\s?|(?=\p{Lu}))/u,
      "",
    )
    .replace(/^\p{Lu}[\p{L}'’ -]{2,34}: (?=\p{Lu})/u, "");

const HANGS =
  /\b(?:of|to|the|an?|and|or|in|on|at|by|for|with|from|as|into|than|that|which|who|its|their|his|her|inspired|based|motivated|driven|guided|caused|parametri[sz]ed|followed|given|proposed|obtained|generated|is|are|was|were|be|been|has|have|had|will|can|may|not|using|e\.g|i\.e|both|between|such|including)$/iu;
