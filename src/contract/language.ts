/**
 * Languages whose texts are summarized, by BCP 47 tag; "zh" is Simplified. Another one is added when
 * `models/LANGUAGES.md` shows that the model does no harm in it.
 */
export const SERVED_LANGUAGES = [
  "en",
  "zh",
  "zh-Hant",
  "de",
  "fr",
  "it",
  "pt",
  "nl",
  "pl",
  "ru",
  "ar",
  "ja",
  "ko",
] as const;
export type ServedLanguage = (typeof SERVED_LANGUAGES)[number];

/** Languages that nano reads; texts in the others that are served are read by nano-multilingual. */
export const NANO_LANGUAGES = ["en", "zh", "zh-Hant", "und"] as const satisfies readonly (
  | ServedLanguage
  | "und"
)[];

/** Languages that have a model which writes summaries of their texts. */
export const WRITTEN_LANGUAGES = ["en", "zh"] as const satisfies readonly ServedLanguage[];
export type WrittenLanguage = (typeof WRITTEN_LANGUAGES)[number];

/**
 * Languages with rules for reading their texts, in `summarizer/text/languages/`. "und" (undetermined) is for text such
 * as numbers and names.
 */
export const READ_LANGUAGES = [...SERVED_LANGUAGES, "es", "tr", "und"] as const;
export type ReadLanguage = (typeof READ_LANGUAGES)[number];

/** Languages that the pages themselves are written in. */
export const LANGUAGES = ["en", "zh"] as const;
export type PageLanguage = (typeof LANGUAGES)[number];

/** BCP 47 tags for `lang` attributes and `Intl`. */
export const LOCALES: Readonly<Record<PageLanguage, string>> = { en: "en", zh: "zh-Hans" };

const isLanguage = (text: string): text is PageLanguage =>
  (LANGUAGES as readonly string[]).includes(text);

/** Characters of an Accept-Language header that are read; browsers send some hundred. */
const MAX_ACCEPTED = 1_000;

/**
 * The language of a page: the one requested by `?lang=`, otherwise the best match of Accept-Language, otherwise
 * English.
 *
 *     chooseLanguage(undefined, "fr;q=0.9, zh-CN;q=0.8, en;q=0.5")   // "zh"
 */
export function chooseLanguage(asked: string | undefined, acceptLanguage = ""): PageLanguage {
  if (asked !== undefined && isLanguage(asked)) return asked;
  let best: { language: PageLanguage; weight: number } = { language: "en", weight: 0 };
  for (const item of acceptLanguage.slice(0, MAX_ACCEPTED).split(",")) {
    const [tag = "", ...parameters] = item.trim().toLowerCase().split(";");
    const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
    const weight = quality ? Number(quality.split("=")[1]) : 1;
    const language = tag.split("-")[0] ?? "";
    if (weight > best.weight && isLanguage(language)) best = { language, weight };
  }
  return best.language;
}
