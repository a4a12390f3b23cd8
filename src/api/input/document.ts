import {
  type DocumentForm,
  type DocumentRequest,
  documentRequest,
  FORMS,
} from "../../contract/documents.ts";
import {
  InvalidRequestError,
  invalidField,
  MAX_CHARACTERS,
  type SummaryRequest,
} from "../../contract/request.ts";
import { predictExtractionSeconds } from "./cost.ts";
import { DeepHtmlError, readHtml } from "./html.ts";
import { readMarkdown } from "./markdown.ts";
import type { FetchedPage, PageReader } from "./url/page.ts";

/** A document as text, with the options of its summary. */
export interface TextDocument {
  request: SummaryRequest;
  /** Number of bytes received for it, including fetched ones. */
  bytes: number;
  source?: SourceDocument;
  /** CPU time for converting it to text, in seconds. */
  preparedSeconds?: number;
}

/** The document before it was converted to text; the offsets of sentences refer to `text`. */
export interface SourceDocument {
  kind: Exclude<DocumentForm, "text">;
  title?: string;
  /** The final URL, after redirects. */
  url?: string;
  text: string;
}

/** Tools for reading a document. */
export interface ReadingTools {
  /** Undefined if `url` is switched off. */
  pages: PageReader | undefined;
  signal: AbortSignal;
  /** Called with the bytes of each chunk of a page before it is kept. @throws OverloadedError if there is no room */
  onGrowth?: (bytes: number) => void;
}

/**
 * Validates one document in any form.
 * @throws InvalidRequestError
 */
export function parseDocument(value: unknown): DocumentRequest {
  refuseTooLong(value);
  const result = documentRequest.safeParse(value);
  if (!result.success) throw invalidField(result.error);
  return result.data;
}

/**
 * Converts a document in any form to text.
 * @throws InvalidRequestError, and the errors of `PageReader`
 */
export async function toTextDocument(
  document: DocumentRequest,
  bytes: number,
  reading: ReadingTools,
): Promise<TextDocument> {
  const { text, html, markdown, url, ...options } = document;
  if (text !== undefined) return { request: { ...options, text }, bytes };
  if (html !== undefined) {
    return extracted({ kind: "html", ...pageOf(html, "html") }, seconds("html", html));
  }
  if (markdown !== undefined) {
    return extracted({ kind: "markdown", text: proseOf(markdown) }, seconds("markdown", markdown));
  }
  const page = await fetched(url ?? "", reading);
  const source = { kind: "url" as const, url: page.url, ...contentOf(page) };
  return extracted(source, seconds(FORM_OF[page.mediaType], page.text), page.bytes);

  function extracted(
    source: SourceDocument,
    preparedSeconds: number,
    fetchedBytes = 0,
  ): TextDocument {
    if (source.text.trim() === "") throw empty(source.kind);
    refuseTooLong({ [source.kind]: source.text });
    return {
      request: { ...options, text: source.text },
      bytes: bytes + fetchedBytes,
      source,
      preparedSeconds,
    };
  }
}

const FORM_OF = {
  "text/html": "html",
  "application/xhtml+xml": "html",
  "text/markdown": "markdown",
  "text/plain": "text",
} as const satisfies Record<FetchedPage["mediaType"], DocumentForm>;

const seconds = (form: Exclude<DocumentForm, "url">, content: string): number =>
  predictExtractionSeconds(form, content.length);

function fetched(url: string, { pages, signal, onGrowth }: ReadingTools): Promise<FetchedPage> {
  if (pages) return pages.read(url, signal, onGrowth);
  throw new InvalidRequestError(
    "not-offered",
    "url: this deployment does not fetch pages; send the page as html.",
    "url",
  );
}

function contentOf({ mediaType, text }: FetchedPage): Omit<SourceDocument, "kind"> {
  switch (FORM_OF[mediaType]) {
    case "text":
      return { text };
    case "markdown":
      return { text: proseOf(text, "url") };
    case "html":
      return pageOf(text, "url");
  }
}

function pageOf(html: string, field: DocumentForm): Omit<SourceDocument, "kind"> {
  const { title, text } = shallow(() => readHtml(html), field);
  return { ...(title && { title }), text };
}

const proseOf = (markdown: string, field: DocumentForm = "markdown"): string =>
  shallow(() => readMarkdown(markdown), field);

function shallow<T>(read: () => T, field: DocumentForm): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DeepHtmlError)) throw error;
    throw new InvalidRequestError("too-deep", `${field}: ${error.message}.`, field);
  }
}

/** @throws InvalidRequestError */
export function refuseTooLong(value: unknown): void {
  for (const field of FORMS) {
    const text = (value as Record<string, unknown> | null)?.[field];
    if (typeof text === "string" && text.length > MAX_CHARACTERS) {
      throw new InvalidRequestError(
        "text-too-long",
        `${field} has ${text.length} characters; at most ${MAX_CHARACTERS} are read.`,
        field,
      );
    }
  }
}

const empty = (field: DocumentForm) =>
  new InvalidRequestError("no-text", `${field}: there is no text in it to summarize.`, field);
