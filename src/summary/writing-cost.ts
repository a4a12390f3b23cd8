import type { ProductKind } from "../contract/emissions.ts";
import type { CpuSplit } from "../emissions/estimate.ts";
import { splitOf, withMoreAtEdge } from "../placement/cpu-split.ts";
import type { CpuSeconds } from "../summarizer/extract/cost.ts";
import {
  type Seq2SeqMacs,
  seq2SeqMacs,
  type Writing,
} from "../summarizer/generation/seq2seq-cost.ts";
import { type Offer, writingSeconds } from "../summarizer/models/writer.ts";

/** The classes of a writer's multiply-accumulates. */
const CLASSES = [
  ["encode", "reading"],
  ["decode", "writing"],
  ["attend", "attending"],
] as const satisfies readonly (readonly [ProductKind, keyof Seq2SeqMacs])[];

/** CPU time to read a document and choose its sentences at the edge, and to write one or several texts. */
export const writingSplit = (
  offer: Offer,
  reading: CpuSeconds,
  writings: readonly Writing[],
): CpuSplit =>
  splitOf(
    reading.all,
    writings.reduce((sum, writing) => sum + writingSeconds(offer, writing), 0),
    {
      ...reading.basis,
      products: [
        ...reading.basis.products,
        ...CLASSES.map(([kind, name]) => ({
          kind,
          gmac:
            writings.reduce((sum, writing) => sum + seq2SeqMacs(offer.shape, writing)[name], 0) /
            1e9,
          secondsPerGmac: offer.secondsPerGmac[name],
        })),
      ],
    },
  );

/** Adds the cost of the extractive summary that replaces a written one: the edge chooses sentences again. */
export const withFallback = (split: CpuSplit, reading: CpuSeconds): CpuSplit =>
  withMoreAtEdge(split, reading.all - reading.read);

/** The cost if nothing was written: the edge read, chose sentences, and chose again. */
export const fallbackOnly = (reading: CpuSeconds): CpuSplit =>
  withFallback(
    { stayed: reading.all, edge: reading.all, region: 0, basis: reading.basis },
    reading,
  );
