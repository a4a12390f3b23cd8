import * as z from "zod";
import { timeOf } from "./key.ts";
import { entryOf, LOST } from "./log.ts";
import type { Receipt } from "./receipt.ts";
import { markOf } from "./stale.ts";

const range = z.object({ value: z.number(), min: z.number(), max: z.number() });
const receipt = z.object({
  id: z.string().refine((id) => timeOf(id) !== undefined, "is not an id of ours"),
  at: z.iso.datetime(),
  model: z.string(),
  language: z.string(),
  weight: z.enum(["light", "heavy"]),
  ran: z.enum(["edge", "region"]),
  region: z.string().nullable(),
  colo: z.string(),
  isHoldout: z.boolean(),
  latencyMs: z.number().min(0),
  isForced: z.boolean(),
  isSimulated: z.boolean(),
  key: z.string().nullable().default(null),
  inputTokens: z.number(),
  outputTokens: z.number(),
  energyKwh: range,
  grid: z.object({
    zone: z.string(),
    gramsPerKwh: z.number(),
    source: z.string(),
    kind: z.enum(["live", "forecast", "yearly"]),
    asOf: z.string(),
  }),
  operationalGrams: z.number(),
  embodiedGrams: z.number(),
  networkGrams: z.number(),
  totalGrams: range,
  memoryGb: z.number().optional(),
  counterfactualGrams: z.number(),
  method: z.string(),
}) satisfies z.ZodType<Receipt>;

/** A line that claims to hold a receipt and does not. */
export class LostReceiptError extends Error {
  constructor(why: string, line: string) {
    super(`not a receipt: ${why} in ${line.slice(0, 200)}`);
    this.name = "LostReceiptError";
  }
}

/**
 * The receipts in a Worker's log that KV would not take (`log.ts`), each once: from plain lines, with or
 * without something before them, and from `wrangler tail --format json`. All other lines are passed
 * over. Throws `LostReceiptError`.
 */
export function readLost(log: string): Receipt[] {
  const found = new Map<string, Receipt>();
  for (const line of log.split("\n")) {
    if (!line.includes(LOST)) continue;
    for (const lost of lostIn(parse(line))) {
      const parsed = receipt.safeParse(lost);
      if (!parsed.success) throw new LostReceiptError(z.prettifyError(parsed.error), line);
      found.set(parsed.data.id, parsed.data);
    }
  }
  return [...found.values()];
}

/** The JSON of a line, or of what follows its first brace; a string that holds none is itself. */
function parse(text: string): unknown {
  for (const candidate of [text, text.slice(text.indexOf("{"))]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // Next.
    }
  }
  return null;
}

/** Log events inside whatever a log collector wraps them in. */
function lostIn(value: unknown): object[] {
  if (typeof value === "string") return value.includes(LOST) ? lostIn(parse(value)) : [];
  if (value === null || typeof value !== "object") return [];
  if ("event" in value && value.event === LOST) return [value];
  return Object.values(value).flatMap(lostIn);
}

/**
 * The entries of KV's bulk format that put receipts into the ledger, and the marks that their hours
 * need; the same receipt always gives the same entry.
 */
export function bulkOf(receipts: readonly Receipt[], retentionMs: number, now: number) {
  const marks = new Set(receipts.flatMap(({ id }) => markOf(id, now) ?? []));
  return [
    ...[...marks].map((key) => ({ key, value: "" })),
    ...receipts.map((receipt) => ({ value: "", ...entryOf(receipt, retentionMs) })),
  ];
}
