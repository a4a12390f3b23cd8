import type { CpuSeconds } from "../summarizer/extract/cost.ts";
import { type Offer, writingSeconds } from "../summarizer/models/writer.ts";

/** What a writing was, or is expected to be. */
export interface WritingSize {
  inputTokens: number;
  /** Runs of the decoder. */
  steps: number;
  beams: number;
  /** Whether sentences were chosen for the writer first. */
  isLong: boolean;
}

/** Busy time to read a document; and to read it, choose where it is long, and write. */
export function cpuSecondsOf(
  offer: Offer,
  reading: CpuSeconds,
  { isLong, ...writing }: WritingSize,
): CpuSeconds {
  const before = isLong ? reading.all : reading.read;
  return { read: reading.read, all: before + writingSeconds(offer, writing) };
}

/** The edge extracts after all, whoever wrote in vain. */
export function afterExtracting(
  spent: CpuSeconds,
  reading: CpuSeconds,
  isMoved: boolean,
): CpuSeconds {
  return isMoved
    ? { read: reading.all, all: spent.all }
    : { read: reading.read, all: spent.all + (reading.all - reading.read) };
}
