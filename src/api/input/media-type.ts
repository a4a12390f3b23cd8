import { InvalidRequestError } from "../../contract/request.ts";

/** What a body may be; all but the first two are the document itself. */
const MEDIA_TYPES = {
  "application/json": "json",
  "application/x-ndjson": "ndjson",
  "application/ndjson": "ndjson",
  "application/jsonl": "ndjson",
  "text/plain": "text",
  "text/html": "html",
  "text/markdown": "markdown",
} as const;

export type BodyKind = (typeof MEDIA_TYPES)[keyof typeof MEDIA_TYPES];

/** What a body says that it is. Throws `InvalidRequestError`. */
export function bodyKindOf(contentType: string | null): BodyKind {
  const [type = "", ...parameters] = (contentType ?? "")
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice(8);
  const isUtf8 = ["utf-8", "utf8", undefined].includes(charset?.replaceAll('"', ""));
  if (isUtf8 && isKnown(type)) return MEDIA_TYPES[type];
  throw new InvalidRequestError(
    "unsupported-media-type",
    "Send Content-Type: application/json in UTF-8, or one of " +
      `${Object.keys(MEDIA_TYPES).slice(1).join(", ")}.`,
  );
}

const isKnown = (type: string): type is keyof typeof MEDIA_TYPES =>
  Object.hasOwn(MEDIA_TYPES, type);
