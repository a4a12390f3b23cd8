import { DeadlineError, within } from "../deadline.ts";
import type { LedgerSettings } from "./configure.ts";
import { type Log, record } from "./log.ts";
import type { Receipt } from "./receipt.ts";

/** What a Durable Object with a journal answers to. */
export interface Keeper {
  add(receipts: Receipt[]): Promise<void>;
}

export interface Ledger extends Log, Pick<LedgerSettings, "mode"> {
  /** Two letters, of where the request came in. */
  continent: string | undefined;
  keeperOf(shard: string, location: DurableObjectLocationHint | undefined): Keeper;
  /** Lets a promise outlive the answer. */
  waitUntil(promise: Promise<unknown>): void;
}

const ATTEMPTS = 3;

/** A journal that takes longer is passed by: the caller waits for it. Kept twice counts once. */
const JOURNAL_LIMIT_MS = 5_000;

/** One journal a continent: few enough that receipts come together, and none far from its callers. */
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
 * Keeps the receipt of a request that is about to be answered. Batched: once this resolves, no crash
 * loses it. Direct: KV is written after the answer. Never rejects: what nobody takes goes to the
 * Worker's log.
 */
export async function keep(receipt: Receipt, ledger: Ledger): Promise<void> {
  if (ledger.mode === "direct") return ledger.waitUntil(record(ledger, receipt));
  const { continent = "" } = ledger;
  const location = LOCATIONS.get(continent);
  const shard = `ledger-${location ? continent : "XX"}`;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      // A stub whose object failed stays broken, so each attempt takes a new one.
      return await within(ledger.keeperOf(shard, location).add([receipt]), JOURNAL_LIMIT_MS);
    } catch (error) {
      console.warn(JSON.stringify({ event: "journal-failed", attempt, error: String(error) }));
      if (error instanceof DeadlineError) break;
    }
  }
  await record(ledger, receipt);
}
