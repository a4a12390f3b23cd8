import type { ReadLanguage } from "../../contract/language.ts";
import { RULES } from "./languages/index.ts";
import { RECOGNIZED_WORDS } from "./languages/recognized.ts";
import { SIMPLIFIED, TRADITIONAL } from "./languages/variants.ts";

export type Language = ReadLanguage;

/** At most so many characters are looked at: that many windows, spread over the text. */
const SAMPLE = { windows: 12, length: 1_000 };
/** Above this share among all letters Han, kana and Hangul decide: one says about as much as a short word. */
const CJK_SHARE = 0.25;
/** And any other script but Latin: English names stand in texts of all scripts. */
const SCRIPT_SHARE = 0.4;
/** Above this share of kana among kana and Han, a text is Japanese; Chinese has the one or other の. */
const KANA_SHARE = 0.1;
/** A word counts once for each language that has it, a spelling this much. */
const SPELLING_WEIGHT = 0.15;
/** English words stand in texts of all languages less often than theirs in English ones, so that it wins near ties. */
const ENGLISH_LEAD = 0.4;
/** Below this sum nothing speaks for any language. */
const LEAST_EVIDENCE = 0.3;

/** Scripts that one language of those we know is written in, or whose letters `byLetters` looks at. */
const SCRIPTS: readonly (readonly [script: RegExp, language: string])[] = [
  [/\p{Script=Han}/gu, "zh"],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, "ja"],
  [/\p{Script=Hangul}/gu, "ko"],
  [/\p{Script=Cyrillic}/gu, "ru"],
  [/\p{Script=Arabic}/gu, "ar"],
  [/\p{Script=Devanagari}/gu, "hi"],
  [/\p{Script=Thai}/gu, "th"],
  [/\p{Script=Greek}/gu, "el"],
  [/\p{Script=Hebrew}/gu, "he"],
  [/\p{Script=Bengali}/gu, "bn"],
  [/\p{Script=Tamil}/gu, "ta"],
  [/\p{Script=Telugu}/gu, "te"],
  [/\p{Script=Gujarati}/gu, "gu"],
  [/\p{Script=Gurmukhi}/gu, "pa"],
  [/\p{Script=Kannada}/gu, "kn"],
  [/\p{Script=Malayalam}/gu, "ml"],
  [/\p{Script=Sinhala}/gu, "si"],
  [/\p{Script=Khmer}/gu, "km"],
  [/\p{Script=Lao}/gu, "lo"],
  [/\p{Script=Myanmar}/gu, "my"],
  [/\p{Script=Georgian}/gu, "ka"],
  [/\p{Script=Armenian}/gu, "hy"],
  [/\p{Script=Ethiopic}/gu, "am"],
];

/** Letters that only some languages of a script have, the first that is found deciding. */
const BY_LETTERS: Readonly<
  Record<string, readonly (readonly [letters: RegExp, language: string])[]>
> = {
  ru: [
    [/[ђјљњћџ]/giu, "sr"],
    [/[әғқңөұүһ]/giu, "kk"],
    [/ў/giu, "be"],
    [/[іїєґ]/giu, "uk"],
  ],
  ar: [
    [/[ٹڈڑےںہ]/gu, "ur"],
    [/[پچژگکی]/gu, "fa"],
  ],
};
/** So large a share of a script's letters has to be such ones. */
const LETTERS_SHARE = 0.02;

const LETTER = /\p{L}/gu;
const LATIN_WORD = /[\p{Script=Latin}\p{M}]+(?:['’](?=\p{Script=Latin}))?/gu;
const NOT_ASCII = /[^\p{ASCII}\p{Sc}–—‘’“”…•·™®©]/u;

/**
 * The language of a text as a BCP 47 tag: by its script, and in Latin letters by frequent short words and spellings.
 * "und" where nothing says it. The tag is one of those that are read, or of a few more that are only recognized.
 *
 *     detectLanguage("用 Kubernetes 部署应用") // "zh"
 *     detectLanguage("Der Rat stimmte zu.") // "de"
 */
export function detectLanguage(text: string): string {
  const sample = sampleOf(text);
  const letters = count(sample, LETTER);
  if (letters === 0) return "und";
  const shares = new Map(SCRIPTS.map(([script, of]) => [of, count(sample, script) / letters]));
  const han = shares.get("zh") ?? 0;
  const kana = shares.get("ja") ?? 0;
  if (han + kana > CJK_SHARE) {
    if (kana / (han + kana) > KANA_SHARE) return "ja";
    return count(sample, TRADITIONAL) > count(sample, SIMPLIFIED) ? "zh-Hant" : "zh";
  }
  if ((shares.get("ko") ?? 0) > CJK_SHARE) return "ko";
  const [language, share] = [...shares].reduce((best, one) => (one[1] > best[1] ? one : best));
  return share > SCRIPT_SHARE ? byLetters(sample, language, share * letters) : byWords(sample);
}

function sampleOf(text: string): string {
  const { windows, length } = SAMPLE;
  if (text.length <= windows * length) return text;
  const step = (text.length - length) / (windows - 1);
  return Array.from({ length: windows }, (_, index) => {
    const start = Math.floor(index * step);
    return text.slice(start, start + length);
  }).join(" ");
}

const count = (text: string, expression: RegExp): number => text.match(expression)?.length ?? 0;

function byLetters(sample: string, language: string, letters: number): string {
  const found = BY_LETTERS[language]?.find(
    ([expression]) => count(sample, expression) > letters * LETTERS_SHARE,
  );
  return found?.[1] ?? language;
}

const WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...Object.entries(RULES)
    .filter(([tag, { functionWords }]) => functionWords.size > 0 && tag !== "ru" && tag !== "ar")
    .map(([tag, { functionWords }]) => [tag, functionWords] as const),
  ...Object.entries(RECOGNIZED_WORDS),
]);

/** For each frequent word the languages that have it. */
const LANGUAGES_OF = new Map<string, string[]>();
for (const [tag, own] of WORDS) {
  for (const word of own) {
    const known = LANGUAGES_OF.get(word);
    if (known) known.push(tag);
    else LANGUAGES_OF.set(word, [tag]);
  }
}

function byWords(sample: string): string {
  const scores = new Map<string, number>();
  const add = (tag: string, weight: number) => scores.set(tag, (scores.get(tag) ?? 0) + weight);
  const lower = sample.toLowerCase();
  for (const [word] of lower.replaceAll("’", "'").matchAll(LATIN_WORD)) {
    const tags = LANGUAGES_OF.get(word) ?? [];
    for (const tag of tags) add(tag, 1 / Math.sqrt(tags.length));
  }
  for (const [tag, { spellings }] of Object.entries(RULES)) {
    for (const spelling of spellings) {
      add(tag, SPELLING_WEIGHT * (lower.split(spelling).length - 1));
    }
  }
  const isAscii = !NOT_ASCII.test(sample);
  if (isAscii) add("en", ENGLISH_LEAD);
  const [best, score] = [...scores].reduce((most, one) => (one[1] > most[1] ? one : most));
  return score >= LEAST_EVIDENCE ? best : "und";
}
