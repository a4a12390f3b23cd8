import * as z from "zod";
import { abstract } from "../summarizer/generation/abstract.ts";
import { loadNano } from "../summarizer/models/nano.ts";
import type { Writers } from "../summarizer/models/writer.ts";
import { readDocument } from "../summarizer/text/document.ts";
import { regionWriting } from "./protocol.ts";

/** The region's side of a writing: chooses what the writer reads, and lets it write. */
export async function answerWriting(
  request: Request,
  writers: Writers,
  locate: () => Promise<{ colo: string | null; zone?: string | undefined }>,
): Promise<Response> {
  const work = regionWriting.safeParse(await request.json().catch(() => undefined));
  if (!work.success) return new Response(z.prettifyError(work.error), { status: 422 });
  const { text, language, model, options } = work.data;
  const writer = await writers.open(model);
  if (!writer) return new Response(`There is no ${model} here.`, { status: 404 });
  const nano = await loadNano();
  const document = readDocument(text, language, nano.tokenizer);
  const made = await abstract(document, options, writer.model, nano.run, {
    signal: request.signal,
  });
  return Response.json({ abstract: made, ...(await locate()) });
}
