/** How often an opening signals that it is in progress, and how often others check for the signal. */
const BEAT_MS = 20;

/**
 * After this number of checks in a row without a signal, an opening counts as cancelled. Checks are counted instead of
 * time, because in a busy isolate both the signals and the checks stop, while the clock advances.
 */
const LOOKS_UNTIL_LOST = 50;

/** Something that is opened at first use and then shared by all requests of an isolate. */
export interface Once<T> {
  /** The opened value. If opening fails, its error is thrown, and the next caller opens it again. */
  get(): Promise<T>;
  isOpen(): boolean;
  /** Makes the next `get` open it again, if `one` is still the current value. */
  forget(one: T): void;
}

interface Opening {
  beats: number;
  hasEnded: boolean;
  error?: unknown;
}

/**
 * Opens something once, even if several requests need it at the same time. In Workers, no request can wait for the I/O
 * of another, and a request whose caller has left is dropped together with its promises. So waiting requests check with
 * their own timers, and when the opening stops signaling, one of them opens it instead.
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

/** Returns when an opening has ended, or has given no signal for about a second. */
async function outlast(opening: Opening): Promise<void> {
  let beats = opening.beats;
  for (let looks = 0; looks < LOOKS_UNTIL_LOST && !opening.hasEnded; looks++) {
    await new Promise((wake) => setTimeout(wake, BEAT_MS));
    if (opening.beats !== beats) looks = 0;
    beats = opening.beats;
  }
}
