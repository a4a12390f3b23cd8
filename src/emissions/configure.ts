/** Variables of the ledger; all optional. */
export interface LedgerConfig {
  /** "batched" (a Durable Object keeps receipts before the answer is sent) or "direct". */
  LEDGER_MODE?: string | undefined;
  /** How long a receipt may wait for others before they go to KV together, 0.1 to 3600. */
  LEDGER_FLUSH_SECONDS?: string | undefined;
  /** How long receipts stay, 7 to 3650; rollups stay for ever. */
  RECEIPT_RETENTION_DAYS?: string | undefined;
}

/** A variable of the ledger that cannot be used; the message names it. */
export class LedgerConfigError extends Error {
  constructor(name: string, value: string, expected: string) {
    super(`${name} must be ${expected}, not ${JSON.stringify(value.slice(0, 40))}`);
    this.name = "LedgerConfigError";
  }
}

export interface LedgerSettings {
  mode: "batched" | "direct";
  flushMs: number;
  retentionMs: number;
}

const DEFAULTS = { mode: "batched", flushSeconds: 60, retentionDays: 90 } as const;

/** Throws `LedgerConfigError`. */
export function configureLedger(config: LedgerConfig): LedgerSettings {
  const mode = config.LEDGER_MODE || DEFAULTS.mode;
  if (mode !== "batched" && mode !== "direct") {
    throw new LedgerConfigError("LEDGER_MODE", mode, '"batched" or "direct"');
  }
  const flush = numberOf(config, "LEDGER_FLUSH_SECONDS", DEFAULTS.flushSeconds, 0.1, 3600);
  const days = numberOf(config, "RECEIPT_RETENTION_DAYS", DEFAULTS.retentionDays, 7, 3650);
  return { mode, flushMs: flush * 1000, retentionMs: days * 86_400_000 };
}

function numberOf(
  config: LedgerConfig,
  name: "LEDGER_FLUSH_SECONDS" | "RECEIPT_RETENTION_DAYS",
  otherwise: number,
  min: number,
  max: number,
): number {
  const value = config[name];
  if (!value) return otherwise;
  const number = Number(value);
  if (!(number >= min && number <= max)) {
    throw new LedgerConfigError(name, value, `a number from ${min} to ${max}`);
  }
  return number;
}
