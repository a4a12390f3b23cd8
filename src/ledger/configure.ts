import { numberOf, SettingError } from "../settings.ts";

/** Variables of the ledger; all optional. */
export interface LedgerConfig {
  /** "batched" (a Durable Object stores receipts before the answer is sent) or "direct". */
  LEDGER_MODE?: string | undefined;
  /** Maximum wait in seconds until a receipt is written to KV together with others, 0.1 to 3600. */
  LEDGER_FLUSH_SECONDS?: string | undefined;
  /** Retention of receipts in days, 7 to 3650; rollups are kept forever. */
  RECEIPT_RETENTION_DAYS?: string | undefined;
  /** Secret that signs receipts in the log, so that `npm run ledger:import` can distinguish them from forged ones. */
  LEDGER_SECRET?: string | undefined;
}

export interface LedgerSettings {
  mode: "batched" | "direct";
  flushMs: number;
  retentionMs: number;
  secret: string | undefined;
}

const DEFAULTS = { mode: "batched", flushSeconds: 60, retentionDays: 90 } as const;

/** @throws SettingError */
export function configureLedger(config: LedgerConfig): LedgerSettings {
  const mode = config.LEDGER_MODE || DEFAULTS.mode;
  if (mode !== "batched" && mode !== "direct") {
    throw new SettingError("LEDGER_MODE", mode, '"batched" or "direct"');
  }
  const flush = numberOf(
    "LEDGER_FLUSH_SECONDS",
    config.LEDGER_FLUSH_SECONDS,
    DEFAULTS.flushSeconds,
    [0.1, 3600],
  );
  const days = numberOf(
    "RECEIPT_RETENTION_DAYS",
    config.RECEIPT_RETENTION_DAYS,
    DEFAULTS.retentionDays,
    [7, 3650],
  );
  return {
    mode,
    flushMs: flush * 1000,
    retentionMs: days * 86_400_000,
    secret: config.LEDGER_SECRET || undefined,
  };
}
