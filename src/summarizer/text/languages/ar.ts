import { type LanguageRules, NO_ABBREVIATIONS, NONE, words } from "./rules.ts";

export const ar: LanguageRules = {
  name: "Arabic",
  isSpaced: true,
  trimming: "none",
  abbreviations: { ...NO_ABBREVIATIONS, goesOn: words("د أ م") },
  starters: NONE,
  lettered: NONE,
  beforeInitials: NONE,
  clauseOpeners: words("ثم لكن لأن عندما إذا بينما حيث ولكن وقال وهو وهي"),
  functionWords: words("في من على إلى عن أن هذا هذه التي الذي مع كان ما لا أو ثم بعد قبل كل"),
  spellings: [],
};
