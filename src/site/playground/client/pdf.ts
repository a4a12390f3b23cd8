import { GlobalWorkerOptions, getDocument } from "pdfjs-dist";
import { here } from "./here.ts";

/** A gap of more than this number of line heights begins a paragraph. */
const PARAGRAPH_GAP = 1.6;
/** Type that is larger or smaller than the line above by this factor begins a new block. */
const HEADING_RATIO = 1.15;
const HYPHEN_AT_LINE_END = /(\p{Ll})-\n(?=\p{Ll})/gu;

/**
 * The text of a PDF, page by page.
 * @throws the signal's reason, or the error of pdf.js.
 */
export async function textOfPdf(
  data: ArrayBuffer,
  onPage: (page: number, pages: number) => void,
  signal: AbortSignal,
): Promise<string> {
  GlobalWorkerOptions.workerSrc = here.pdfWorker;
  const loading = getDocument({
    data: new Uint8Array(data),
    cMapUrl: new URL(here.pdfTables, location.href).href,
    cMapPacked: true,
    disableFontFace: true,
    useSystemFonts: true,
  });
  try {
    const pdf = await loading.promise;
    const pages: string[] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      signal.throwIfAborted();
      onPage(number, pdf.numPages);
      const page = await pdf.getPage(number);
      pages.push(linesOf((await page.getTextContent()).items));
      page.cleanup();
    }
    return pages.join("\n").replace(HYPHEN_AT_LINE_END, "$1").trim();
  } finally {
    await loading.destroy();
  }
}

type Item =
  | { str: string; hasEOL: boolean; height: number; transform: number[] }
  | { type: string };

/** The lines of a page, with a blank line at each gap and at each change of type size, as at headings. */
function linesOf(items: readonly Item[]): string {
  let text = "";
  let lastY: number | undefined;
  let lineHeight = 0;
  for (const item of items) {
    if (!("str" in item)) continue;
    const y = item.transform[5] ?? 0;
    if (item.height > 0) {
      const gap = lastY === undefined ? 0 : lastY - y;
      const larger = Math.max(lineHeight, item.height);
      const isHeading =
        lineHeight > 0 && larger > HEADING_RATIO * Math.min(lineHeight, item.height);
      if ((gap > PARAGRAPH_GAP * larger || isHeading) && text.endsWith("\n")) text += "\n";
      lastY = y;
      lineHeight = item.height;
    }
    text += item.str + (item.hasEOL ? "\n" : "");
  }
  return text;
}
