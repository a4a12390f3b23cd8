import type { SummaryRequest } from "../contract/request.ts";
import { type Extract, type ExtractOptions, extract } from "../summarizer/extract/extract.ts";
import type { Runnable } from "../summarizer/models/graph.ts";
import { loadReader } from "../summarizer/models/registry.ts";
import type { AssetStore } from "../summarizer/models/weights.ts";
import type { Document } from "../summarizer/text/document.ts";

/**
 * Extracts at the edge with the model that reads the document's language and, if its graph is given, with a model that
 * rereads. `assets` holds the weights that are not in the bundle.
 * @throws NoSelectionError
 * @throws ModelUnavailableError
 */
export async function extractHere(
  document: Document,
  options: ExtractOptions,
  assets: AssetStore,
  reread?: Runnable,
): Promise<Extract> {
  const { graph } = await loadReader(document.language, assets);
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
