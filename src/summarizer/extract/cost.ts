import type { CpuBasis } from "../cpu-basis.ts";
import type { Manifest } from "../models/manifest.ts";
import { MAX_SENTENCES, type Sentence } from "../text/document.ts";
import type { Language } from "../text/language.ts";
import { RULES } from "../text/languages/index.ts";
import { type RereadMacs, rereadMultiplyAccumulates, windowMultiplyAccumulates } from "./reread.ts";
import { multiplyAccumulates } from "./salience.ts";

/**
 * CPU time of a model's own work as measured by `npm run calibrate` in workerd, stored in the model's manifest. Small's
 * time is added to nano's, because small reads nano's best sentences.
 */
export interface Calibration {
  /** Seconds of one vCPU for any request: parsing, answering, writing the log. */
  secondsPerRequest: number;
  /** Seconds to split and tokenize 1,000 characters, and to choose among their sentences. */
  secondsPerThousandCharacters: number;
  /** Seconds per billion multiply-accumulates. */
  secondsPerGmac: number;
}

/** Predicted busy time of one vCPU in seconds: to read a document, and to do all of the work. */
export interface CpuSeconds {
  read: number;
  all: number;
  /** The quantities that `all` is predicted from. */
  basis: CpuBasis;
}

/** The quantities that the cost of a rereading depends on. */
export type Rates = Pick<Manifest, "macs"> & { calibration: Calibration };

/**
 * The rates that the cost of a summary depends on: those of the model that reads the text, and of the model that
 * rereads it, if there is one.
 */
export interface ModelRates {
  reader: { calibration: Calibration };
  reread?: Rates | undefined;
}

type Shape = readonly Pick<Sentence, "ids">[];

/**
 * Very short sentences cost more than the rate per character predicts. The seconds were measured with 40,000 sentences
 * of two characters (`npm run bench:hostile`), less the prediction by the other rates. Text with an average of at least
 * this number of characters per sentence adds nothing.
 */
const SHORT_SENTENCES = { characters: 40, secondsEach: 12e-6 };
const shortSentenceSeconds = (characters: number, sentences: number): number =>
  Math.max(0, sentences - characters / SHORT_SENTENCES.characters) * SHORT_SENTENCES.secondsEach;

const secondsOf = (characters: number, gmac: number, rates: Calibration): number =>
  rates.secondsPerRequest +
  (characters / 1000) * rates.secondsPerThousandCharacters +
  gmac * rates.secondsPerGmac;

/**
 * A sum of terms that are linear in the amount of work; the same document always costs the same. `trims` states whether
 * the model that rereads also trims sentences.
 */
export function predictCpuSeconds(
  characters: number,
  sentences: Shape,
  { reader, reread }: ModelRates,
  trims = false,
): CpuSeconds {
  const short = shortSentenceSeconds(characters, sentences.length);
  const read = secondsOf(characters, 0, reader.calibration) + short;
  const gmac = multiplyAccumulates({ sentences }) / 1e9;
  const all = secondsOf(characters, gmac, reader.calibration) + short;
  const basis = basisOf(characters, [["read", gmac, reader.calibration]]);
  if (!reread) return { read, all, basis };
  const again = rereadMultiplyAccumulates({ sentences }, toRereadMacs(reread.macs), trims) / 1e9;
  return {
    read,
    all: all + secondsOf(characters, again, reread.calibration),
    basis: basisOf(characters, [
      ["read", gmac, reader.calibration],
      ["reread", again, reread.calibration],
    ]),
  };
}

const basisOf = (
  characters: number,
  models: readonly (readonly [kind: "read" | "reread", gmac: number, rates: Calibration])[],
): CpuBasis => ({
  characters,
  secondsPerCharacter:
    models.reduce((sum, [, , rates]) => sum + rates.secondsPerThousandCharacters, 0) / 1000,
  products: models.map(([kind, gmac, { secondsPerGmac }]) => ({ kind, gmac, secondsPerGmac })),
});

/** Marks at which a sentence or a line may end. */
const END = /[.!?。！？．…；\n\r]/g;

/** Lower and upper bound of the busy time of one vCPU to read a text, in seconds, predicted before it is read. */
export function predictReadingSeconds(
  text: string,
  { reader }: ModelRates,
): { least: number; most: number } {
  const least = secondsOf(text.length, 0, reader.calibration);
  let ends = 0;
  for (const _ of text.matchAll(END)) if (++ends === MAX_SENTENCES) break;
  return { least, most: least + shortSentenceSeconds(text.length, ends) };
}

/** Predicted busy time of one vCPU for one run of the model that rereads, in seconds. */
export const predictRereadingSeconds = (
  size: { tokens: number; sentences: number },
  { macs, calibration }: Rates,
  trims: boolean,
): number =>
  secondsOf(0, windowMultiplyAccumulates(size, toRereadMacs(macs), trims) / 1e9, calibration);

export const toRereadMacs = (macs: Record<string, number>): RereadMacs => ({
  perToken: macs.perToken ?? 0,
  perTokenPair: macs.perTokenPair ?? 0,
  perTrimmedToken: macs.perTrimmedToken ?? 0,
  perTrimmedTokenPair: macs.perTrimmedTokenPair ?? 0,
  perSentence: macs.perSentence ?? 0,
  perSentencePair: macs.perSentencePair ?? 0,
});

/** Ordinary text: means of the English and the Chinese article in `test/fixtures`. */
const TYPICAL = {
  spaced: { charactersPerToken: 4.9, tokensPerSentence: 25, bytesPerCharacter: 1 },
  unspaced: { charactersPerToken: 1.3, tokensPerSentence: 32, bytesPerCharacter: 3 },
};

/** Approximate number of tokens in ordinary text of that length. */
export const typicalTokens = (characters: number, language: Language): number =>
  Math.round(characters / typicalOf(language).charactersPerToken);

/** Approximate number of tokens in ordinary text of that size in bytes of UTF-8; at least one. */
export const typicalTokensOfBytes = (bytes: number, language: Language): number =>
  Math.max(1, typicalTokens(bytes / typicalOf(language).bytesPerCharacter, language));

const typicalOf = (language: Language) => TYPICAL[RULES[language].isSpaced ? "spaced" : "unspaced"];

/** The cost of reading `tokens` of ordinary text, and its size in bytes of UTF-8. */
export function predictTypical(
  tokens: number,
  language: Language,
  rates: ModelRates,
): { cpuSeconds: CpuSeconds; bytes: number } {
  const { charactersPerToken, tokensPerSentence, bytesPerCharacter } = typicalOf(language);
  const characters = tokens * charactersPerToken;
  const ids = new Array<number>(tokensPerSentence).fill(0);
  const sentences = Array.from({ length: Math.ceil(tokens / tokensPerSentence) }, () => ({ ids }));
  return {
    cpuSeconds: predictCpuSeconds(characters, sentences, rates),
    bytes: Math.round(characters * bytesPerCharacter),
  };
}
