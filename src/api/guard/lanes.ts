import { CallerGoneError } from "../../region/forward.ts";
import type { Turns } from "../../region/turns.ts";
import { OverloadedError } from "./overloaded.ts";

/** Work up to this many predicted CPU-seconds is light: it never waits for heavy work. */
export const LIGHT_CPU_SECONDS = 0.25;

/** Limits of waiting heavy work: number of pieces, total predicted CPU-seconds, and how long each waits. */
const MAX_WAITING = 8;
const MAX_WAITING_CPU_SECONDS = 30;
const MAX_WAIT_MS = 30_000;

/** How often heavy work checks whether it may start, and signals that it is alive. */
const LOOK_MS = 20;

/**
 * After this number of checks without a sign of life, other work counts as dropped by the platform together with its
 * request.
 */
const LOOKS_UNTIL_LOST = 50;

/**
 * After this number of checks in a row without new light work, heavy work does not leave room for light work any more.
 */
const LOOKS_UNTIL_IDLE = 2;

interface Heavy {
  cpuSeconds: number;
  /** Increases while its request is alive. */
  beats: number;
}

/**
 * Shares one thread among work by its predicted CPU time. Light work starts at once. Heavy work goes one after
 * another, and after each piece light work may use as much CPU time before the next one starts, so that light work
 * keeps at least half of the thread while there is any. Predictions are used instead of a clock, which stands still
 * while a Worker computes.
 */
export class Lanes implements Turns {
  readonly #heavyAtOnce: number;
  readonly #sleep: (ms: number) => Promise<unknown>;
  readonly #running = new Set<Heavy>();
  readonly #waiting: Heavy[] = [];
  /** CPU-seconds that light work may use before heavy work starts again. */
  #owedSeconds = 0;
  #lightPieces = 0;

  constructor({
    heavyAtOnce,
    sleep = (ms) => new Promise((wake) => setTimeout(wake, ms)),
  }: {
    /**
     * Number of pieces of heavy work at once. One thread computes them, so more than one is useful only if models run
     * on other threads.
     */
    heavyAtOnce: number;
    sleep?: (ms: number) => Promise<unknown>;
  }) {
    this.#heavyAtOnce = heavyAtOnce;
    this.#sleep = sleep;
  }

  hasRoom(cpuSeconds: number): boolean {
    if (cpuSeconds <= LIGHT_CPU_SECONDS) return true;
    const waiting = secondsOf(this.#waiting);
    return (
      this.#waiting.length < MAX_WAITING &&
      (this.#waiting.length === 0 || waiting + cpuSeconds <= MAX_WAITING_CPU_SECONDS)
    );
  }

  /**
   * Runs work in its turn. `signal` is the request's; an aborted request leaves the queue.
   * @throws OverloadedError if too much heavy work is waiting, or this work waited too long
   * @throws CallerGoneError
   */
  async take<T>(cpuSeconds: number, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (cpuSeconds <= LIGHT_CPU_SECONDS) {
      this.#lightPieces++;
      this.#owedSeconds = Math.max(0, this.#owedSeconds - cpuSeconds);
      return work();
    }
    if (!this.hasRoom(cpuSeconds)) throw this.#refusal();
    const mine: Heavy = { cpuSeconds, beats: 0 };
    const beat = setInterval(() => mine.beats++, LOOK_MS);
    try {
      await this.#start(mine, signal);
      return await work();
    } finally {
      clearInterval(beat);
      if (this.#running.delete(mine)) this.#owedSeconds = cpuSeconds;
    }
  }

  /** Waits in the queue. Each request checks for itself, since one request of a Worker cannot wake another. */
  async #start(mine: Heavy, signal: AbortSignal | undefined): Promise<void> {
    this.#waiting.push(mine);
    const watch = new Watch();
    try {
      for (let looks = 0, idleLooks = 0; ; looks++) {
        if (signal?.aborted) throw new CallerGoneError();
        const pieces = this.#lightPieces;
        this.#removeLost(watch);
        const isFree = this.#running.size < this.#heavyAtOnce;
        if (this.#waiting[0] === mine && isFree) {
          if (this.#owedSeconds === 0 || idleLooks >= LOOKS_UNTIL_IDLE) break;
        }
        if (looks * LOOK_MS >= MAX_WAIT_MS) throw this.#refusal();
        await this.#sleep(LOOK_MS);
        idleLooks = this.#lightPieces === pieces ? idleLooks + 1 : 0;
      }
      this.#running.add(mine);
    } finally {
      const at = this.#waiting.indexOf(mine);
      if (at >= 0) this.#waiting.splice(at, 1);
    }
  }

  /** Drops work whose request was dropped by the platform, for example because its caller disconnected. */
  #removeLost(watch: Watch): void {
    for (const one of this.#running) if (watch.isLost(one)) this.#running.delete(one);
    const [first] = this.#waiting;
    if (first && watch.isLost(first)) this.#waiting.shift();
  }

  #refusal(): OverloadedError {
    // Light work may take the same time again.
    const ahead = 2 * (secondsOf(this.#running) + secondsOf(this.#waiting));
    return new OverloadedError(
      "Too much heavy work waits here; try again later, or send it with mode: extractive.",
      Math.max(1, Math.ceil(ahead)),
    );
  }
}

/**
 * One waiting request's view of whether the others are alive. It counts checks, because the clock advances even while
 * no code can run.
 */
class Watch {
  readonly #seen = new Map<Heavy, { beats: number; looks: number }>();

  isLost(one: Heavy): boolean {
    const seen = this.#seen.get(one);
    if (!seen || seen.beats !== one.beats) {
      this.#seen.set(one, { beats: one.beats, looks: 0 });
      return false;
    }
    seen.looks++;
    return seen.looks >= LOOKS_UNTIL_LOST;
  }
}

const secondsOf = (pieces: Iterable<Heavy>): number =>
  [...pieces].reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
