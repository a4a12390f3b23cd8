import { toSimplified } from "../../../summarizer/text/simplified.ts";
import { kindOfHan } from "./chinese.ts";
import { kindOfEnglish } from "./english.ts";
import { isForeignAsk } from "./foreign.ts";
import {
  ACTS,
  ANSWER_LABELS,
  DOCUMENT_LABELS,
  QUESTION_LABELS,
  WISH_LABELS,
} from "./vocabulary.ts";
import { MAX_SENTENCE, wordsIn } from "./words.ts";

/**
 * The kind of a sentence in a message:
 * - `ask`: it asks for a summary; `plain` if it contains only words that instructions use
 * - `wish`: it describes the summary ("No more than 50 words.")
 * - `frame`: it describes the assistant, or announces a text
 * - `label`: it names the text that follows ("Text:") or the expected output ("CONCISE SUMMARY:", `answer`)
 * - `imperative`: it is a command, which may be part of the document
 * - `other`: it is part of the document
 */
export type PassageKind =
  | "ask"
  | "plain"
  | "wish"
  | "frame"
  | "label"
  | "answer"
  | "question"
  | "imperative"
  | "other";

const HAN = /[\u3400-\u9fff]/;
const MARKUP = /[#*_>`~\s-]/;

/** Classifies a sentence. Reads at most `MAX_SENTENCE` characters of it. */
export function kindOf(sentence: string): PassageKind {
  if (sentence.length > MAX_SENTENCE) return "other";
  const bare = withoutMarkup(sentence);
  const label = labelKind(bare, HEADING.test(sentence));
  if (label) return label;
  if (isForeignAsk(bare)) return "ask";
  return HAN.test(bare) ? kindOfHan(toSimplified(bare)) : kindOfEnglish(bare);
}

function withoutMarkup(given: string): string {
  const sentence = given.replace(TAGS, " ");
  let start = 0;
  let end = sentence.length;
  while (start < end && MARKUP.test(sentence[start] as string)) start++;
  while (end > start && MARKUP.test(sentence[end - 1] as string)) end--;
  return sentence.slice(start, end).replace(IN_ROLE, "");
}
/** "<instructions>", in front of the words of an instruction. */
const TAGS = /<\/?[A-Za-z_][\w-]{0,30}>/g;
/** "As an expert editor, summarize": the role says nothing about the request. */
const IN_ROLE = /^as an? [^,.:]{1,60}, (?=\p{L})/iu;

/** A line of Markdown that is a heading. */
const HEADING = /^#{1,6} /;

function labelKind(bare: string, isHeading: boolean): PassageKind | undefined {
  const name = bare.replace(/[:：*_"“\s]{1,12}$/, "").toLowerCase();
  const hasColon =
    isHeading || (name.length < bare.length && /[:：]/.test(bare.slice(name.length)));
  if (!hasColon || name.length > 60) return undefined;
  const last = HAN.test(name) ? name : (wordsIn(name).at(-1) ?? "");
  if (HAN.test(name) ? false : wordsIn(name).length > 4) return undefined;
  // "Summarize this text:" asks.
  if (ACTS.has(wordsIn(name)[0] ?? "")) return undefined;
  if (QUESTION_LABELS.has(last)) return "question";
  if (DOCUMENT_LABELS.has(last)) return "label";
  if (ANSWER_LABELS.has(last)) return "answer";
  if (WISH_LABELS.has(last)) return "wish";
  return undefined;
}
