import { type LanguageRules, NO_ABBREVIATIONS, NONE, phrases, words } from "./rules.ts";

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
  letters: {
    greetings: phrases("안녕하세요; 안녕하십니까; 여러분"),
    closings: phrases("감사합니다; 고맙습니다; 수고하세요; 안녕히 계세요; 좋은 하루 되세요"),
  },
};
