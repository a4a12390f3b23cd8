import { unitsOf } from "../generation/faithfulness.ts";
import { type HeadlinePiece, PIECE_KINDS } from "./headline-pieces.ts";

/** The features that rank a headline among others of the same document, in the order of the weights. */
export const FEATURES = [
  "aboutAll",
  "aboutBest",
  "agreement",
  "length",
  "lengthSquared",
  "isShort",
  "inFirst",
  "inBest",
  "meanFrequency",
  "topFrequency",
  "totalFrequency",
  "capitals",
  "order",
  ...PIECE_KINDS,
] as const;

/** A document as the headline ranking sees it. */
export interface HeadlineContext {
  /** The whole text, its first sentence, and its most salient one. */
  text: string;
  first: string;
  best: string;
  /** The writer's beams, best first: about the most salient sentences together, and about the best one alone. */
  aboutAll: readonly string[];
  aboutBest: readonly string[];
  /** Parts of sentences, which are given by salience. */
  pieces: readonly HeadlinePiece[];
}

/** Words that say nothing about a subject. */
const EMPTY = new Set(
  "the a an of and or to for in on at by with from as is are how your you it its this that".split(
    " ",
  ),
);

/** The trust in a beam falls by this factor from each to the next. */
const DECAY = 0.9;

/**
 * The features of headlines: where the writer ranked each; how well it agrees with all that the writer offered, as in
 * minimum Bayes risk decoding (Kumar and Byrne, NAACL 2004); its length in words; and how much of it the first sentence,
 * the best sentence and the whole text say.
 */
export class HeadlineFeatures {
  readonly #context: HeadlineContext;
  readonly #frequency = new Map<string, number>();
  readonly #first: ReadonlySet<string>;
  readonly #best: ReadonlySet<string>;
  readonly #beams: readonly { units: Map<string, number>; size: number; trust: number }[];

  constructor(context: HeadlineContext) {
    this.#context = context;
    for (const unit of unitsOf(context.text)) {
      this.#frequency.set(unit, (this.#frequency.get(unit) ?? 0) + 1);
    }
    this.#first = new Set(unitsOf(context.first));
    this.#best = new Set(unitsOf(context.best));
    this.#beams = [context.aboutAll, context.aboutBest].flatMap((beams) =>
      beams.map((beam, rank) => {
        const units = unitsOf(beam);
        return { units: countsOf(units), size: units.length, trust: DECAY ** rank };
      }),
    );
  }

  /** One figure for each of FEATURES. */
  of(headline: string): number[] {
    const units = unitsOf(headline);
    const content = units.filter((unit) => !EMPTY.has(unit));
    const subject = content.length > 0 ? content : units;
    const share = (known: ReadonlySet<string>) =>
      mean(subject.map((unit) => Number(known.has(unit))));
    const frequencies = (some: readonly string[]) =>
      some.map((unit) => Math.log1p(this.#frequency.get(unit) ?? 0));
    const length = units.length / 5;
    const piece = this.#context.pieces.find(({ text }) => text === headline);
    return [
      preference(this.#context.aboutAll.indexOf(headline)),
      preference(this.#context.aboutBest.indexOf(headline)),
      this.#agreement(units),
      length,
      length ** 2,
      Number(units.length < 3),
      share(this.#first),
      share(this.#best),
      mean(frequencies(subject)),
      Math.max(0, ...frequencies(subject)),
      frequencies([...new Set(subject)]).reduce((sum, one) => sum + one, 0) / 10,
      mean(headline.split(/\s+/u).map((word) => Number(/^\p{Lu}/u.test(word)))),
      preference(piece?.of ?? -1),
      ...PIECE_KINDS.map((kind) => Number(piece?.kind === kind)),
    ];
  }

  /** The mean F1 of the words shared with each beam, weighted by the trust in it. */
  #agreement(units: readonly string[]): number {
    const counts = countsOf(units);
    let sum = 0;
    let trust = 0;
    for (const beam of this.#beams) {
      let common = 0;
      for (const [unit, count] of counts) common += Math.min(count, beam.units.get(unit) ?? 0);
      sum += (beam.trust * 2 * common) / Math.max(1, units.length + beam.size);
      trust += beam.trust;
    }
    return trust === 0 ? 0 : sum / trust;
  }
}

const preference = (rank: number): number => (rank < 0 ? 0 : 1 / (1 + rank));

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function countsOf(units: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const unit of units) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  return counts;
}
