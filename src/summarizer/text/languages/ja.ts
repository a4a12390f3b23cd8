import { type LanguageRules, NO_ABBREVIATIONS, NONE, phrases, words } from "./rules.ts";

/** Particles that connect a quotation to the sentence around it: "「行く。」と言った". */
const PARTICLE = /^(?:と|って|など|という|の|は|が|を|に|で|も|や|へ|、|から|まで)/u;

export const ja: LanguageRules = {
  name: "Japanese",
  isSpaced: false,
  trimming: "none",
  abbreviations: NO_ABBREVIATIONS,
  starters: NONE,
  lettered: NONE,
  beforeInitials: NONE,
  clauseOpeners: words(
    "そして しかし だから それで でも また それから なので ですから つまり ところが ただし",
  ),
  functionWords: NONE,
  spellings: [],
  goesOnAfterQuote: (following) => PARTICLE.test(following),
  letters: {
    greetings: phrases(
      "お疲れさまです; お疲れ様です; いつもお世話になっております; お世話になっております; お世話になります; こんにちは; 各位; 拝啓",
    ),
    closings: phrases(
      "よろしくお願いいたします; よろしくお願いします; 宜しくお願いいたします; 宜しくお願いします; 何卒よろしくお願い; 以上、よろしくお願い; ありがとうございます; ありがとうございました; 敬具; 以上です",
    ),
  },
};
