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
