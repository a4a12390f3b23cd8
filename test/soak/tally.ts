import { setTimeout as pause } from "node:timers/promises";
import type { Ending, Kind } from "./traffic.ts";

/** Counts requests and how they end. */
export class Tally {
  /** The ids of all receipts in answers. */
  readonly ids: string[] = [];
  /** Endings that are incorrect for their kind. */
  readonly faults: string[] = [];
  readonly #times = new Map<string, number[]>();
  readonly #statuses = new Map<string, Map<number, number>>();
  readonly #open = new Set<Promise<void>>();

  follow(kind: Kind, sent: Promise<Ending>): void {
    const started = performance.now();
    const done = sent
      .catch((error: Error): Ending => {
        this.faults.push(`${kind.name}: ${error.message} (${String(error.cause)})`);
        return { status: 0, ids: [] };
      })
      .then(({ status, ids }) => {
        this.#open.delete(done);
        entry(this.#times, kind.name, () => []).push(performance.now() - started);
        const statuses = entry(this.#statuses, kind.name, () => new Map<number, number>());
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        this.ids.push(...ids);
        if (!kind.expects.includes(status)) this.faults.push(`${kind.name}: ${status}`);
      });
    this.#open.add(done);
  }

  /** Resolves when every request has ended; requests that take longer than the limit are recorded as faults. */
  async settled(limitMs: number): Promise<void> {
    await Promise.race([Promise.all(this.#open), pause(limitMs, undefined, { ref: false })]);
    for (const _ of this.#open) this.faults.push(`no answer in ${limitMs / 1000} s`);
  }

  /** The percentile of the durations of all requests of a kind, in milliseconds, including failed ones. */
  percentile(name: string, share: number): number {
    const times = (this.#times.get(name) ?? []).toSorted((one, other) => one - other);
    return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  }

  table(kinds: readonly Kind[]): string {
    const rows = kinds.map(({ name }) => {
      const statuses = [...(this.#statuses.get(name) ?? [])]
        .toSorted(([one], [other]) => one - other)
        .map(([status, count]) => `${count} × ${status || "left"}`);
      const times = [0.5, 0.99].map((share) => this.percentile(name, share).toFixed(0));
      return `| ${[name, statuses.join(", "), ...times].join(" | ")} |`;
    });
    return ["| kind | answers | p50, ms | p99, ms |", "|---|---|---|---|", ...rows].join("\n");
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
