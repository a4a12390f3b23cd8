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
export const AUTO_MODE: Readonly<Record<Language, Mode>> = { en: "extractive", zh: "extractive" };

export const modeOf = (asked: ModeAnswer["asked"], language: Language): Mode =>
  asked === "auto" ? AUTO_MODE[language] : asked;

/** For a summary of the text's own sentences that nobody asked to be otherwise. */
export const asAsked = (asked: ModeAnswer["asked"]): ModeAnswer => ({
  asked,
  used: "extractive",
  reason: asked === "auto" ? "auto takes the text's own sentences." : "As asked.",
});
