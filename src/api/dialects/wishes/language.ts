/** Names of languages, in English and Chinese, with their codes. */
const NAMES: Readonly<Record<string, string>> = {
  english: "en",
  chinese: "zh",
  mandarin: "zh",
  french: "fr",
  german: "de",
  spanish: "es",
  italian: "it",
  portuguese: "pt",
  dutch: "nl",
  russian: "ru",
  japanese: "ja",
  korean: "ko",
  arabic: "ar",
  hindi: "hi",
  thai: "th",
  turkish: "tr",
  polish: "pl",
  swedish: "sv",
  danish: "da",
  norwegian: "no",
  finnish: "fi",
  greek: "el",
  czech: "cs",
  hungarian: "hu",
  romanian: "ro",
  ukrainian: "uk",
  vietnamese: "vi",
  indonesian: "id",
  hebrew: "he",
  persian: "fa",
  bengali: "bn",
  urdu: "ur",
  malay: "ms",
  latin: "la",
  catalan: "ca",
  英语: "en",
  英文: "en",
  中文: "zh",
  汉语: "zh",
  普通话: "zh",
  法语: "fr",
  法文: "fr",
  德语: "de",
  德文: "de",
  西班牙语: "es",
  意大利语: "it",
  葡萄牙语: "pt",
  俄语: "ru",
  俄文: "ru",
  日语: "ja",
  日文: "ja",
  韩语: "ko",
  韩文: "ko",
  阿拉伯语: "ar",
  荷兰语: "nl",
  越南语: "vi",
  泰语: "th",
};

/** A language that a prompt asks for. */
export interface AskedLanguage {
  code: string;
  /** As the prompt spells it: "French". */
  name: string;
}

const WORD = /[\p{L}']+/gu;
const INTO = new Set(["in", "into", "to"]);
const STYLES = new Set(
  "plain simple simplified traditional brazilian american british fluent proper clear everyday".split(
    " ",
  ),
);
/** Words that may follow the name of a language. Any other word makes the name an adjective: "in French Guiana". */
const FOLLOWERS = new Set(
  "please only language with using and in for as within of that no under at but so even".split(" "),
);
/** Words that refer to the language of the document, not of the summary: "written in French". */
const OF_INPUT = new Set("written provided is are was were".split(" "));

/** Wishes in the language itself. */
const FOREIGN: readonly (readonly [asks: RegExp, code: string])[] = [
  [/\bauf deutsch\b/i, "de"],
  [/\ben français(?!\p{L})/iu, "fr"],
  [/\ben español(?!\p{L})/iu, "es"],
  [/\bin italiano\b/i, "it"],
  [/\bem português(?!\p{L})/iu, "pt"],
  [/\bin het nederlands\b/i, "nl"],
  [/на русском/iu, "ru"],
  [/日本語で/u, "ja"],
  [/한국어로/u, "ko"],
];
const NAME_OF: Readonly<Record<string, string>> = {
  de: "German",
  fr: "French",
  es: "Spanish",
  it: "Italian",
  pt: "Portuguese",
  nl: "Dutch",
  ru: "Russian",
  ja: "Japanese",
  ko: "Korean",
};
/** "Output language: French", "Target language = French". */
const LABELED =
  /\b(?:output|target|answer|response|summary|reply)? ?language ?(?::|=|is|must be|should be) ?(\p{L}{4,12})\b/iu;
const IN_ZH =
  /(?:用|以|译成|译为|翻译成|翻译为|翻成|改成|使用)(?:简体|繁体|流利的|简单的)?(英语|英文|中文|汉语|普通话|法语|法文|德语|德文|西班牙语|意大利语|葡萄牙语|俄语|俄文|日语|日文|韩语|韩文|阿拉伯语|荷兰语|越南语|泰语)/;
/** The language that a piece of a prompt asks for: "Answer in French." Time is linear in its length. */
export function languageIn(text: string): AskedLanguage | undefined {
  const words = [...text.matchAll(WORD)];
  const at = (index: number): string => words[index]?.[0].toLowerCase() ?? "";
  for (const [index, match] of words.entries()) {
    const name = match[0].toLowerCase();
    const code = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
    if (code === undefined) continue;
    let before = index - 1;
    while (STYLES.has(at(before))) before--;
    if (!INTO.has(at(before)) || OF_INPUT.has(at(before - 1))) continue;
    const next = text.slice(match.index + match[0].length).trimStart();
    if (/^\p{L}/u.test(next) && !FOLLOWERS.has(at(index + 1))) continue;
    return { code, name: match[0] };
  }
  const own = FOREIGN.find(([asks]) => asks.test(text));
  if (own) return { code: own[1], name: NAME_OF[own[1]] ?? own[1] };
  const labeled = LABELED.exec(text)?.[1]?.toLowerCase() ?? "";
  if (Object.hasOwn(NAMES, labeled)) return { code: NAMES[labeled] as string, name: labeled };
  const name = IN_ZH.exec(text)?.[1];
  return name ? { code: NAMES[name] as string, name } : undefined;
}
