import {
  batchRequest,
  type DocumentRequest,
  FORMS,
  optionsQuery,
  typed,
} from "../../contract/documents.ts";
import { InvalidRequestError, invalidField } from "../../contract/request.ts";
import { type BodyOptions, decodeUtf8, inflated, readBody } from "./body.ts";
import { decodeText } from "./charset.ts";
import { parseDocument } from "./document.ts";
import { type InputLine, readLines } from "./lines.ts";
import { bodyKindOf, charsetOf } from "./media-type.ts";

/**
 * The content of a body: one document; several documents to be validated, each with its share of the bytes; or lines.
 */
export type Input =
  | { kind: "one"; document: DocumentRequest; bytes: number }
  | { kind: "batch"; documents: { value: unknown; bytes: number }[] }
  | { kind: "lines"; lines: AsyncGenerator<InputLine> };

/**
 * Reads a body of any supported media type; lines are left to be read one by one. If the body is the document itself,
 * the options come from the query.
 * @throws InvalidRequestError
 */
export async function readInput(
  request: Request,
  query: Record<string, string>,
  options: BodyOptions,
): Promise<Input> {
  const contentType = request.headers.get("content-type");
  const kind = bodyKindOf(contentType);
  if (kind === "ndjson") {
    // The stream between reads ahead, so that the answer does not begin before the body does: a proxy may give such a
    // request up.
    const arriving = inflated(request).stream.pipeThrough(new TransformStream());
    return { kind: "lines", lines: readLines(arriving, options) };
  }
  const { bytes, sentBytes } = await readBody(request, options);
  if (kind !== "json") {
    const text = decodeText(bytes, charsetOf(contentType), kind === "html");
    const asked = optionsQuery.safeParse(typed(query));
    if (!asked.success) throw invalidField(asked.error);
    return {
      kind: "one",
      document: parseDocument({ ...asked.data, [kind]: text }),
      bytes: sentBytes,
    };
  }
  const value = parseJson(decodeUtf8(bytes));
  if (!isObject(value) || !Object.hasOwn(value, "documents")) {
    return { kind: "one", document: parseDocument(value), bytes: sentBytes };
  }
  const batch = batchRequest.safeParse(value);
  if (!batch.success) throw invalidField(batch.error);
  const { documents, ...shared } = batch.data;
  return { kind: "batch", documents: shares(documents, shared, sentBytes) };
}

/** @throws InvalidRequestError */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The error message of JSON.parse quotes the document.
    throw new InvalidRequestError("not-json", "The body is not JSON in UTF-8.");
  }
}

/** The bytes of a batch, divided among the documents by their number of characters. */
function shares(documents: object[], shared: object, sentBytes: number) {
  const lengths = documents.map((document) => contentLength(document));
  const all = lengths.reduce((sum, length) => sum + length, 0);
  return documents.map((document, at) => ({
    value: { ...shared, ...document },
    bytes: Math.round((sentBytes * (lengths[at] as number)) / all),
  }));
}

/** At least 1, so that every document has a share. */
const contentLength = (document: object): number =>
  FORMS.reduce((sum, form) => {
    const content = (document as Record<string, unknown>)[form];
    return sum + (typeof content === "string" ? content.length : 0);
  }, 1);

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
