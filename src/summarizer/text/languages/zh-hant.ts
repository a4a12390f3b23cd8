import type { LanguageRules } from "./rules.ts";
import { zh } from "./zh.ts";

/** Traditional characters; the punctuation and rules are those of Simplified text. */
export const zhHant: LanguageRules = { ...zh, name: "Chinese (Traditional)", trimming: "none" };
