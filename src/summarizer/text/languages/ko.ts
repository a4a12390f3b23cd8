import { type LanguageRules, NO_ABBREVIATIONS, NONE, words } from "./rules.ts";

/** Endings that follow a quotation directly: "“간다.”라고 말했다". */
const PARTICLE = /^(?:라고|이라고|라는|이라는|라며|하고|고 |는 |며 |은 |의 |를 |을 )/u;

export const ko: LanguageRules = {
  name: "Korean",
  isSpaced: true,
  trimming: "none",
  abbreviations: NO_ABBREVIATIONS,
  starters: NONE,
  lettered: NONE,
  beforeInitials: NONE,
  clauseOpeners: words("그리고 그런데 하지만 그래서 그러나 그러면 그러니까 왜냐하면 또"),
  functionWords: NONE,
  spellings: [],
  goesOnAfterQuote: (following) => PARTICLE.test(following),
};
