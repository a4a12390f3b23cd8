/** A provider's HTTP answer that is not the requested JSON. It never contains a URL, because some URLs contain keys. */
export class AnswerRefusedError extends Error {
  override readonly name = "AnswerRefusedError";
  /** HTTP status of the answer. */
  readonly status: number;
  constructor(status: number, why: string) {
    super(why);
    this.status = status;
  }
}

/** Fifty times the largest regular answer; an isolate can hold several of this size. */
export const MAX_ANSWER_BYTES = 1_000_000;

/** An accepted media type of a body, and its name in error messages. */
export interface MediaType {
  name: string;
  pattern: RegExp;
}
export const JSON_TYPE: MediaType = {
  name: "JSON",
  pattern: /^application\/(?:[\w.+-]+\+)?json\b/i,
};
/** File servers use many names for CSV. */
export const CSV: MediaType = {
  name: "CSV",
  pattern: /^(?:text\/(?:csv|plain)|application\/(?:csv|octet-stream|vnd\.ms-excel|x-download))\b/i,
};
export const XML: MediaType = { name: "XML", pattern: /^(?:text|application)\/xml\b/i };

/**
 * Reads a provider's answer as JSON, and stops as soon as it cannot be JSON.
 * @param signal stops reading a stream that would never end
 * @throws AnswerRefusedError as {@link readBody} does, and on text that is not JSON
 */
export async function readAnswer(response: Response, signal: AbortSignal): Promise<unknown> {
  const text = await readBody(response, signal, JSON_TYPE);
  try {
    return JSON.parse(text);
  } catch {
    throw new AnswerRefusedError(response.status, "not JSON, though it says so");
  }
}

/**
 * Reads a provider's answer as text.
 * @param signal ends the reading of a stream that would never end
 * @throws AnswerRefusedError on a status other than 2xx, another media type, or more than
 *   {@link MAX_ANSWER_BYTES}; the signal's reason when it fires
 */
export async function readBody(
  response: Response,
  signal: AbortSignal,
  wanted: MediaType,
): Promise<string> {
  const refuse = async (why: string): Promise<never> => {
    await response.body?.cancel().catch(() => undefined);
    throw new AnswerRefusedError(response.status, why);
  };
  if (!response.ok) await refuse(`HTTP ${response.status}`);
  const type = response.headers.get("content-type") ?? "no media type";
  if (!wanted.pattern.test(type)) await refuse(`${type.slice(0, 60)} instead of ${wanted.name}`);
  if (Number(response.headers.get("content-length")) > MAX_ANSWER_BYTES)
    await refuse(`more than ${MAX_ANSWER_BYTES} bytes`);
  const text = await readText(response, signal);
  if (text === undefined)
    throw new AnswerRefusedError(response.status, `more than ${MAX_ANSWER_BYTES} bytes`);
  return text;
}

/** The body as text; undefined once it exceeds the cap. */
async function readText(response: Response, signal: AbortSignal): Promise<string | undefined> {
  if (response.body === null) return "";
  const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const cancel = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const decoder = new TextDecoder();
    let text = "";
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return text + decoder.decode();
      bytes += value.byteLength;
      if (bytes > MAX_ANSWER_BYTES) {
        cancel();
        return undefined;
      }
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
