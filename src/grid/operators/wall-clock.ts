/** A local time without its offset. */
export interface WallClock {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** The local time at `ms` (since the epoch) in an IANA time zone. */
export function wallClock(ms: number, timeZone: string): WallClock {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(ms);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: of("year"),
    month: of("month"),
    day: of("day"),
    hour: of("hour"),
    minute: of("minute"),
  };
}

/**
 * The time in ms since the epoch at which local clocks in an IANA time zone show this. For the hour that occurs twice a
 * year it is one of the two; a time in the skipped hour is moved by an hour.
 */
export function momentOf(wall: WallClock, timeZone: string): number {
  const asIfUtc = utcOf(wall);
  const offsetAt = (ms: number) =>
    utcOf(wallClock(ms, timeZone)) - Math.floor(ms / 60_000) * 60_000;
  return asIfUtc - offsetAt(asIfUtc - offsetAt(asIfUtc));
}

const utcOf = ({ year, month, day, hour, minute }: WallClock): number =>
  Date.UTC(year, month - 1, day, hour, minute);
