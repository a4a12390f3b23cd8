import type { ReadLanguage } from "../../../src/contract/language.ts";
import { splitSentences } from "../../../src/summarizer/text/sentences.ts";
import type { GoldenRule } from "./golden-rules.en.ts";

/** pySBD's reported share of its own 48 rules: 97.92% (https://arxiv.org/abs/2010.09657). */
export const PYSBD_ENGLISH = { passed: 47, of: 48 };
/** pySBD's tests expect both Chinese rules to hold (https://github.com/nipunsadvilkar/pySBD). */
export const PYSBD_CHINESE = { passed: 2, of: 2 };

export const split = (text: string, language: ReadLanguage): string[] =>
  splitSentences(text, language).map(({ start, end }) => text.slice(start, end));

/** Whether the splitter gives exactly the sentences of a rule. */
export const passes = ({ text, sentences }: GoldenRule, language: ReadLanguage): boolean =>
  JSON.stringify(split(text, language)) === JSON.stringify(sentences);
