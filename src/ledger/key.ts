import { v7 as uuidv7, validate, version } from "uuid";

/**
 * Receipts are stored under `receipt/<hour>/<millisecond>/<id>`, where hour and millisecond count down to the far
 * future, so that KV's lexicographic order is newest first and one hour is one prefix. The key follows from the id,
 * because a UUID of version 7 begins with its time.
 */
const LAST_HOUR = 9_999_999;
export const HOUR_MS = 3_600_000;

export const PREFIX = "receipt/";

/** Hours since the epoch. */
export const hourOf = (timeMs: number): number => Math.floor(timeMs / HOUR_MS);

/** The common prefix of all positions in that hour. */
const hourPart = (hour: number): string => String(LAST_HOUR - hour).padStart(7, "0");

/** A new unique id that holds the time `now`, in milliseconds since the epoch. */
export const newId = (now: number): string => uuidv7({ msecs: now });

/** The time in an id, in milliseconds since the epoch; undefined if the id is not one of ours. */
export function timeOf(id: string): number | undefined {
  if (!validate(id) || version(id) !== 7) return undefined;
  return Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
}

/** Position of an id in the log, newest first; undefined if the id is not one of ours. */
export function positionOf(id: string): string | undefined {
  const time = timeOf(id);
  if (time === undefined || time >= LAST_HOUR * HOUR_MS) return undefined;
  return `${positionBefore(time + 1)}/${id.toLowerCase()}`;
}

/** The position that every id from before a time follows, in milliseconds since the epoch, and no later id. */
export function positionBefore(timeMs: number): string {
  const last = timeMs - 1;
  const millisecond = String(HOUR_MS - 1 - (last % HOUR_MS)).padStart(7, "0");
  return `${hourPart(hourOf(last))}/${millisecond}`;
}

/** The KV key of an id; undefined if the id is not one of ours. */
export function keyOf(id: string): string | undefined {
  const position = positionOf(id);
  return position && `${PREFIX}${position}`;
}

export const idOf = (key: string): string => key.slice(key.lastIndexOf("/") + 1);

/** Hours since the epoch of a position. */
export const hourOfPosition = (position: string): number =>
  LAST_HOUR - Number(position.slice(0, position.indexOf("/")));

/** A number in [0, 1) derived from an id's random tail: the same id always gives the same number. */
export const drawOf = (id: string): number =>
  Number.parseInt(id.replaceAll("-", "").slice(-12), 16) / 2 ** 48;

/**
 * The smallest set of position prefixes that covers exactly the hours from `from` to `to` (exclusive), newest first. A
 * month takes at most 40.
 */
export function prefixesOf(from: number, to: number): string[] {
  const prefixes: string[] = [];
  let next = LAST_HOUR - to + 1;
  const end = LAST_HOUR - from + 1;
  while (next < end) {
    let span = 1;
    while (next % (span * 10) === 0 && next + span * 10 <= end) span *= 10;
    const digits = String(next).padStart(7, "0");
    prefixes.push(span === 1 ? `${digits}/` : digits.slice(0, -String(span).length + 1));
    next += span;
  }
  return prefixes;
}
