import type { PageLanguage } from "../../contract/language.ts";
import { en, type SiteMessages } from "./messages.en.ts";
import { zh } from "./messages.zh.ts";

export const MESSAGES: Readonly<Record<PageLanguage, SiteMessages>> = { en, zh };
