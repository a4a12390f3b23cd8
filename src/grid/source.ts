import type { Intensity, Signal } from "./intensity.ts";
import type { Fetch } from "./retry.ts";

/** The tools of a source in one refresh; `fetch` already retries and is limited. */
export interface SourceContext {
  fetch: Fetch;
  nowMs: number;
  /** Ends the whole call, bodies included. */
  signal: AbortSignal;
}

export interface Refusal {
  zone: string;
  why: string;
}

/** Valid readings (the present one and any forecasts), and the refused ones. */
export interface Fetched {
  intensities: Intensity[];
  refused: Refusal[];
}

/** One provider. Its URLs, its JSON and its traps are handled in its own file only. */
export interface Source {
  readonly name: string;
  /** The credit that the provider's license requires, in English. */
  readonly attribution: string;
  readonly signal: Signal;
  /** Number of zones requested in one refresh, according to the provider's rate limit. */
  readonly maxZones: number;
  /** How long after its validTo a live reading is still preferred to a forecast: the provider's usual delay. */
  readonly graceMs: number;
  serves(zone: string): boolean;
  /** A zone with an invalid answer is refused without affecting others; throws only if nothing at all could be read. */
  fetchIntensities(zones: readonly string[], context: SourceContext): Promise<Fetched>;
}

/**
 * Reads zones in parallel, for providers that answer one zone per call. `refuse` reports a part of a zone's answer that
 * could not be used when another part could.
 */
export async function eachZone(
  zones: readonly string[],
  read: (zone: string, refuse: (error: unknown) => void) => Promise<Intensity[]>,
): Promise<Fetched> {
  const fetched: Fetched = { intensities: [], refused: [] };
  const settled = await Promise.allSettled(
    zones.map((zone) => read(zone, (error) => fetched.refused.push({ zone, why: whyOf(error) }))),
  );
  for (const [index, result] of settled.entries()) {
    const zone = zones[index] as string;
    if (result.status === "fulfilled" && result.value.length > 0)
      fetched.intensities.push(...result.value);
    else if (result.status === "fulfilled") fetched.refused.push({ zone, why: "no figure in it" });
    else fetched.refused.push({ zone, why: whyOf(result.reason) });
  }
  return fetched;
}

/** The reason of an error for a log line: short, and without a URL, which might contain a key. */
export function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return "failed";
  const why = "why" in error && typeof error.why === "string" ? error.why : error.message;
  return `${error.name === "Error" ? "" : `${error.name}: `}${why}`
    .replace(/https?:\/\/\S+/g, "(url)")
    .slice(0, 200);
}
