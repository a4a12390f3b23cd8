import { RefusedError } from "../contract/refused.ts";
import type { Region } from "../placement/regions.ts";
import { NoSelectionError } from "../summarizer/extract/select.ts";
import type { Trace } from "../tracing/trace.ts";
import type { Backend } from "./backend.ts";
import { GZIP_TYPE, type Packed, type UnpackOptions } from "./packed.ts";
import type { Pool } from "./pool.ts";
import { unlessAborted } from "./unless-aborted.ts";

/** One place to try. */
export interface Target {
  region: Region;
  /** The object of a pool, or the region's id if it has no pool. */
  instance: string;
  backend: Backend;
}

/** Work that came back from a region. */
export interface Done {
  colo: string | null;
  /** Stated by a region whose platform does not report its location. */
  zone?: string | undefined;
}

export interface Forwarded<D extends Done> {
  /** The answer and the region that gave it; null if none did, so that the edge does the work itself. */
  result: (D & { region: Region; instance: string }) | null;
  /** Bytes between edge and regions, both directions, failed attempts included. */
  bytes: number;
}

/** The caller closed the connection before the answer was ready. */
export class CallerGoneError extends RefusedError {
  constructor() {
    super("caller-gone", "the caller closed the connection");
  }
}

/** The best region and one more: a third attempt would cost the caller more time than the edge does. */
export const MAX_ATTEMPTS = 2;

export interface ForwardTools {
  pool: Pool;
  /** Ends all attempts together. */
  deadlineMs: number;
  /** Aborts when the caller disconnects. */
  caller: AbortSignal;
  trace: Trace;
}

/** One call of the internal protocol. */
export interface Call<D extends Done> {
  path: string;
  work: Packed;
  /** Reads the answer; throws if it is unusable. */
  read(region: string, response: Response, reading: UnpackOptions): Promise<D>;
}

/**
 * Runs work in the first target that answers. Targets are tried one after the other, never two at once.
 * @throws NoSelectionError under the same condition as the edge
 * @throws CallerGoneError
 */
export async function call<D extends Done>(
  targets: readonly Target[],
  { path, work, read }: Call<D>,
  { pool, deadlineMs, caller, trace }: ForwardTools,
): Promise<Forwarded<D>> {
  const signal = AbortSignal.any([caller, AbortSignal.timeout(deadlineMs)]);
  let bytes = 0;
  const count = (more: number) => {
    bytes += more;
  };
  for (const { region, instance, backend } of targets.slice(0, MAX_ATTEMPTS)) {
    if (caller.aborted) throw new CallerGoneError();
    if (signal.aborted) break;
    const done = pool.begin(instance);
    try {
      const attributes = { region: region.id, instance };
      const answer = await trace.span("call region", attributes, async (inside) => {
        count(work.bytes.byteLength);
        const request = toRegionRequest(work, signal, path, inside.headers());
        const response = await unlessAborted(backend.fetch(request), signal);
        return read(region.id, response, { signal, count });
      });
      done.succeeded(answer.colo);
      return { result: { ...answer, region, instance }, bytes };
    } catch (error) {
      if (error instanceof NoSelectionError) {
        done.succeeded(null);
        throw error;
      }
      if (caller.aborted) {
        done.abandoned();
        throw new CallerGoneError();
      }
      done.failed(isOverloaded(error));
      console.warn(JSON.stringify({ event: "region-failed", instance, error: `${error}` }));
    }
  }
  return { result: null, bytes };
}

/** An overloaded Durable Object marks this on the error. */
const isOverloaded = (error: unknown): boolean =>
  error instanceof Error && (error as { overloaded?: boolean }).overloaded === true;

/** The request that carries packed work to a region. */
export const toRegionRequest = (
  { bytes, type }: Packed,
  signal: AbortSignal,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Request =>
  new Request(`https://region${path}`, {
    method: "POST",
    headers: { ...headers, "content-type": type, accept: `${GZIP_TYPE}, application/json` },
    body: bytes,
    signal,
    // A redirect must not carry the text or the secret to another host.
    redirect: "manual",
  });
