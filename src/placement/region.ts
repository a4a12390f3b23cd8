import * as z from "zod";
import { readDocument } from "../summarizer/document.ts";
import { extract } from "../summarizer/extract.ts";
import { loadNano } from "../summarizer/nano.ts";
import { NoSelectionError } from "../summarizer/select.ts";
import { NO_WRITERS, type Writers } from "../summarizer/writer.ts";
import { REGION_PATH, regionWork, WHERE_PATH, WRITE_PATH } from "./protocol.ts";
import { answerWriting } from "./writing.ts";

/** What a region tells and offers besides what every one does. */
export interface RegionHost {
  writers: Writers;
  /** The grid that feeds it, where no platform tells its location. */
  zone?: string | undefined;
}

/**
 * The region's side of the internal protocol: a Durable Object, a pinned Worker and a greengist on
 * another host all answer with it. `locate` tells where this one runs. Whoever calls it has made
 * sure that the caller may.
 */
export async function answerRegion(
  request: Request,
  locate: () => Promise<string | null>,
  { writers, zone }: RegionHost = { writers: NO_WRITERS },
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
  const { text, language, options } = work.data;
  const nano = await loadNano();
  try {
    const document = readDocument(text, language, nano.tokenizer);
    const found = await extract(document, options, nano.run);
    return Response.json({ extract: found, colo: await locate(), zone });
  } catch (error) {
    if (!(error instanceof NoSelectionError)) throw error;
    return Response.json({ refused: { field: error.field, works: error.works } });
  }
}
