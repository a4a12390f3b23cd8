import writer from "../../../../dist/writer.json" with { type: "json" };
import { BEAMS, type Format, type Length } from "../../../contract/options.ts";
import { predictWritingSeconds } from "../../../summarizer/generation/seq2seq-cost.ts";
import { typicalWritings } from "../../../summary/writing-bounds.ts";
import type { StoredFile } from "../../pages/assets.ts";
import type { StoredWriter } from "../catalogue.ts";

/**
 * The writer of this build.
 * @throws RangeError if there is none
 */
export function storedWriter(): StoredWriter {
  if (writer) return writer;
  throw new RangeError("There is no model that writes for this device");
}

/** The writer's files, to be loaded besides those of nano. */
export const writerFiles = (): StoredFile[] => Object.values(storedWriter().files);

/** Predicted seconds of a server's vCPU to write a summary of an ordinary text, after its sentences are chosen. */
export function predictTypicalWriting(
  request: { format: Format; length: Length },
  tokens: number,
): number {
  const { offer } = storedWriter();
  return typicalWritings(request, tokens, offer, BEAMS).reduce(
    (sum, writing) => sum + predictWritingSeconds(offer.shape, offer.secondsPerGmac, writing),
    0,
  );
}
