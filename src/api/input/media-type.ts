import { preferred } from "../../contract/accept.ts";
import { RefusedError } from "../../contract/refused.ts";
import { InvalidRequestError } from "../../contract/request.ts";

/** The accepted media types of a body. In all but the first two, the body is the document itself. */
const MEDIA_TYPES = {
  "application/json": "json",
  "application/x-ndjson": "ndjson",
  "application/ndjson": "ndjson",
  "application/jsonl": "ndjson",
  "text/plain": "text",
  "text/html": "html",
  "application/xhtml+xml": "html",
  "text/markdown": "markdown",
} as const;

/** The kinds in which the body is the document itself, in any encoding that browsers support; the others are UTF-8. */
const TEXTS: ReadonlySet<string> = new Set(["text", "html", "markdown"]);

/**
 * The kind of a body by its `Content-Type`.
 * @throws InvalidRequestError
 */
export function bodyKindOf(
  contentType: string | null,
): (typeof MEDIA_TYPES)[keyof typeof MEDIA_TYPES] {
  const { type, charset } = partsOf(contentType);
  const kind = Object.hasOwn(MEDIA_TYPES, type)
    ? MEDIA_TYPES[type as keyof typeof MEDIA_TYPES]
    : undefined;
  const isUtf8 = charset === undefined || /^utf-?8$/.test(charset);
  if (kind && (isUtf8 || TEXTS.has(kind))) return kind;
  throw new InvalidRequestError(
    "unsupported-media-type",
    "Send Content-Type: application/json in UTF-8, or one of " +
      `${Object.keys(MEDIA_TYPES).slice(1).join(", ")}.`,
  );
}

/** The media types of an answer; the first is the default. */
const FORMS = ["application/json", "text/plain", "text/markdown", "text/event-stream"] as const;
export type ResponseForm = (typeof FORMS)[number];

/**
 * The form that the caller wants, determined before any work is done.
 * @throws RefusedError if the caller accepts none of the forms
 */
export function formOf(accept: string | undefined): ResponseForm {
  const form = preferred(accept, FORMS);
  if (form !== undefined) return form;
  throw new RefusedError("not-acceptable", `Accept must allow one of ${FORMS.join(", ")}.`);
}

/** The encoding named by a `Content-Type`, in lower case. */
export const charsetOf = (contentType: string | null): string | undefined =>
  partsOf(contentType).charset;

function partsOf(contentType: string | null): { type: string; charset: string | undefined } {
  const [type = "", ...parameters] = (contentType ?? "")
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice(8);
  return { type, charset: charset?.replaceAll('"', "").trim() || undefined };
}
