import { DeadlineError, within } from "../deadline.ts";
import type { LedgerSettings } from "./configure.ts";
import { type Log, record } from "./log.ts";
import type { Receipt } from "./receipt.ts";

/** The calls that a Durable Object with a journal accepts. */
export interface Keeper {
  add(receipts: Receipt[]): Promise<void>;
}

export interface Ledger extends Log, Pick<LedgerSettings, "mode"> {
  /** Code of two letters for the continent where the request arrived. */
  continent: string | undefined;
  keeperOf(shard: string, location: DurableObjectLocationHint | undefined): Keeper;
  /** Keeps a promise running after the answer is sent. */
  waitUntil(promise: Promise<unknown>): void;
}

const ATTEMPTS = 3;

/** Time limit for a journal, because the caller waits for it. A receipt that is stored twice counts once. */
const JOURNAL_LIMIT_MS = 5_000;

/** One journal per continent: few enough to collect many receipts in each, and close enough to its callers. */
const LOCATIONS: ReadonlyMap<string, DurableObjectLocationHint> = new Map([
  ["AF", "afr"],
  ["AN", "oc"],
  ["AS", "apac"],
  ["EU", "weur"],
  ["NA", "enam"],
  ["OC", "oc"],
  ["SA", "sam"],
]);

/**
 * Stores the receipt of a request that is about to be answered. In batched mode, no crash loses it once this resolves.
 * In direct mode, KV is written after the answer. Never rejects: a receipt that cannot be stored goes to the Worker's
 * log.
 */
export async function keep(receipt: Receipt, ledger: Ledger): Promise<void> {
  if (ledger.mode === "direct") return ledger.waitUntil(record(ledger, receipt));
  const { continent = "" } = ledger;
  const location = LOCATIONS.get(continent);
  const shard = `ledger-${location ? continent : "XX"}`;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      // A stub whose object failed stays broken, so each attempt uses a new one.
      return await within(ledger.keeperOf(shard, location).add([receipt]), JOURNAL_LIMIT_MS);
    } catch (error) {
      console.warn(JSON.stringify({ event: "journal-failed", attempt, error: String(error) }));
      if (error instanceof DeadlineError) break;
    }
  }
  await record(ledger, receipt);
}
