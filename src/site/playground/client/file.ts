import { t } from "./here.ts";

/** A file without text to summarize; the message is in the language of the page. */
export class FileError extends Error {
  override name = "FileError";
}

/**
 * The text of a text, Markdown, HTML or PDF file.
 * @throws FileError, or the signal's reason
 */
export async function textOf(
  file: File,
  onPage: (page: number, pages: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const text = await read(file, onPage, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error instanceof FileError ? error : new FileError(t.source.unreadable(file.name));
  });
  if (text.trim() === "") throw new FileError(t.source.noText(file.name));
  return text;
}

async function read(
  file: File,
  onPage: (page: number, pages: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const extension = file.name.toLowerCase().match(/\.(\w+)$/)?.[1] ?? "";
  if (extension === "pdf" || file.type === "application/pdf") {
    const { textOfPdf } = await import("./pdf.ts");
    return textOfPdf(await file.arrayBuffer(), onPage, signal);
  }
  if (["html", "htm"].includes(extension) || file.type === "text/html") {
    const { textOfHtml } = await import("./html.ts");
    return textOfHtml(await file.text());
  }
  if (["txt", "md", "markdown", "text"].includes(extension) || file.type.startsWith("text/")) {
    return (await file.text()).replace(/\r\n?/g, "\n");
  }
  throw new FileError(t.source.wrongKind(file.name));
}
