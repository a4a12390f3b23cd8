import type { PageLanguage } from "../../contract/language.ts";
import { type ElementMessages, en } from "./messages.en.ts";
import { zh } from "./messages.zh.ts";

export const MESSAGES: Readonly<Record<PageLanguage, ElementMessages>> = { en, zh };
