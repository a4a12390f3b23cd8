import type { PageLanguage } from "../../contract/language.ts";
import { en, type MethodologyMessages } from "./messages.en.ts";
import { zh } from "./messages.zh.ts";

export const MESSAGES: Readonly<Record<PageLanguage, MethodologyMessages>> = { en, zh };
