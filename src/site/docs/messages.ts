import type { PageLanguage } from "../../contract/language.ts";
import { type DocsMessages, en } from "./messages.en.ts";
import { zh } from "./messages.zh.ts";

export const MESSAGES: Readonly<Record<PageLanguage, DocsMessages>> = { en, zh };
