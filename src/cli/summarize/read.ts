import { readFileSync } from "node:fs";
import { extname } from "node:path";

/** A document in the form that it has, as the API takes it. */
export type InputDocument = { text: string } | { html: string } | { markdown: string };

/** Input that cannot be summarized; the message says what to do about it. */
export class SourceError extends Error {
  override readonly name = "SourceError";
}

const PAGE = /^https?:\/\//i;

/**
 * Reads a document from a file, from a page by its URL, or from standard input for "-".
 * @throws SourceError
 */
export async function readSource(name: string): Promise<InputDocument> {
  if (PAGE.test(name)) return readPage(name);
  if (name === "-") return { text: textOf(readStandardInput(), "Standard input") };
  const text = textOf(readFile(name), name);
  const extension = extname(name).toLowerCase();
  if (extension === ".html" || extension === ".htm") return { html: text };
  if (extension === ".md" || extension === ".markdown") return { markdown: text };
  return { text };
}

function readStandardInput(): Uint8Array {
  if (process.stdin.isTTY) {
    throw new SourceError("There is nothing on standard input: pipe a text into this command.");
  }
  return readFileSync(0);
}

function readFile(name: string): Uint8Array {
  try {
    return readFileSync(name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new SourceError(`There is no file ${name}.`);
    if (code === "EISDIR") throw new SourceError(`${name} is a folder: name one of its files.`);
    throw new SourceError(`${name} cannot be read: ${code ?? error}.`);
  }
}

async function readPage(url: string): Promise<InputDocument> {
  const response = await fetch(url).catch(() => {
    throw new SourceError(`${url} cannot be reached.`);
  });
  if (!response.ok) throw new SourceError(`${url} answered with status ${response.status}.`);
  const type = response.headers.get("content-type") ?? "";
  if (!/^(?:text\/|application\/xhtml)/.test(type)) {
    throw new SourceError(`${url} is ${type || "of an unknown type"}, not a page of text.`);
  }
  const text = textOf(new Uint8Array(await response.arrayBuffer()), url);
  return /html/.test(type) ? { html: text } : { text };
}

/** The bytes as UTF-8 text. */
function textOf(bytes: Uint8Array, name: string): string {
  if (bytes.includes(0)) {
    throw new SourceError(
      `${name} is a binary file. Convert it to text first, a PDF for instance with \`pdftotext\`.`,
    );
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw new SourceError(
      `${name} is not in UTF-8. Convert it first, for instance with \`iconv\`.`,
    );
  }
  if (text.trim() === "") throw new SourceError(`${name} holds no text.`);
  return text;
}
