import { multiplyAccumulates } from "./salience.ts";

/** CPU time of a model as `npm run calibrate` measured it in workerd; kept in the model's manifest. */
export interface Calibration {
  /** Seconds of one vCPU for any request: parsing, answering, writing the log. */
  secondsPerRequest: number;
  /** Seconds to split and tokenize 1,000 characters, and to choose among their sentences. */
  secondsPerThousandCharacters: number;
  /** Seconds per billion multiply-accumulates. */
  secondsPerGmac: number;
}

/** Predicted busy time of one vCPU, in seconds: to read a document, and to do all of the work. */
export interface CpuSeconds {
  read: number;
  all: number;
}

/** A sum of terms linear in what there is to do; the same document always costs the same. */
export function predictCpuSeconds(
  characters: number,
  sentences: readonly { ids: number[] }[],
  calibration: Calibration,
): CpuSeconds {
  const { secondsPerRequest, secondsPerThousandCharacters, secondsPerGmac } = calibration;
  const read = secondsPerRequest + (characters / 1000) * secondsPerThousandCharacters;
  return { read, all: read + (multiplyAccumulates({ sentences }) / 1e9) * secondsPerGmac };
}

/** Ordinary text: means of the English and the Chinese article in `test/fixtures`. */
const TYPICAL = {
  en: { charactersPerToken: 4.9, tokensPerSentence: 25, bytesPerCharacter: 1 },
  zh: { charactersPerToken: 1.3, tokensPerSentence: 32, bytesPerCharacter: 3 },
};

/** A document that nobody has seen yet: so many tokens of ordinary text. */
export function predictTypical(
  tokens: number,
  language: "en" | "zh",
  calibration: Calibration,
): { cpuSeconds: CpuSeconds; bytes: number } {
  const { charactersPerToken, tokensPerSentence, bytesPerCharacter } = TYPICAL[language];
  const characters = tokens * charactersPerToken;
  const ids = new Array<number>(tokensPerSentence).fill(0);
  const sentences = Array.from({ length: Math.ceil(tokens / tokensPerSentence) }, () => ({ ids }));
  return {
    cpuSeconds: predictCpuSeconds(characters, sentences, calibration),
    bytes: Math.round(characters * bytesPerCharacter),
  };
}
