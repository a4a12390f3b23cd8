/** The time range that the page shows, in whole hours like the ledger's rollups. */
export interface Window {
  /** A preset's name, or "custom". */
  range: Preset | "custom";
  /** Milliseconds since the epoch; `from` inclusive, `to` exclusive. */
  from: number;
  to: number;
  groupBy: "hour" | "day";
  /** True if the requested range was invalid and this is the default instead. */
  isFallback: boolean;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Ranges longer than this are shown by day. */
const MAX_HOURLY_MS = 7 * DAY_MS;
const MAX_DAYS = 366;

export const PRESETS = { "24h": DAY_MS, "7d": 7 * DAY_MS, "30d": 30 * DAY_MS } as const;
export type Preset = keyof typeof PRESETS;
export const DEFAULT_PRESET: Preset = "24h";

const isPreset = (text: string): text is Preset => Object.hasOwn(PRESETS, text);

/** The query parameters of a window: `range=24h|7d|30d`, or `from` and `to`. */
export type WindowQuery = Partial<Record<"range" | "from" | "to", string | undefined>>;

/**
 * Reads a window. Times are ISO 8601, in UTC if they name no zone, and are widened to whole hours. An invalid range
 * gives the default, marked as a fallback.
 */
export function readWindow({ range, from, to }: WindowQuery, nowMs: number): Window {
  const fallback = (): Window => ({ ...preset(DEFAULT_PRESET, nowMs), isFallback: true });
  if (from || to) {
    const fromMs = floorHour(instant(from));
    const toMs = to ? ceilHour(instant(to)) : ceilHour(nowMs);
    const isUsable = fromMs < toMs && fromMs < nowMs && toMs - fromMs <= MAX_DAYS * DAY_MS;
    return isUsable ? between("custom", fromMs, toMs) : fallback();
  }
  if (range !== undefined && !isPreset(range)) return fallback();
  return preset(range ?? DEFAULT_PRESET, nowMs);
}

/** Midnight UTC of the day, and of the first day of the month. */
export const startOfDay = (nowMs: number): number => nowMs - (nowMs % DAY_MS);
export const startOfMonth = (nowMs: number): number => {
  const now = new Date(nowMs);
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
};

/** The starts of all hours or days of a window, in order, including those without requests. */
export function steps({ from, to, groupBy }: Window): number[] {
  const stepMs = groupBy === "hour" ? HOUR_MS : DAY_MS;
  const first = from - (from % stepMs);
  return Array.from({ length: Math.ceil((to - first) / stepMs) }, (_, at) => first + at * stepMs);
}

/** The current hour or day is the last one of a preset. */
const preset = (range: Preset, nowMs: number): Window => {
  const to = ceilHour(nowMs);
  const isHourly = PRESETS[range] <= MAX_HOURLY_MS;
  const from = isHourly ? to - PRESETS[range] : startOfDay(nowMs) + DAY_MS - PRESETS[range];
  return between(range, from, to);
};

const between = (range: Window["range"], from: number, to: number): Window => ({
  range,
  from,
  to,
  groupBy: to - from <= MAX_HOURLY_MS ? "hour" : "day",
  isFallback: false,
});

const floorHour = (ms: number): number => Math.floor(ms / HOUR_MS) * HOUR_MS;
const ceilHour = (ms: number): number => Math.ceil(ms / HOUR_MS) * HOUR_MS;

const HAS_ZONE = /(?:Z|[+-]\d\d:?\d\d)$/i;

const instant = (text: string | undefined): number =>
  text ? Date.parse(HAS_ZONE.test(text) || !text.includes("T") ? text : `${text}Z`) : Number.NaN;
