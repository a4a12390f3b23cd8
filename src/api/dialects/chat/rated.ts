import { kindOf, type PassageKind } from "./kind.ts";
import { type MessagePassage, passagesOf } from "./passages.ts";

const RULE_LINE = /^[-=*_#~]{3,80}$/;
const ENDS_IN_COLON = /[:：]["'“”*_`\s]{0,6}$/;

/** A passage with its kind; a line of dashes is a `rule`. */
export interface Rated extends MessagePassage {
  kind: PassageKind | "rule";
  text: string;
}

/** The passages of `text.slice(from, to)` with their kinds. Time is linear in the length. */
export const rated = (text: string, from: number, to: number): Rated[] =>
  passagesOf(text, from, to).map((passage) => {
    const sentence = text.slice(passage.start, passage.end);
    return {
      ...passage,
      text: sentence,
      kind: RULE_LINE.test(sentence) ? "rule" : kindOf(sentence),
    };
  });

/** Whether a line consists of dashes or similar marks. */
export const isRuleLine = (line: string): boolean => RULE_LINE.test(line);

/** Whether a passage announces the next one. */
export const endsInColon = ({ text }: { text: string }): boolean =>
  ENDS_IN_COLON.test(text.slice(-8));
