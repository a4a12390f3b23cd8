import type { DocumentForm } from "../../contract/documents.ts";

/** Microseconds of CPU a character, as `node test/bench/input.ts` printed them on an AMD EPYC with Node 26. */
const MICROSECONDS_PER_CHARACTER: Readonly<Record<Exclude<DocumentForm, "url">, number>> = {
  text: 0,
  html: 0.024,
  markdown: 0.112,
};

/** Predicted busy time of one vCPU to find the text in a document of that form, in seconds. */
export const predictExtractionSeconds = (
  form: Exclude<DocumentForm, "url">,
  characters: number,
): number => (characters * MICROSECONDS_PER_CHARACTER[form]) / 1e6;
