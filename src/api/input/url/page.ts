import { RefusedError } from "../../../contract/refused.ts";
import { declaredIn } from "../charset.ts";
import { requirePublic } from "./address.ts";
import { type Lookup, requirePublicName } from "./lookup.ts";
import { MAX_ROBOTS_BYTES, Robots, USER_AGENT } from "./robots.ts";

/** A page that could not be read; the message states the reason and does not quote the page. */
export class UnreadablePageError extends RefusedError {
  constructor(why: string) {
    super("unreadable-page", `url: the page could not be read: ${why}.`, { field: "url" });
  }
}

export const MEDIA_TYPES = [
  "text/html",
  "application/xhtml+xml",
  "text/plain",
  "text/markdown",
] as const;

/** A document that a URL led to. */
export interface FetchedPage {
  /** The final URL, after redirects. */
  url: string;
  mediaType: (typeof MEDIA_TYPES)[number];
  text: string;
  /** Number of bytes received for it. */
  bytes: number;
}

/** The resources of a reader, and its limits. */
export interface PageReaderOptions {
  fetch: typeof fetch;
  /** Without it, the addresses of a name are not checked. */
  lookup: Lookup | undefined;
  /** The operator's own hosts that may be read although they are not public. */
  allowed: ReadonlySet<string>;
  deadlineMs?: number;
  maxBytes?: number;
  maxRedirects?: number;
}

interface PageBounds {
  maxBytes: number;
  admit: (bytes: number) => void;
}

const DEFAULTS = { deadlineMs: 10_000, maxBytes: 3_000_000, maxRedirects: 5 };

/** Reads public pages, one at a time, for a user who named them. */
export class PageReader {
  readonly #options: PageReaderOptions & typeof DEFAULTS;
  readonly #robots = new Robots();

  constructor(options: PageReaderOptions) {
    this.#options = { ...DEFAULTS, ...options };
  }

  /**
   * Reads a page. `admit` is called with the bytes of each chunk before the chunk is kept; its errors are passed on.
   * @throws ForbiddenAddressError
   * @throws UnreadablePageError
   */
  async read(
    address: string,
    caller: AbortSignal,
    admit: (bytes: number) => void = () => {},
  ): Promise<FetchedPage> {
    const { deadlineMs, maxRedirects, maxBytes } = this.#options;
    const signal = AbortSignal.any([caller, AbortSignal.timeout(deadlineMs)]);
    let url = new URL(address);
    try {
      for (let hop = 0; hop <= maxRedirects; hop++) {
        url.hash = "";
        await this.#requireAllowed(url, signal);
        const response = await this.#get(url, signal);
        const next = redirectOf(response, url);
        if (!next) return await pageOf(url, response, { maxBytes, admit });
        await response.body?.cancel();
        url = next;
      }
    } catch (error) {
      if (error instanceof RefusedError) throw error;
      // The messages of `fetch` differ by runtime, and may reveal addresses inside a network.
      throw new UnreadablePageError(
        signal.aborted && !caller.aborted ? `no answer in ${deadlineMs} ms` : "no answer",
      );
    }
    throw new UnreadablePageError(`more than ${maxRedirects} redirects`);
  }

  /** Every redirect target is checked like the first URL. */
  async #requireAllowed(url: URL, signal: AbortSignal): Promise<void> {
    await this.#requirePublic(url, signal);
    const permission = await this.#robots.permission(url, async (robots) => {
      const response = await this.#get(robots, signal);
      // RFC 9309 requires a crawler to follow five redirects; a robots.txt that moved further counts as absent.
      if (response.status >= 300) {
        await response.body?.cancel();
        return { status: response.status >= 500 ? 500 : 404, text: "" };
      }
      return { status: 200, text: await startOf(response, MAX_ROBOTS_BYTES) };
    });
    if (permission === "refused") throw new UnreadablePageError("its robots.txt asks not to");
    if (permission === "unknown") {
      throw new UnreadablePageError("its server failed when it was asked for its robots.txt");
    }
  }

  async #requirePublic(url: URL, signal: AbortSignal): Promise<void> {
    const { allowed, lookup } = this.#options;
    requirePublic(url, allowed);
    const isName = !/^\[|^[\d.]+$/.test(url.hostname);
    if (lookup && isName && !allowed.has(url.host))
      await requirePublicName(url.hostname, lookup, signal);
  }

  #get(url: URL, signal: AbortSignal): Promise<Response> {
    const { fetch } = this.#options;
    return fetch(url.href, {
      redirect: "manual",
      signal,
      headers: {
        "user-agent": USER_AGENT,
        accept: "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9",
      },
    });
  }
}

function redirectOf({ status, headers }: Response, from: URL): URL | undefined {
  const location = headers.get("location");
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return undefined;
  const next = URL.parse(location, from.href);
  if (!next) throw new UnreadablePageError("it redirects to what is no URL");
  return next;
}

async function pageOf(url: URL, response: Response, bounds: PageBounds): Promise<FetchedPage> {
  if (response.status !== 200)
    throw new UnreadablePageError(`its server answered ${response.status}`);
  const contentType = response.headers.get("content-type")?.toLowerCase() ?? "";
  const [type, ...parameters] = contentType.split(";").map((part) => part.trim());
  const mediaType = MEDIA_TYPES.find((one) => one === type);
  if (!mediaType) {
    await response.body?.cancel();
    throw new UnreadablePageError("it is neither HTML nor plain text");
  }
  const charset = parameters
    .find((one) => one.startsWith("charset="))
    ?.slice(8)
    .replaceAll('"', "");
  const { text, bytes } = await textOf(response, bounds, charset);
  return { url: url.href, mediaType, text, bytes };
}

/** Reads no further than the limit, regardless of how much is sent or how well it was compressed. */
async function textOf(
  response: Response,
  { maxBytes, admit }: PageBounds,
  charset: string | undefined,
) {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new UnreadablePageError(`it is larger than ${maxBytes} bytes`);
    admit(chunk.byteLength);
    chunks.push(chunk);
  }
  const whole = new Uint8Array(await new Blob(chunks).arrayBuffer());
  return { text: decoderOf(charset ?? declaredIn(whole)).decode(whole), bytes };
}

/** The first bytes of an answer as UTF-8; the rest is not read. */
async function startOf(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop cancels the stream.
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk.subarray(0, maxBytes - bytes));
    bytes += chunk.byteLength;
    if (bytes >= maxBytes) break;
  }
  return new TextDecoder().decode(await new Blob(chunks).arrayBuffer());
}

function decoderOf(charset = "utf-8"): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    throw new UnreadablePageError("its character encoding is not known here");
  }
}
