import {
  type ReadLanguage,
  SERVED_LANGUAGES,
  type ServedLanguage,
} from "../../contract/language.ts";
import { RefusedError } from "../../contract/refused.ts";
import { readingModelOf } from "../models/reading-model.ts";
import { RULES } from "./languages/index.ts";
import { RECOGNIZED_WORDS } from "./languages/recognized.ts";
import { SHINJITAI, SIMPLIFIED, TRADITIONAL } from "./languages/variants.ts";

export type Language = ReadLanguage;

/** A text in a language whose summaries would not be better than its first sentences. */
export class UnsupportedLanguageError extends RefusedError {
  constructor(language: string) {
    const name = RULES[language as Language]?.name;
    super(
      "unsupported-language",
      `The text seems to be in ${name ? `${name} ("${language}")` : `"${language}"`}. ` +
        `Texts are summarized in ${SERVED_LANGUAGES.map((tag) => `"${tag}"`).join(", ")}; ` +
        "if this is one of them, name it in language.",
      { field: "language" },
    );
  }
}

/** Only parts of a text are examined: this number of windows, spread over it. */
const WINDOWS = 6;
/** Length of a window, in characters: the short one is enough where it leaves no doubt. */
const LENGTH = { short: 150, long: 500 };
/** Without doubt: the evidence for one language, and its ratio to that for the next. */
const NO_DOUBT = { evidence: 8, lead: 2 };
/**
 * From this share among all letters on, Han, kana and Hangul decide: one such character says about as much as a short
 * word.
 */
const CJK_SHARE = 0.25;
/** The same share for any other script except Latin: English names occur in texts of all scripts. */
const SCRIPT_SHARE = 0.4;
/** Above this share of kana among kana and Han, a text is Japanese; Chinese has an occasional の. */
const KANA_SHARE = 0.1;
/** A word counts once for each language that uses it; a spelling counts this much. */
const SPELLING_WEIGHT = 0.15;
/** "Buenas noches": a text that opens with a greeting of several words. */
const GREETING_WEIGHT = 1;
/**
 * Added to the sum for English, so that it wins near ties: English words occur in texts of other languages less often than the words
 * of those languages occur in English texts.
 */
const ENGLISH_LEAD = 0.4;
/** Below this sum there is no evidence for any language. */
const LEAST_EVIDENCE = 0.3;

/**
 * Minimum evidence to refuse a text in Latin letters: a number of different frequent words, and a ratio to the evidence
 * for English.
 */
const SURE = { words: 2, lead: 1.5 };

