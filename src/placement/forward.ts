import type { Extract } from "../summarizer/extract.ts";
import { NoSelectionError } from "../summarizer/select.ts";
import { fromRegionResponse, type RegionWork, toRegionRequest } from "./protocol.ts";

/** Anything that answers a region's request: a Durable Object stub, a service binding, a URL. */
export interface Backend {
  fetch(request: Request): Promise<Response>;
}

export interface Forwarded {
  extract: Extract;
  /** Where it really ran, if the region could tell. */
  colo: string | null;
  /** Bytes between edge and region, both directions. */
  bytes: number;
}

/**
 * Runs work in a region. Answers null if the region failed, so that the edge can do the work itself;
 * throws `NoSelectionError` where the edge would.
 */
export async function forward(
  region: string,
  backend: Backend,
  work: RegionWork,
): Promise<Forwarded | null> {
  const body = JSON.stringify(work);
  try {
    const response = await backend.fetch(toRegionRequest(body));
    const { extract, colo, bytes } = await fromRegionResponse(region, response);
    return { extract, colo, bytes: bytes + new TextEncoder().encode(body).byteLength };
  } catch (error) {
    if (error instanceof NoSelectionError) throw error;
    console.error(JSON.stringify({ event: "region-failed", region, error: String(error) }));
    return null;
  }
}
