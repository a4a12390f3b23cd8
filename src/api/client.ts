import { EventSourceParserStream } from "eventsource-parser/stream";
import type * as z from "zod";
import type { ReceiptJson, ReceiptsJson, TotalsReportJson } from "../contract/emissions.ts";
import type { emissionsQuery, requestsQuery } from "../contract/ledger-queries.ts";
import type { RegionsJson } from "../contract/placement.ts";
import type { summaryRequest } from "../contract/request.ts";
import type { Problem } from "../contract/service.ts";
import type { SentenceJson, SummaryAnswer } from "../contract/summary.ts";

export type SummaryInput = z.input<typeof summaryRequest>;
export type EmissionsQuery = Omit<z.input<typeof emissionsQuery>, "format">;
export type ReceiptsQuery = Omit<z.input<typeof requestsQuery>, "format">;

/** Events of a stream, in this order. Ignore kinds that you do not know. */
export type SummaryEvent =
  /** The next piece of a draft that a model writes; `summary` is authoritative. */
  | { type: "token"; text: string }
  | { type: "sentence"; sentence: SentenceJson }
  | { type: "summary"; summary: SummaryAnswer };

export interface ClientOptions {
  /** URL of a greengist deployment. */
  baseUrl: string | URL;
  /** Sent as a Bearer token. The ledger of a deployment requires its ADMIN_TOKEN. */
  apiKey?: string | undefined;
  fetch?: typeof fetch;
  /** Aborts every call of this client. Each call also accepts its own signal. */
  signal?: AbortSignal | undefined;
}

interface CallOptions {
  signal?: AbortSignal | undefined;
}

/** An error response of the service. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem;
  readonly requestId: string | null;
  /** When to retry, if a retry can succeed. */
  readonly retryAfterSeconds: number | null;

  constructor(problem: Problem, headers: Headers) {
    super(problem.detail);
    this.problem = problem;
    this.requestId = headers.get("x-request-id");
    const retryAfter = headers.get("retry-after");
    this.retryAfterSeconds = retryAfter === null ? null : Number(retryAfter);
  }
}

/**
 * A client of greengist. Every call throws `ProblemError` if the service refuses the request.
 *
 *     const greengist = createClient({ baseUrl: "http://localhost:8787" });
 *     const { summary, emissions } = await greengist.summarize({ text, length: "short" });
 */
export function createClient({ baseUrl, apiKey, fetch: send = fetch, signal }: ClientOptions) {
  async function call(path: string, init: RequestInit, { signal: own }: CallOptions) {
    const headers = new Headers(init.headers);
    if (apiKey !== undefined) headers.set("authorization", `Bearer ${apiKey}`);
    const signals = [signal, own].filter((one) => one !== undefined);
    const response = await send(new URL(path, baseUrl), {
      ...init,
      headers,
      ...(signals.length > 0 && { signal: AbortSignal.any(signals) }),
    });
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  const post = (body: SummaryInput, accept: string, options: CallOptions) =>
    call(
      "/v1/summarize",
      {
        method: "POST",
        headers: { "content-type": "application/json", accept },
        body: JSON.stringify(body),
      },
      options,
    );

  const get = async <T>(path: string, query: object, options: CallOptions): Promise<T> => {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
    const accept = { headers: { accept: "application/json" } };
    const response = await call(`${path}${search.size > 0 ? `?${search}` : ""}`, accept, options);
    return (await response.json()) as T;
  };

  return {
    async summarize(body: SummaryInput, options: CallOptions = {}): Promise<SummaryAnswer> {
      return (await (await post(body, "application/json", options)).json()) as SummaryAnswer;
    },

    /** Yields each sentence, or a draft while it is written, and finally the whole answer with its receipt. */
    async *stream(body: SummaryInput, options: CallOptions = {}): AsyncGenerator<SummaryEvent> {
      const response = await post(body, "text/event-stream", options);
      const events = response.body
        ?.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>)
        .pipeThrough(new EventSourceParserStream());
      for await (const { event, data } of events ?? []) {
        if (event === undefined) yield { type: "sentence", sentence: JSON.parse(data) };
        if (event === "token") yield { type: "token", text: JSON.parse(data) };
        if (event === "problem") throw new ProblemError(JSON.parse(data), response.headers);
        if (event === "summary") yield { type: "summary", summary: JSON.parse(data) };
      }
    },

    emissions: (query: EmissionsQuery = {}, options: CallOptions = {}): Promise<TotalsReportJson> =>
      get("/v1/emissions", query, options),

    /** A page of receipts. Its `cursor` requests the next page. */
    receipts: (query: ReceiptsQuery = {}, options: CallOptions = {}): Promise<ReceiptsJson> =>
      get("/v1/emissions/requests", query, options),

    receipt: (id: string, options: CallOptions = {}): Promise<ReceiptJson> =>
      get(`/v1/emissions/requests/${encodeURIComponent(id)}`, {}, options),

    regions: (options: CallOptions = {}): Promise<RegionsJson> => get("/v1/regions", {}, options),
  };
}

export type Client = ReturnType<typeof createClient>;

/** A proxy between client and service may answer with a different kind of body. */
async function problemOf(response: Response): Promise<ProblemError> {
  const { status, headers } = response;
  const text = await response.text();
  if (headers.get("content-type")?.startsWith("application/problem+json")) {
    return new ProblemError(JSON.parse(text) as Problem, headers);
  }
  const title = response.statusText || `Status ${status}`;
  return new ProblemError({ type: "about:blank", title, status, detail: title }, headers);
}
