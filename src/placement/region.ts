import * as z from "zod";
import { readDocument } from "../summarizer/document.ts";
import { extract } from "../summarizer/extract.ts";
import { loadNano } from "../summarizer/nano.ts";
import { cutToFit } from "../summarizer/overflow.ts";
import { NoSelectionError } from "../summarizer/select.ts";
import { REGION_PATH, regionWork, WHERE_PATH } from "./protocol.ts";

/**
 * The region's side of the internal protocol: a Durable Object, a pinned Worker and a greengist on
 * another host all answer with it. `locate` tells where this one runs. Whoever calls it has made
 * sure that the caller may.
 */
export async function answerRegion(
  request: Request,
  locate: () => Promise<string | null>,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === WHERE_PATH) return Response.json({ colo: await locate() });
  if (pathname !== REGION_PATH) return new Response(null, { status: 404 });
  const work = regionWork.safeParse(await request.json().catch(() => undefined));
  if (!work.success) return new Response(z.prettifyError(work.error), { status: 422 });
  const { text, language, options } = work.data;
  const nano = await loadNano();
  try {
    const document = readDocument(text, language, nano.tokenizer);
    const found = await extract(document, options, nano.run);
    const fitting = cutToFit(found, options, nano.tokenizer.encode);
    return Response.json({ extract: fitting, colo: await locate() });
  } catch (error) {
    if (!(error instanceof NoSelectionError)) throw error;
    return Response.json({ refused: { field: error.field, works: error.works } });
  }
}
