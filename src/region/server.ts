import * as z from "zod";
import { ModelNotOfferedError, ModelUnavailableError } from "../summarizer/extract/choose.ts";
import { extract } from "../summarizer/extract/extract.ts";
import { NoSelectionError } from "../summarizer/extract/select.ts";
import { loadGraphs, loadNano } from "../summarizer/models/registry.ts";
import type { AssetStore } from "../summarizer/models/weights.ts";
import type { Writers } from "../summarizer/models/writer.ts";
import { readDocument } from "../summarizer/text/document.ts";
import { REGION_PATH, regionWork, WHERE_PATH, WRITE_PATH } from "./protocol.ts";
import { answerWriting } from "./server-writing.ts";

/** What a region tells and offers besides what every one does. */
export interface RegionHost {
  /** Has the weights of models that are not in the bundle. */
  assets: AssetStore;
  writers: Writers;
  /** The grid that feeds it, where no platform tells its location. */
  zone?: string | undefined;
}

/**
 * The region's side of the internal protocol: a Durable Object, a pinned Worker and a greengist on
 * another host all answer with it. `locate` tells where this one runs, `assets` has the weights of
 * models. Whoever calls it has made sure that the caller may.
 */
export async function answerRegion(
  request: Request,
  locate: () => Promise<string | null>,
  { assets, writers, zone }: RegionHost,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === WHERE_PATH) {
    return Response.json({ colo: await locate(), zone, offers: await writers.offers() });
  }
  if (pathname === WRITE_PATH) {
    return answerWriting(request, writers, async () => ({ colo: await locate(), zone }));
  }
  if (pathname !== REGION_PATH) return new Response(null, { status: 404 });
  const work = regionWork.safeParse(await request.json().catch(() => undefined));
  if (!work.success) return new Response(z.prettifyError(work.error), { status: 422 });
  const { text, language, model, options } = work.data;
  const { tokenizer } = await loadNano();
  try {
    const document = readDocument(text, language, tokenizer);
    const found = await extract(document, options, ...(await loadGraphs(model, assets)));
    return Response.json({ extract: found, colo: await locate(), zone });
  } catch (error) {
    if (error instanceof ModelNotOfferedError || error instanceof ModelUnavailableError) {
      return new Response(error.message, { status: 503 });
    }
    if (!(error instanceof NoSelectionError)) throw error;
    return Response.json({ refused: { field: error.field, works: error.works } });
  }
}
