import * as z from "zod";
import type { Seq2Seq } from "../generation/model.ts";
import { predictWritingSeconds, type Writing } from "../generation/seq2seq-cost.ts";
import type { Language } from "../text/language.ts";

const positive = z.int().positive();
const rate = z.number().nonnegative();

/**
 * The properties of a writer that a caller needs to send it work: its limits, the cost of its work, and its confidence
 * thresholds. The internal protocol transmits them in this form.
 */
export const offer = z.object({
  name: z.string().min(1).max(100),
  version: z.string().max(100),
  quantization: z.string().max(100),
  /** Empty if its maker names none. */
  languages: z.array(z.string().max(20)).max(300),
  /** Whether it was trained to rewrite single sentences; else it writes about a document as a whole. */
  rewrites: z.boolean().default(false),
  /** Maximum number of tokens that it reads, and that it writes. */
  inputTokens: positive,
  outputTokens: positive,
  /** Mean number of decoder runs for a summary of each length, if measured. */
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
  /** Memory in use at its place while it writes, in GB. */
  memoryGb: z.number().nonnegative(),
  /** A text below either threshold is not trusted. */
  confidence: z.object({
    minMeanLogProbability: z.number().max(0),
    minCopyRate: z.number().min(0).max(1),
  }),
});

export type Offer = z.infer<typeof offer>;

/** A model that writes, ready to run. */
export interface Writer {
  offer: Offer;
  model: Seq2Seq;
}

/** The writers that can run in this place. */
export interface Writers {
  /** Work that takes longer than this must not be started here. */
  maxCpuSeconds: number;
  offers(): Promise<readonly Offer[]>;
  open(name: string): Promise<Writer | undefined>;
}

export const NO_WRITERS: Writers = {
  maxCpuSeconds: 0,
  offers: async () => [],
  open: async () => undefined,
};

/** Whether a writer writes a language. True if its languages are not known. */
export const writes = ({ languages }: Offer, language: Language): boolean =>
  languages.length === 0 || languages.some((one) => one.split(/[-_]/)[0] === language);

export const writingSeconds = (of: Offer, writing: Writing): number =>
  predictWritingSeconds(of.shape, of.secondsPerGmac, writing);