const HAN = /\p{Script=Han}/gu;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const HANGUL = /\p{Script=Hangul}/gu;
/** Scripts that only one known language is written in, or whose letters `byLetters` examines. */
const SCRIPTS: readonly (readonly [script: RegExp, language: string])[] = [
  [HAN, "zh"],
  [KANA, "ja"],
  [HANGUL, "ko"],
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

/** Letters that only some languages of a script have; the first match decides. */
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
/** Minimum share of such letters among the letters of a script. */
const LETTERS_SHARE = 0.02;

/** Characters that were made in Japan, and those of its days of the week. */
const KOKUJI = /[曜込枠峠畑働匂辻栃塀搾腺]|休業|休館|定休|発売|来月|本日は|開催中/gu;
/** Characters of written Cantonese, which is mostly in Traditional characters, and further traditional ones. */
const CANTONESE = /[嘅嘢哋佢唔咁冇喺嚟咗乜嗰噉嘥週裏]/gu;

/** Words that the ends of a window cut: "cannon" may become "no". */
const HALF_WORD = { first: /^\S{1,30}(?=\s)/, last: /(?<=\s)\S{1,30}$/ };
/** The last of them and the space before it are within this number of characters. */
const LAST_LENGTH = 31;
const LETTER = /\p{L}/gu;
const LETTER_NOT_LATIN = /[^\P{L}\p{Script=Latin}]/u;
const LATIN_WORD = /[\p{Script=Latin}\p{M}]+(?:['’](?=\p{Script=Latin}))?/gu;
const NOT_ENGLISH = /[^\P{L}a-zA-Z]/u;
const ACCENTED = /[^\P{Script=Latin}a-zA-Z]/u;

/**
 * The language to read a text in: the requested one, or else the detected one. If there is too little evidence for a
 * language that nano does not read, it is "und" and nano reads the text anyway.
 * @throws UnsupportedLanguageError
 */
export function languageOf(asked: "auto" | ServedLanguage, text: string): ServedLanguage | "und" {
  if (asked !== "auto") return asked;
  const { language, isSure } = detect(text);
  const served = SERVED_LANGUAGES.find((tag) => tag === language);
  if (served && (isSure || readingModelOf(served) === "nano")) return served;
  if (isSure) throw new UnsupportedLanguageError(language);
  return "und";
}

/** The language of a text if there are rules to read it by, served or not; otherwise "und". */
export function readableLanguage(text: string): Language {
  const { language } = detect(text);
  return language in RULES ? (language as Language) : "und";
}

/**
 * The language of a text as a BCP 47 tag: by its script, and in Latin letters by frequent short words and spellings.
 * "und" without evidence. The tag is one of those that are read, or of a few more that are only recognized.
 *
 *     detectLanguage("用 Kubernetes 部署应用") // "zh"
 *     detectLanguage("Der Rat stimmte zu.") // "de"
 */
export const detectLanguage = (text: string): string => detect(text).language;

interface Detected {
  language: string;
  /** Whether there is enough evidence for the language to refuse the text. */
  isSure: boolean;
  /** Whether further evidence would not change the answer. */
  isBeyondDoubt?: boolean;
}

const UNDETERMINED: Detected = { language: "und", isSure: false };
const sure = (language: string): Detected => ({ language, isSure: true });

function detect(text: string): Detected {
  const sample = sampleOf(text, LENGTH.long);
  if (sample.search(LETTER) < 0) return UNDETERMINED;
  if (!LETTER_NOT_LATIN.test(sample)) {
    const found = byWords(sampleOf(text, LENGTH.short));
    return found.isBeyondDoubt ? found : byWords(sample);
  }
  const letters = count(sample, LETTER);
  const shareOf = (script: RegExp): number => count(sample, script) / letters;
  const [han, kana] = [shareOf(HAN), shareOf(KANA)];
  if (han + kana >= CJK_SHARE && han + kana > 0) {
    if (kana / (han + kana) > KANA_SHARE) return sure("ja");
    // A headline without kana: "日本経済新聞".
    const japanese = count(sample, SHINJITAI) + count(sample, KOKUJI);
    if (japanese > 0 && japanese >= count(sample, SIMPLIFIED)) return sure("ja");
    const traditional = count(sample, TRADITIONAL) + count(sample, CANTONESE);
    return sure(traditional > count(sample, SIMPLIFIED) ? "zh-Hant" : "zh");
  }
  if (shareOf(HANGUL) > CJK_SHARE) return sure("ko");
  const [language, share] = SCRIPTS.map(([script, of]) => [of, shareOf(script)] as const).reduce(
    (best, one) => (one[1] > best[1] ? one : best),
  );
  if (share <= SCRIPT_SHARE) return byWords(sample);
  return sure(byLetters(sample, language, share * letters));
}

function sampleOf(text: string, length: number): string {
  if (text.length <= WINDOWS * length) return text;
  const step = (text.length - length) / (WINDOWS - 1);
  return Array.from({ length: WINDOWS }, (_, index) => {
    const start = Math.floor(index * step);
    const window = text.slice(start, start + length).replace(HALF_WORD.first, "");
    return window.slice(0, -LAST_LENGTH) + window.slice(-LAST_LENGTH).replace(HALF_WORD.last, "");
  }).join(" ");
}

const count = (text: string, expression: RegExp): number => text.match(expression)?.length ?? 0;

/** How often a text contains a part, without overlaps. */
function occurrences(text: string, part: string): number {
  let found = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) found++;
  return found;
}

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

/** For each frequent word, the languages that use it. */
const LANGUAGES_OF = new Map<string, string[]>();
for (const [tag, own] of WORDS) {
  for (const word of own) {
    const known = LANGUAGES_OF.get(word);
    if (known) known.push(tag);
    else LANGUAGES_OF.set(word, [tag]);
  }
}

const SPELLED = Object.entries(RULES)
  .map(([tag, { spellings }]) => ({ tag, spellings }))
  .filter(({ spellings }) => spellings.length > 0);
/** The greetings of several words of each language. */
const GREETED = Object.entries(RULES)
  .map(([tag, { letters }]) => ({
    tag,
    greetings: letters.greetings.filter((phrase) => phrase.includes(" ")),
  }))
  .filter(({ greetings }) => greetings.length > 0);

const bestOf = (
  scores: ReadonlyMap<string, number>,
  mayBe: (tag: string) => boolean = () => true,
): [language: string, score: number] =>
  [...scores].reduce<[string, number]>(
    (most, one) => (one[1] > most[1] && mayBe(one[0]) ? one : most),
    ["und", 0],
  );

/** Decides between two languages with the same evidence. */
const TIE = 0.01;

/** Whether most longer words end in vowels, as in Italian, Spanish and Portuguese: "Domani piove". */
function endsInVowels(lower: string): boolean {
  const longer = lower.match(/\p{L}{4,}/gu) ?? [];
  const endingIn = (vowels: string) =>
    longer.filter((word) => vowels.includes(word.charAt(word.length - 1))).length;
  const open = endingIn("aiou");
  const all = endingIn("aeiou");
  return longer.length > 1 && open > 0 && (open * 2 > longer.length || all === longer.length);
}

function byWords(sample: string): Detected {
  const scores = new Map<string, number>();
  const found = new Map<string, Set<string>>();
  /** Whether there is a word that only English uses. */
  let hasEnglish = false;
  const add = (tag: string, weight: number) => scores.set(tag, (scores.get(tag) ?? 0) + weight);
  const lower = sample.toLowerCase();
  for (const [word] of lower.replaceAll("’", "'").matchAll(LATIN_WORD)) {
    const tags = LANGUAGES_OF.get(word) ?? [];
    hasEnglish ||= tags.length === 1 && tags[0] === "en";
    for (const tag of tags) {
      add(tag, 1 / Math.sqrt(tags.length));
      found.set(tag, (found.get(tag) ?? new Set()).add(word));
    }
  }
  for (const { tag, spellings } of SPELLED) {
    let sum = scores.get(tag) ?? 0;
    for (const spelling of spellings) sum += SPELLING_WEIGHT * occurrences(lower, spelling);
    scores.set(tag, sum);
  }
  const head = lower.replace(/^[¡\s]+/, "");
  for (const { tag, greetings } of GREETED) {
    if (greetings.some((phrase) => head.startsWith(phrase))) add(tag, GREETING_WEIGHT);
  }
  const isOpen = endsInVowels(lower);
  // "Trabajo en la escuela": French words seldom end so.
  if (isOpen) for (const tag of ["es", "it", "pt"]) if (found.has(tag)) add(tag, TIE);
  const [other, evidence] = bestOf(scores, (tag) => tag !== "en");
  const english = scores.get("en") ?? 0;
  const looksForeign = ACCENTED.test(sample) || isOpen;
  // Without an English word, a single word of another language counts for more than the lead.
  if (!NOT_ENGLISH.test(sample) && (english >= LEAST_EVIDENCE || !found.has(other))) {
    add("en", ENGLISH_LEAD);
  }
  // Words such as "a" and "most" are not evidence for English next to words that do not look like it.
  const own = [...(found.get("en") ?? [])];
  const others = found.get(other) ?? new Set();
  // "De oven is heet": Dutch has all that English has, and more.
  const saysMore = own.length < others.size && own.every((word) => others.has(word));
  if ((looksForeign || saysMore) && !hasEnglish)
    scores.set("en", Math.min(english, evidence) - TIE);
  const [language, score] = bestOf(scores);
  if (score < LEAST_EVIDENCE) return UNDETERMINED;
  const isSure =
    (found.get(language)?.size ?? 0) >= SURE.words && score >= SURE.lead * (scores.get("en") ?? 0);
  const [, next] = bestOf(scores, (tag) => tag !== language);
  const isBeyondDoubt = score >= NO_DOUBT.evidence && score >= NO_DOUBT.lead * next;
  return { language, isSure, isBeyondDoubt };
}
