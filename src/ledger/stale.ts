import { HOUR_MS, hourOf, timeOf } from "./key.ts";
import type { MeteredKv } from "./metered.ts";

/**
 * A rollup is final two hours after its hour (`roll-up.ts`). A receipt that is written later than that, less a margin
 * for KV's lag, leaves a mark, and the next run recomputes that hour's rollup. A mark is deleted only once KV has
 * certainly shown its receipt.
 */
const PREFIX = "stale/";
const LATE_AFTER_MS = HOUR_MS;
const SETTLED_AFTER_MS = 5 * 60_000;
/** Maximum number of marks that one run examines; each may cost a delete. */
const MAX_MARKS = 200;
const FORGOTTEN_AFTER_SECONDS = 30 * 86_400;

/** The mark that the hour of the receipt `id` needs, if it needs one. Marks within the same second are one mark. */
export function markOf(id: string, now: number): string | undefined {
  const hour = hourOf(timeOf(id) ?? now);
  if (now - (hour + 1) * HOUR_MS < LATE_AFTER_MS) return undefined;
  return `${PREFIX}${hour}/${Math.floor(now / 1000)}`;
}

export async function markIfLate(kv: KVNamespace, id: string, now: number): Promise<void> {
  const mark = markOf(id, now);
  if (mark) await kv.put(mark, "", { expirationTtl: FORGOTTEN_AFTER_SECONDS });
}

/** The hours that marks name, oldest first, and the marks that may be deleted after their rollups are recomputed. */
export async function readMarks(
  kv: MeteredKv,
  now: number,
): Promise<{ hours: number[]; settled: { name: string; hour: number }[] }> {
  const { keys } = await kv.list({ prefix: PREFIX, limit: MAX_MARKS });
  const marks = keys.map(({ name }) => {
    const [hour, second] = name.slice(PREFIX.length).split("/").map(Number);
    return { name, hour: hour ?? 0, at: (second ?? 0) * 1000 };
  });
  return {
    hours: [...new Set(marks.map(({ hour }) => hour))].sort((a, b) => a - b),
    settled: marks.filter(({ at }) => now - at >= SETTLED_AFTER_MS),
  };
}
