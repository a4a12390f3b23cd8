import type { SummaryRequest } from "../contract/request.ts";
import { type Extract, type ExtractOptions, extract } from "../summarizer/extract/extract.ts";
import type { Runnable } from "../summarizer/models/graph.ts";
import { loadNano } from "../summarizer/models/registry.ts";
import type { Document } from "../summarizer/text/document.ts";

/**
 * Extracts at the edge with nano and, if its graph is given, with a model that rereads.
 * @throws NoSelectionError
 */
export async function extractHere(
  document: Document,
  options: ExtractOptions,
  reread?: Runnable,
): Promise<Extract> {
  const { graph } = await loadNano();
  return extract(document, options, { nano: graph, reread });
}

/** The options of an extraction that a request asks for. */
export const optionsOf = (request: SummaryRequest): ExtractOptions => ({
  length: request.length,
  format: request.format,
  compress: request.compress,
  overflow: request.overflow,
  ...(request.query !== undefined && { query: request.query }),
  ...(request.sentences !== undefined && { sentences: request.sentences }),
  ...(request.max_length !== undefined && { maxLength: request.max_length }),
  ...(request.min_length !== undefined && { minLength: request.min_length }),
});
