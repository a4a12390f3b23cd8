import { NANO_LANGUAGES, type ReadLanguage } from "../../contract/language.ts";
import type { ReadingModel } from "../../contract/options.ts";

/** The model that reads texts in a language. */
export const readingModelOf = (language: ReadLanguage): ReadingModel =>
  (NANO_LANGUAGES as readonly ReadLanguage[]).includes(language) ? "nano" : "nano-multilingual";
