import { en } from "./en.ts";
import { type LanguageRules, NONE } from "./rules.ts";

/** Text whose language cannot be determined, such as numbers and names: split like English, never trimmed. */
export const und: LanguageRules = {
  ...en,
  name: "Undetermined",
  trimming: "none",
  functionWords: NONE,
  spellings: [],
};
