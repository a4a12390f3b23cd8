import { openNano } from "../../../models/bridge/open.ts";
import { parseIdempotencyKey } from "../../../src/api/guard/idempotency/once.ts";
import { Intake } from "../../../src/api/guard/intake.ts";
import { tokenOf } from "../../../src/api/guard/keys/token.ts";
import { parseDocument } from "../../../src/api/input/document.ts";
import { readHtml } from "../../../src/api/input/html.ts";
import { readLines } from "../../../src/api/input/lines.ts";
import { readMarkdown } from "../../../src/api/input/markdown.ts";
import { bodyKindOf, formOf } from "../../../src/api/input/media-type.ts";
import { parseJson } from "../../../src/api/input/read.ts";
import { batchRequest } from "../../../src/contract/documents.ts";
import { chooseLanguage } from "../../../src/contract/language.ts";
import { extract } from "../../../src/summarizer/extract/extract.ts";
import { readDocument } from "../../../src/summarizer/text/document.ts";
import { languageOf } from "../../../src/summarizer/text/language.ts";
import type { Target } from "./shapes.ts";

const nano = await openNano();
const ARTICLE =
  "The boat came in at dawn. The harbour was quiet. Nobody had seen it leave. ".repeat(20);

async function summarize(text: string, query?: string): Promise<void> {
  const document = readDocument(text, languageOf("auto", text), nano.tokenizer);
  await extract(
    document,
    {
      length: "medium",
      format: "paragraph",
      compress: false,
      overflow: "cut",
      ...(query !== undefined && { query }),
    },
    { nano: nano.graph },
  );
}

/** The Worker's reader for each kind of input; refusals throw. */
export const READERS: Readonly<Record<Target, (input: string) => unknown>> = {
  text: summarize,
  html: (html) => summarize(readHtml(html).text),
  markdown: (markdown) => summarize(readMarkdown(markdown)),
  json: (text) => {
    const value = parseJson(text);
    const batch = batchRequest.safeParse(value);
    return batch.success ? batch.data.documents.map(parseDocument) : parseDocument(value);
  },
  ndjson: async (text) => {
    const stream = new Blob([text]).stream();
    for await (const { bytes } of readLines(stream, { intake: new Intake(), deadlineMs: 30_000 })) {
      if (!bytes) return;
    }
  },
  query: (query) => {
    parseDocument({ text: ARTICLE, query });
    return summarize(ARTICLE, query);
  },
  header: (value) => {
    for (const read of [formOf, bodyKindOf, tokenOf, parseIdempotencyKey])
      attempt(() => read(value));
    chooseLanguage(undefined, value);
  },
};

function attempt(read: () => unknown): void {
  try {
    read();
  } catch {
    // A refusal is a valid answer.
  }
}
