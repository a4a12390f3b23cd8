/** How often an opening shows that it goes on, and how often others look whether it does. */
const BEAT_MS = 20;

/**
 * Looks in a row that see no beat after which an opening counts as cut off. Looks are counted rather than time: where
 * the isolate is busy, neither the beat nor the looks go on, while the clock does.
 */
const LOOKS_UNTIL_LOST = 50;

/** Something that is opened at first use and then shared by all requests of an isolate. */
export interface Once<T> {
  /** The one opened value. Throws what opening it throws; whoever comes after a failure opens it anew. */
  get(): Promise<T>;
  isOpen(): boolean;
  /** Has it opened anew at the next `get`, if it still is that value. */
  forget(one: T): void;
}

interface Opening {
  beats: number;
  hasEnded: boolean;
  error?: unknown;
}

/**
 * Opens something once, however many requests ask for it at the same time. Workers let no request wait for the I/O of
 * another, and drop a request whose caller has left together with its promises. So those who wait look by a timer of
 * their own, and when the opening stops beating, one of them opens instead.
 *
 * @example
 *   const model = once(() => openModel("writer", folder));
 *   const { generate } = await model.get();
 */
export function once<T extends object>(open: () => Promise<T>): Once<T> {
  let value: T | undefined;
  let opening: Opening | undefined;

  async function get(): Promise<T> {
    while (value === undefined && opening) {
      const other = opening;
      await outlast(other);
      if (opening === other) opening = undefined;
      if (value === undefined && other.hasEnded) throw other.error;
    }
    return value ?? openIt();
  }

  async function openIt(): Promise<T> {
    const mine: Opening = { beats: 0, hasEnded: false };
    opening = mine;
    const beat = setInterval(() => mine.beats++, BEAT_MS);
    try {
      value = await open();
      return value;
    } catch (error) {
      mine.error = error;
      throw error;
    } finally {
      clearInterval(beat);
      mine.hasEnded = true;
      if (opening === mine) opening = undefined;
    }
  }
  return {
    get,
    isOpen: () => value !== undefined,
    forget: (one) => {
      if (value === one) value = undefined;
    },
  };
}

/** Returns once an opening has ended, or has shown no sign of life for about a second. */
async function outlast(opening: Opening): Promise<void> {
  let beats = opening.beats;
  for (let looks = 0; looks < LOOKS_UNTIL_LOST && !opening.hasEnded; looks++) {
    await new Promise((wake) => setTimeout(wake, BEAT_MS));
    if (opening.beats !== beats) looks = 0;
    beats = opening.beats;
  }
}
