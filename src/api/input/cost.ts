import type { DocumentForm } from "../../contract/documents.ts";

/** CPU microseconds per character, as `node test/bench/input.ts` printed them on an AMD EPYC with Node 26. */
const MICROSECONDS_PER_CHARACTER: Readonly<Record<Exclude<DocumentForm, "url">, number>> = {
  text: 0,
  html: 0.024,
  markdown: 0.112,
};

/** Predicted CPU time to find the text in a document of this form, in seconds of one vCPU. */
export const predictExtractionSeconds = (
  form: Exclude<DocumentForm, "url">,
  characters: number,
): number => (characters * MICROSECONDS_PER_CHARACTER[form]) / 1e6;
