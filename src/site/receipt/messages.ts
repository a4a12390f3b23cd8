import type { PageLanguage } from "../../contract/language.ts";
import { en, type ReceiptMessages } from "./messages.en.ts";
import { zh } from "./messages.zh.ts";

export const MESSAGES: Readonly<Record<PageLanguage, ReceiptMessages>> = { en, zh };
