import { InvalidRequestError } from "../../contract/request.ts";

/** A page declares its encoding within this number of bytes, as in browsers. */
const DECLARED_WITHIN = 1_024;
const NAME = /^\s?=?\s?["']?\s?([\w:.-]{1,40})/;

/**
 * The text of a body in any encoding that browsers support: the encoding of its byte order mark, otherwise that of its
 * header (`charset`), otherwise, for a page, the one that it declares itself, otherwise UTF-8. Bytes that are invalid
 * in a declared encoding become U+FFFD; an undeclared encoding must be valid UTF-8.
 * @throws InvalidRequestError
 */
export function decodeText(
  bytes: Uint8Array,
  charset: string | undefined,
  isPage: boolean,
): string {
  const label = markOf(bytes) ?? charset ?? (isPage ? declaredIn(bytes) : undefined);
  if (label === undefined || /^utf-?8$/i.test(label)) return decodeStrictly(bytes);
  // A page whose declaration can be read as single bytes cannot really be UTF-16.
  const isOwn = charset === undefined && /^utf-?16/i.test(label) && markOf(bytes) === undefined;
  try {
    return new TextDecoder(isOwn ? "utf-8" : label).decode(bytes);
  } catch {
    throw new InvalidRequestError(
      "unsupported-encoding",
      "The body's charset is none that browsers know; send it in UTF-8.",
    );
  }
}

function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return undefined;
}

/** The encoding that an HTML page declares in `<meta>` or `<?xml?>`; undefined if there is none. */
export function declaredIn(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, DECLARED_WITHIN)).toLowerCase();
  if (head.startsWith("<?xml")) {
    const at = head.indexOf("encoding=");
    if (at > 0 && at < head.indexOf("?>")) return NAME.exec(head.slice(at + 8))?.[1];
  }
  for (let meta = head.indexOf("<meta"); meta >= 0; meta = head.indexOf("<meta", meta + 5)) {
    const close = head.indexOf(">", meta);
    const tag = head.slice(meta, close < 0 ? undefined : close);
    const at = tag.indexOf("charset");
    if (at > 0) return NAME.exec(tag.slice(at + 7))?.[1];
  }
  return undefined;
}

function decodeStrictly(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw new InvalidRequestError(
      "not-text",
      "The body is not text in UTF-8; name its charset in Content-Type.",
    );
  }
}
