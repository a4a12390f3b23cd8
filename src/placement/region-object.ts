import { DurableObject } from "cloudflare:workers";
import { readDocument } from "../summarizer/document.ts";
import { extract } from "../summarizer/extract.ts";
import { loadNano } from "../summarizer/nano.ts";
import { NoSelectionError } from "../summarizer/select.ts";
import { REGION_PATH, type RegionWork } from "./protocol.ts";

/**
 * A region's worker: a Durable Object lives where its first caller's location hint put it and never
 * moves. It is reached only through the Worker's own binding, so its callers are trusted.
 */
export class RegionObject extends DurableObject {
  override async fetch(request: Request): Promise<Response> {
    if (new URL(request.url).pathname !== REGION_PATH) return new Response(null, { status: 404 });
    const { text, language, options } = await request.json<RegionWork>();
    const nano = await loadNano();
    try {
      const document = readDocument(text, language, nano.tokenizer);
      return Response.json({ extract: await extract(document, options, nano.run), colo: null });
    } catch (error) {
      if (!(error instanceof NoSelectionError)) throw error;
      return Response.json({ refused: { field: error.field, works: error.works } });
    }
  }
}
