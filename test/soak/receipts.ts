import { setTimeout as pause } from "node:timers/promises";
import { bulkOf, readLost } from "../../src/ledger/lost.ts";
import { LEDGER_SECRET, type SoakWorker } from "./worker.ts";

const RETENTION_MS = 90 * 86_400_000;
const MAX_FLUSH_MS = 120_000;

/** The state of the ledger after the receipts in the log were loaded. */
export interface LedgerCheck {
  kept: number;
  /** Loaded from signed lines of the log. */
  loaded: number;
  /** Answered, but not in the ledger. */
  lost: string[];
  /** In the ledger more than once. */
  doubled: string[];
}

/**
 * Waits until the journals have written everything, loads the receipts in the log, and compares the ledger with the
 * answers.
 */
export async function checkLedger(
  worker: SoakWorker,
  answered: readonly string[],
): Promise<LedgerCheck> {
  await worker.command("kv-faults?share=0");
  for (let waitedMs = 0; (await worker.command("waiting")) !== "0"; waitedMs += 500) {
    if (waitedMs > MAX_FLUSH_MS) throw new Error("Journals do not get empty.");
    await pause(500);
  }
  const { receipts, skipped } = await readLost(worker.log(), LEDGER_SECRET);
  for (const { line, why } of skipped) console.error(`line ${line} of the log skipped: ${why}`);
  await worker.command("import", bulkOf(receipts, RETENTION_MS, Date.now()));
  const kept = await idsKept(worker.url);
  const known = new Set(kept);
  return {
    kept: known.size,
    loaded: receipts.length,
    lost: answered.filter((id) => !known.has(id)),
    doubled: kept.filter((id, at) => kept.indexOf(id) !== at),
  };
}

/** All ids of the ledger, page by page. */
async function idsKept(url: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const response = await fetch(`${url}/v1/emissions/requests?limit=1000${query}`);
    if (!response.ok)
      throw new Error(`The ledger answered ${response.status}: ${await response.text()}`);
    const page = (await response.json()) as { requests: { id: string }[]; cursor: string | null };
    ids.push(...page.requests.map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor !== null);
  return ids;
}
