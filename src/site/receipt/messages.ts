import type { Language } from "../../contract/language.ts";
import { en, type Messages } from "./messages.en.ts";
import { zh } from "./messages.zh.ts";

export const MESSAGES: Readonly<Record<Language, Messages>> = { en, zh };
