import "./without-eval.ts";
import { summaryRequest, validate } from "../../../contract/request.ts";
import { type Extract, extract } from "../../../summarizer/extract/extract.ts";
import type { Seq2Seq } from "../../../summarizer/generation/model.ts";
import type { Graph, Runnable } from "../../../summarizer/models/graph.ts";
import { openModel } from "../../../summarizer/models/writer-files.ts";
import type { Document } from "../../../summarizer/text/document.ts";
import type { Language } from "../../../summarizer/text/language.ts";
import { optionsOf } from "../../../summary/extract-options.ts";
import { fallBack } from "../../../summary/fall-back.ts";
import { asAsked, type ModeAnswer, modeOf } from "../../../summary/mode.ts";
import { writeTexts } from "../../../summary/write-texts.ts";
import { planWriting } from "../../../summary/writing-plan.ts";
import type { DeviceJob, Step } from "./message.ts";
import { storedWriter, writerFiles } from "./writing.ts";

/**
 * Writing on the reader's device, by the Worker's own code. Only jobs for a written summary load this module and the
 * writer's files.
 */
export { writerFiles };

const MODE = "abstractive";

/** Whether the writer writes a language. */
export const isWritten = (language: Language): boolean => modeOf(MODE, language) === MODE;

/** The mode of a summary in a language that is not written: its own sentences, with the reason. */
export const notWritten = (language: Language): ModeAnswer => asAsked(MODE, language);

/** Opens the writer from the contents of `writerFiles`, in their order, with a function that opens a graph. */
export function openWriter(
  contents: readonly ArrayBuffer[],
  openGraph: (model: ArrayBuffer) => Promise<Graph>,
): Promise<Seq2Seq> {
  const { offer, files } = storedWriter();
  const names = Object.keys(files);
  const contentOf = (name: string) => contents[names.indexOf(name)] as ArrayBuffer;
  return openModel(offer.name, {
    json: async (name) => JSON.parse(new TextDecoder().decode(contentOf(name))),
    graph: (name) => openGraph(contentOf(name)),
  });
}

/** A summary that was to be written, and the model that made it. */
export interface WrittenHere {
  extract: Extract;
  document: Document;
  model: string;
  mode: ModeAnswer;
}

/**
 * Writes the summary of a document, or falls back to its own sentences, as the Worker does.
 * @throws InvalidRequestError, NoSelectionError, or an error of the runtime
 */
export async function write(
  { text, options: { length, format, query } }: DeviceJob,
  document: Document,
  nano: Runnable,
  writer: Seq2Seq,
  say: (step: Step) => void,
): Promise<WrittenHere> {
  const { offer } = storedWriter();
  const asked = { text, mode: MODE, length, format, ...(query !== undefined && { query }) };
  const request = validate(summaryRequest, asked);
  const plan = await planWriting(request, document, offer, nano);
  const ofTexts = plan.texts.length;
  say({ step: "writing", texts: 0, ofTexts });
  const made = await writeTexts(plan, document, writer, {
    onText: (piece) => say({ step: "drafted", piece }),
    onWritten: (texts) => say({ step: "writing", texts, ofTexts }),
  });
  const finished = plan.finish(made);
  if (finished.extract) {
    const mode = { asked: request.mode, used: MODE, reason: finished.reason } as const;
    return { extract: finished.extract, document: finished.document, model: offer.name, mode };
  }
  const found = await extract(document, optionsOf(request), { nano });
  return { document, model: "nano", ...fallBack(request, document, found, finished) };
}
