import { v7 as uuidv7, validate, version } from "uuid";

/**
 * Receipts are kept under `receipt/<hour>/<millisecond>/<id>`, counted down to the far future, so
 * that KV's lexicographic order is newest first, one hour is one prefix, and a key follows from its
 * id: a UUID of version 7 begins with its time.
 */
const LAST_HOUR = 9_999_999;
const HOUR_MS = 3_600_000;

export const PREFIX = "receipt/";

/** A new unique id that holds the time `now`, in milliseconds since the epoch. */
export const newId = (now: number): string => uuidv7({ msecs: now });

/** The time in an id, in milliseconds since the epoch; undefined if it is none of ours. */
export function timeOf(id: string): number | undefined {
  if (!validate(id) || version(id) !== 7) return undefined;
  return Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
}

/** The KV key of an id, or undefined if the id is none of ours. */
export function keyOf(id: string): string | undefined {
  const time = timeOf(id);
  if (time === undefined || time >= LAST_HOUR * HOUR_MS) return undefined;
  const hour = String(LAST_HOUR - Math.floor(time / HOUR_MS)).padStart(7, "0");
  const millisecond = String(HOUR_MS - 1 - (time % HOUR_MS)).padStart(7, "0");
  return `${PREFIX}${hour}/${millisecond}/${id.toLowerCase()}`;
}

export const idOf = (key: string): string => key.slice(key.lastIndexOf("/") + 1);

/** A number in [0, 1) drawn by an id's random tail: the same id always draws the same. */
export const drawOf = (id: string): number =>
  Number.parseInt(id.replaceAll("-", "").slice(-12), 16) / 2 ** 48;
