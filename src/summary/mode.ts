import { WRITTEN_LANGUAGES, type WrittenLanguage } from "../contract/language.ts";
import type { Mode } from "../contract/options.ts";
import type { Language } from "../summarizer/text/language.ts";

/** The `mode` of an answer: what was asked, what it got, and why, in one plain sentence. */
export interface ModeAnswer {
  asked: "auto" | Mode;
  used: Mode;
  reason: string;
}

/**
 * What `auto` means. Extractive until a writer, as it is served, is shown to be better on a language's development
 * sets; the shipped one is so only on titles of Chinese abstracts (`models/writer/README.md`), and no request says
 * that it is one. This is the one place to change then.
 */
export const AUTO_MODE: Readonly<Record<WrittenLanguage, Mode>> = {
  en: "extractive",
  zh: "extractive",
};

const isWritten = (language: Language): language is WrittenLanguage =>
  (WRITTEN_LANGUAGES as readonly string[]).includes(language);

/** Extractive where nothing writes the language, even if the other mode is asked for: the answer says so. */
export function modeOf(asked: ModeAnswer["asked"], language: Language): Mode {
  if (!isWritten(language)) return "extractive";
  return asked === "auto" ? AUTO_MODE[language] : asked;
}

/** For a summary of the text's own sentences that no model was to write. */
export const asAsked = (asked: ModeAnswer["asked"], language: Language): ModeAnswer => ({
  asked,
  used: "extractive",
  reason: REASONS[asked](language),
});

const REASONS: Readonly<Record<ModeAnswer["asked"], (language: Language) => string>> = {
  auto: () => "auto takes the text's own sentences.",
  extractive: () => "As asked.",
  abstractive: (language) =>
    `Fell back to the text's own sentences: no model was trained to write "${language}".`,
};
