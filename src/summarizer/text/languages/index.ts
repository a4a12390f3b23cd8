import type { ReadLanguage } from "../../../contract/language.ts";
import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { pt } from "./pt.ts";
import { ru } from "./ru.ts";
import type { LanguageRules } from "./rules.ts";
import { tr } from "./tr.ts";
import { und } from "./und.ts";
import { zh } from "./zh.ts";
import { zhHant } from "./zh-hant.ts";

/** The rules of every language whose texts are read. */
export const RULES: Readonly<Record<ReadLanguage, LanguageRules>> = {
  en,
  zh,
  "zh-Hant": zhHant,
  ja,
  ko,
  de,
  fr,
  es,
  it,
  pt,
  nl,
  pl,
  ru,
  tr,
  ar,
  und,
};

export type { LanguageRules } from "./rules.ts";
