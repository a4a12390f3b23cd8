import { WRITTEN_LANGUAGES, type WrittenLanguage } from "../contract/language.ts";
import type { Mode } from "../contract/options.ts";
import type { Language } from "../summarizer/text/language.ts";

/** The `mode` of an answer: the requested mode, the one used, and the reason, in a plain sentence. */
export interface ModeAnswer {
  asked: "auto" | Mode;
  used: Mode;
  reason: string;
}

/**
 * The mode that `auto` selects. It stays extractive until a writer, in its deployed form, is shown to be better on a
 * language's development sets. The shipped writer makes summaries a tenth shorter at equal ROUGE, and titles of Chinese
 * abstracts better, for hundreds of milliseconds of CPU time (`models/writer/README.md`). This is the only place to change.
 */
export const AUTO_MODE: Readonly<Record<WrittenLanguage, Mode>> = {
  en: "extractive",
  zh: "extractive",
};

const isWritten = (language: Language): language is WrittenLanguage =>
  (WRITTEN_LANGUAGES as readonly string[]).includes(language);

/** Extractive if no model writes the language, even if the other mode is requested; the answer reports that. */
export function modeOf(asked: ModeAnswer["asked"], language: Language): Mode {
  if (!isWritten(language)) return "extractive";
  return asked === "auto" ? AUTO_MODE[language] : asked;
}

/** For an extractive summary of a request that did not call for a model to write it. */
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
