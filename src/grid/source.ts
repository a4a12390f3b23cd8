import type { Intensity, Signal } from "./intensity.ts";
import type { Fetch } from "./retry.ts";

/** What a source is handed for one refresh; `fetch` already retries and is bounded. */
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

/** Good readings (the present one and forecasts, where there are any) and what was refused. */
export interface Fetched {
  intensities: Intensity[];
  refused: Refusal[];
}

/** One provider. Its file knows its URLs, its JSON and its traps; nothing else does. */
export interface Source {
  readonly name: string;
  /** The credit that the provider's licence asks for, in English. */
  readonly attribution: string;
  readonly signal: Signal;
  /** Zones asked for in one refresh, after the provider's own rate limit. */
  readonly maxZones: number;
  /** How long after its validTo a live reading still beats a forecast: the provider's usual lag. */
  readonly graceMs: number;
  serves(zone: string): boolean;
  /** One bad zone is refused alone; throws only where nothing at all could be read. */
  fetchIntensities(zones: readonly string[], context: SourceContext): Promise<Fetched>;
}

/**
 * Reads zones side by side, for providers that answer one zone a call. `refuse` reports a part of
 * a zone's answer that could not be used, where another part could.
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

/** An error's reason for a log line, short, and without a URL that may hold a key. */
export function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return "failed";
  const why = "why" in error && typeof error.why === "string" ? error.why : error.message;
  return `${error.name === "Error" ? "" : `${error.name}: `}${why}`
    .replace(/https?:\/\/\S+/g, "(url)")
    .slice(0, 200);
}
