import weights from "../../../models/writer/headlines.json" with { type: "json" };
import type { WrittenLanguage } from "../../contract/language.ts";
import type { Abstract, Passage } from "../generation/abstract.ts";
import { type Confidence, whyUnfaithful } from "../generation/faithfulness.ts";
import type { Document } from "../text/document.ts";
import { withoutNewArticle } from "./articles.ts";
import { standingAt, standingNext } from "./foreground.ts";
import { headlineFaultOf, pieceFaultOf } from "./headline.ts";
import { HeadlineFeatures } from "./headline-features.ts";
import { headlinePieces } from "./headline-pieces.ts";
import { isNarrative } from "./narrative.ts";

/** A sentence that headlines are cut from, standing alone, with the offsets of the one it comes from. */
export interface SourceSentence {
  text: string;
  start: number;
  end: number;
}

/** A document, and what the writer offers as its headline. */
export interface HeadlineOffers {
  text: string;
  language: WrittenLanguage;
  first: string;
  best: string;
  /** The most salient sentences, best first, and the first ones of the text. */
  sentences: readonly SourceSentence[];
  /** Written about the most salient sentences together. */
  aboutAll: Abstract;
  /** Written about the best sentence alone. */
  aboutBest: Abstract;
}

/** The numbers of the most salient sentences, and of the first ones, that a headline may be cut from. */
const CUT_FROM = { salient: 4, first: 3 };

/** All that a headline is chosen from: the writer's beams, and the sentences that can be cut. */
export function headlineOffers(
  document: Document,
  passages: readonly Passage[],
  aboutAll: Abstract,
  aboutBest: Abstract,
): HeadlineOffers {
  const { text, language, sentences } = document;
  const textOf = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  const [first] = sentences;
  const opening = [...sentences.keys()]
    .filter((at) => !sentences[at]?.boilerplate)
    .slice(0, CUT_FROM.first);
  const salient = passages.slice(0, CUT_FROM.salient);
  // A sentence that only leads up to the next one gives way to it.
  const places = [...salient.map(({ at }) => at), ...opening].map((at) =>
    standingNext(document, at) === undefined ? at : at + 1,
  );
  const sourceAt = (at: number): SourceSentence[] => {
    const sentence = sentences[at];
    if (!sentence) return [];
    return [{ start: sentence.start, end: sentence.end, text: standingAt(document, at) }];
  };
  return {
    text,
    language: language as WrittenLanguage,
    first: first ? textOf(first) : "",
    best: salient[0]?.sentence ?? "",
    sentences: [...new Set(places)].flatMap(sourceAt),
    aboutAll,
    aboutBest,
  };
}

/** A headline in which no check finds anything false or broken. */
export interface SoundHeadline {
  headline: string;
  /** The sentence that has all of it; undefined if it is about several. */
  source: SourceSentence | undefined;
  features: number[];
}

/** The headlines offered that pass every check; if there are none, the fault of the writer's first choice. */
export function soundHeadlines(
  offers: HeadlineOffers,
  confidence: Confidence,
): { sound: SoundHeadline[]; why: string | null } {
  const { text, language, first, best, sentences } = offers;
  const [aboutAll, aboutBest] = [offers.aboutAll, offers.aboutBest].map((made) =>
    beamsOf(made, offers),
  ) as [string[], string[]];
  const faultIn =
    (source: string, { meanLogProbability }: Abstract) =>
    (summary: string) =>
      whyUnfaithful({ source, summary, meanLogProbability }, confidence) ??
      headlineFaultOf({ source, candidate: summary, language });
  const ofBest = new Set(aboutBest.filter((one) => faultIn(best, offers.aboutBest)(one) === null));
  const faultOfAll = faultIn(text, offers.aboutAll);
  const texts = sentences.map((sentence) => sentence.text);
  const pieces = headlinePieces(texts, language).filter(
    ({ text: candidate, of, kind }) =>
      pieceFaultOf({ source: texts[of] as string, candidate, language }, kind) === null,
  );
  // Of what happened, the writer's headlines are mostly false or say nothing; a sentence's own clause says it.
  const isNarrativeText = isNarrative(text, language);
  const sources = new Map<string, SourceSentence | undefined>();
  if (!isNarrativeText) {
    for (const one of aboutAll) if (faultOfAll(one) === null) sources.set(one, undefined);
    for (const one of ofBest) sources.set(one, sentences[0]);
  }
  for (const { text: piece, of, kind } of pieces) {
    if (!isNarrativeText || kind !== "defined") sources.set(piece, sentences[of]);
  }
  const features = new HeadlineFeatures({ text, first, best, aboutAll, aboutBest, pieces });
  const sound = [...sources].map(([headline, source]) => ({
    headline,
    source,
    features: features.of(headline),
  }));
  const why = () => faultOfAll(offers.aboutAll.summary) ?? "no clause of the text is short enough";
  return { sound, why: sound.length > 0 ? null : why() };
}

const beamsOf = (
  { summary, alternatives }: Abstract,
  { text, language }: HeadlineOffers,
): string[] =>
  [summary, ...alternatives].map((beam) =>
    language === "en" ? withoutNewArticle(beam, text) : beam,
  );

/**
 * The best of the sound headlines, by weights that `8_rank_headlines` fitted to the titles of training documents; or
 * the reason why there is none.
 */
export function chooseHeadline(
  offers: HeadlineOffers,
  confidence: Confidence,
): { shown: SoundHeadline; why?: undefined } | { shown: undefined; why: string } {
  const { sound, why } = soundHeadlines(offers, confidence);
  const isNarrativeText = isNarrative(offers.text, offers.language);
  const kind = isNarrativeText && offers.language === "en" ? "narrative" : offers.language;
  const worth = ({ features }: SoundHeadline) =>
    weights[kind].reduce((sum, weight, at) => sum + weight * (features[at] as number), 0);
  const [head, ...rest] = sound;
  if (!head) return { shown: undefined, why: why ?? "it wrote none" };
  // News opens with the event; if not, the most salient sentence has it. The ranking only chooses among its clauses.
  const places = offers.sentences;
  const lead = Math.min(...places.map(({ start }) => start));
  const rank = ({ source }: SoundHeadline) => {
    if (!source || !isNarrativeText) return 0;
    return source.start === lead ? -1 : places.indexOf(source);
  };
  const best = rest.reduce((best, one) => {
    const step = rank(one) - rank(best);
    return step < 0 || (step === 0 && worth(one) > worth(best)) ? one : best;
  }, head);
  return { shown: { ...best, headline: capitalized(best.headline, offers.text) } };
}

/** Without a mark at the end, and with a capital at the start; "npm" and "iOS" stay as they are. */
function capitalized(headline: string, text: string): string {
  const bare = headline
    .replace(/[\s:：;；,，]{1,4}$/u, "")
    // The mark of a list: "1、".
    .replace(/^\p{Nd}{1,2}(?:[、．)）]|\.\s|\.(?=\p{Script=Han}))\s?(?=\p{L})/u, "");
  const [word] = /^\p{Ll}+(?:-\p{Ll}+)*(?=\s)/u.exec(bare) ?? [];
  if (word === undefined) return bare;
  const isName = new RegExp(`(?:^|[.!?]\\s|\\n)${word}\\b`).test(text);
  return isName ? bare : word.charAt(0).toUpperCase() + bare.slice(1);
}
