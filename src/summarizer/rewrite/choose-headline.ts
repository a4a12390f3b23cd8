import weights from "../../../models/writer/headlines.json" with { type: "json" };
import type { WrittenLanguage } from "../../contract/language.ts";
import type { Abstract } from "../generation/abstract.ts";
import { type Confidence, whyUnfaithful } from "../generation/faithfulness.ts";
import { headlineFaultOf } from "./headline.ts";
import { HeadlineFeatures } from "./headline-features.ts";

/** A document, and what the writer offers as its headline. */
export interface HeadlineOffers {
  text: string;
  language: WrittenLanguage;
  first: string;
  best: string;
  /** Written about the most salient sentences together. */
  aboutAll: Abstract;
  /** Written about the best sentence alone. */
  aboutBest: Abstract;
}

/** A headline in which no check finds anything false or broken. */
export interface SoundHeadline {
  headline: string;
  /** Whether all of it is in the best sentence, so that this sentence is its source. */
  isOfBest: boolean;
  features: number[];
}

/** The headlines offered that pass every check; if there are none, the fault of the writer's first choice. */
export function soundHeadlines(
  offers: HeadlineOffers,
  confidence: Confidence,
): { sound: SoundHeadline[]; why: string | null } {
  const { text, language, first, best } = offers;
  const [aboutAll, aboutBest] = [beamsOf(offers.aboutAll), beamsOf(offers.aboutBest)];
  const faultIn =
    (source: string, { meanLogProbability }: Abstract) =>
    (summary: string) =>
      whyUnfaithful({ source, summary, meanLogProbability }, confidence) ??
      headlineFaultOf({ source, candidate: summary, language });
  const ofBest = new Set(aboutBest.filter((one) => faultIn(best, offers.aboutBest)(one) === null));
  const faultOfAll = faultIn(text, offers.aboutAll);
  const passing = new Set([...aboutAll.filter((one) => faultOfAll(one) === null), ...ofBest]);
  const features = new HeadlineFeatures({ text, first, best, aboutAll, aboutBest });
  const sound = [...passing].map((headline) => ({
    headline,
    isOfBest: ofBest.has(headline),
    features: features.of(headline),
  }));
  return { sound, why: sound.length > 0 ? null : faultOfAll(offers.aboutAll.summary) };
}

const beamsOf = ({ summary, alternatives }: Abstract): string[] => [summary, ...alternatives];

/**
 * The best of the sound headlines, by weights that `8_rank_headlines` fitted to the titles of training documents; or
 * the reason why there is none.
 */
export function chooseHeadline(
  offers: HeadlineOffers,
  confidence: Confidence,
): { shown: SoundHeadline; why?: undefined } | { shown: undefined; why: string } {
  const { sound, why } = soundHeadlines(offers, confidence);
  const worth = ({ features }: SoundHeadline) =>
    weights[offers.language].reduce(
      (sum, weight, at) => sum + weight * (features[at] as number),
      0,
    );
  const [head, ...rest] = sound;
  if (!head) return { shown: undefined, why: why ?? "it wrote none" };
  const best = rest.reduce((best, one) => (worth(one) > worth(best) ? one : best), head);
  return { shown: { ...best, headline: capitalized(best.headline, offers.text) } };
}

/** With a capital at the start if the text has that word with one anywhere; "npm" and "iOS" stay as they are. */
function capitalized(headline: string, text: string): string {
  const [word] = /^\p{Ll}+(?=\s)/u.exec(headline) ?? [];
  if (word === undefined) return headline;
  const title = word.charAt(0).toUpperCase() + word.slice(1);
  const isInText = text.split(/[^\p{L}\p{N}]+/u).includes(title);
  return isInText ? title + headline.slice(word.length) : headline;
}
