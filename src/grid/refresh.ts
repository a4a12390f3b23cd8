import { afterFailure, afterSuccess, type Breakers, isOpen, SOURCE_BREAKER } from "./breaker.ts";
import type { Intensity, Signal } from "./intensity.ts";
import { merge } from "./merge.ts";
import { boundedFetch, type Fetch, type RetryTools, retryingFetch } from "./retry.ts";
import { type Fetched, type Refusal, type Source, whyOf } from "./source.ts";
import type { GridStore, StoreState } from "./store.ts";

// A free Workers plan allows 50 subrequests per invocation; the KV read and write are two of them.
const MAX_CALLS = 45;
const SOURCE_LIMIT_MS = 30_000;

export interface RefreshTools extends Omit<RetryTools, "now"> {
  fetch: Fetch;
  /** ms since the epoch, as Date.now. */
  now: () => number;
  maxCalls?: number;
  /** Locations of regions' objects found by this refresh; those from earlier ones stay valid. */
  colos?: Readonly<Record<string, string>>;
  /** Time limit for all work of one source in one refresh. */
  sourceLimitMs?: number;
}

/** One source's results in a refresh; `waiting` zones had no turn because of its rate limit. */
export interface SourceReport {
  source: string;
  asked: string[];
  waiting: string[];
  readings: number;
  refused: Refusal[];
  breaker: "closed" | "open";
}

/** The results of a refresh, for the log. */
export interface RefreshReport {
  startedAt: string;
  calls: number;
  sources: SourceReport[];
  /** The state of the snapshot that it started from, and whether the new one is in KV. */
  store: StoreState;
  stored: boolean;
}

/**
 * Requests every zone from the sources in parallel, and stores the valid readings. If a zone's best source fails, the
 * next source that serves it is asked. Never throws because of a provider.
 */
export async function refresh(
  zones: readonly string[],
  sources: readonly Source[],
  store: GridStore,
  tools: RefreshTools,
): Promise<RefreshReport> {
  const nowMs = tools.now();
  const old = await store.read();
  const found = store.state;
  const bounded = boundedFetch(tools.fetch, tools.maxCalls ?? MAX_CALLS);
  const run: RefreshRun = {
    nowMs,
    sourceLimitMs: tools.sourceLimitMs ?? SOURCE_LIMIT_MS,
    fetch: retryingFetch(bounded.fetch, tools),
    askedMs: structuredClone(old.askedMs),
    reports: new Map(sources.map((source) => [source, blankReport(source, old.breakers, nowMs)])),
    intensities: [],
  };
  const once = [...new Set(zones)];
  await Promise.all([
    askInRounds(once, sources, "average", run),
    askInRounds(once, sources, "marginal", run),
  ]);
  const graceMs = (name: string) => sources.find((one) => one.name === name)?.graceMs ?? 0;
  const stored = await store.write({
    version: 1,
    savedAt: new Date(tools.now()).toISOString(),
    zones: merge(old, run.intensities, graceMs, nowMs),
    breakers: settle(old.breakers, run),
    colos: { ...old.colos, ...tools.colos },
    askedMs: run.askedMs,
  });
  const reports = [...run.reports.values()];
  return {
    startedAt: new Date(nowMs).toISOString(),
    calls: bounded.calls(),
    sources: reports,
    store: found,
    stored,
  };
}

interface RefreshRun {
  nowMs: number;
  sourceLimitMs: number;
  fetch: Fetch;
  askedMs: Record<string, Record<string, number>>;
  reports: Map<Source, SourceReport>;
  intensities: Intensity[];
}

/**
 * In each round, asks the best source of every zone that was not tried yet; there are at most as many rounds as
 * sources.
 */
async function askInRounds(
  zones: readonly string[],
  sources: readonly Source[],
  signal: Signal,
  run: RefreshRun,
): Promise<void> {
  const untried = new Map(
    zones.map((zone) => [
      zone,
      sources.filter(
        (one) =>
          one.signal === signal && one.serves(zone) && run.reports.get(one)?.breaker === "closed",
      ),
    ]),
  );
  for (;;) {
    const turns = new Map<Source, string[]>();
    for (const [zone, left] of untried) {
      const source = left.shift();
      if (source === undefined) untried.delete(zone);
      else turns.set(source, [...(turns.get(source) ?? []), zone]);
    }
    if (turns.size === 0) return;
    const done = await Promise.all([...turns].map(([source, turn]) => ask(source, turn, run)));
    for (const zone of done.flat()) untried.delete(zone);
  }
}

/** @returns the zones that need no other source now: read, or waiting for their turn */
async function ask(source: Source, zones: readonly string[], run: RefreshRun): Promise<string[]> {
  const report = run.reports.get(source) as SourceReport;
  run.askedMs[source.name] ??= {};
  const askedMs = run.askedMs[source.name] as Record<string, number>;
  const longestAgo = [...zones].sort((a, b) => (askedMs[a] ?? 0) - (askedMs[b] ?? 0));
  const turn = longestAgo.slice(0, Math.max(0, source.maxZones - report.asked.length));
  const waiting = longestAgo.slice(turn.length);
  report.asked.push(...turn);
  report.waiting.push(...waiting);
  if (turn.length === 0) return waiting;
  for (const zone of turn) askedMs[zone] = run.nowMs;
  const { intensities, refused } = await fetchFrom(source, turn, run);
  report.readings += intensities.length;
  report.refused.push(...refused);
  run.intensities.push(...intensities);
  return [...waiting, ...intensities.map((one) => one.zone)];
}

async function fetchFrom(
  source: Source,
  zones: readonly string[],
  run: RefreshRun,
): Promise<Fetched> {
  const signal = AbortSignal.timeout(run.sourceLimitMs);
  try {
    return await source.fetchIntensities(zones, { fetch: run.fetch, nowMs: run.nowMs, signal });
  } catch (error) {
    return { intensities: [], refused: zones.map((zone) => ({ zone, why: whyOf(error) })) };
  }
}

function blankReport(source: Source, breakers: Breakers, nowMs: number): SourceReport {
  const breaker = isOpen(breakers, source.name, nowMs) ? "open" : "closed";
  return { source: source.name, asked: [], waiting: [], readings: 0, refused: [], breaker };
}

/** A source that returned any valid reading has succeeded; one that returned none has failed. */
function settle(before: Breakers, run: RefreshRun): Breakers {
  let breakers = before;
  for (const { source, asked, readings } of run.reports.values()) {
    if (asked.length === 0) continue;
    breakers =
      readings > 0
        ? afterSuccess(breakers, source)
        : afterFailure(breakers, source, run.nowMs, SOURCE_BREAKER);
  }
  return breakers;
}
