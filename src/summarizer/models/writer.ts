import * as z from "zod";
import type { Seq2Seq } from "../generation/model.ts";
import { predictWritingSeconds, type Writing } from "../generation/seq2seq-cost.ts";
import type { Language } from "../text/language.ts";

const positive = z.int().positive();
const rate = z.number().nonnegative();

/**
 * What whoever sends a writer work needs to know of it: what it reads, what its work costs, and how
 * sure it must be. The internal protocol carries it as it stands.
 */
export const offer = z.object({
  name: z.string().min(1).max(100),
  version: z.string().max(100),
  quantization: z.string().max(100),
  /** Empty where its maker names none. */
  languages: z.array(z.string().max(20)).max(300),
  /** The most tokens it reads, and writes. */
  inputTokens: positive,
  outputTokens: positive,
  /** Mean runs of the decoder for a summary of each length, where they were measured. */
  meanSteps: z
    .object({ short: positive, medium: positive, long: positive, headline: positive })
    .optional(),
  shape: z.object({
    encoderLayers: positive,
    decoderLayers: positive,
    width: positive,
    attentionWidth: positive,
    encoderFeedForward: positive,
    decoderFeedForward: positive,
    feedForwardMatrices: positive,
    vocabulary: positive,
  }),
  secondsPerGmac: z.object({ reading: rate, writing: rate, attending: rate }),
  /** What its place holds in memory while it writes. */
  memoryGb: z.number().nonnegative(),
  /** Below either, what it wrote is not trusted. */
  confidence: z.object({
    minMeanLogProbability: z.number().max(0),
    minCopyRate: z.number().min(0).max(1),
  }),
});

export type Offer = z.infer<typeof offer>;

/** A model that writes, ready to. */
export interface Writer {
  offer: Offer;
  model: Seq2Seq;
}

/** The writers that can run right here. */
export interface Writers {
  /** What would take longer must not be begun here. */
  maxCpuSeconds: number;
  offers(): Promise<readonly Offer[]>;
  open(name: string): Promise<Writer | undefined>;
}

export const NO_WRITERS: Writers = {
  maxCpuSeconds: 0,
  offers: async () => [],
  open: async () => undefined,
};

/** Whether a writer is known to write a language, or its languages are not known. */
export const writes = ({ languages }: Offer, language: Language): boolean =>
  languages.length === 0 || languages.some((one) => one.split(/[-_]/)[0] === language);

export const writingSeconds = (of: Offer, writing: Writing): number =>
  predictWritingSeconds(of.shape, of.secondsPerGmac, writing);
