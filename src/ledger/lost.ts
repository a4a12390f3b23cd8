import * as z from "zod";
import { timeOf } from "./key.ts";
import { entryOf, LOST } from "./log.ts";
import type { Receipt } from "./receipt.ts";
import { isSigned } from "./signature.ts";
import { markOf } from "./stale.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for such characters.
const COLOR = /\u001b\[[\d;]{0,20}m/g;

const range = z.object({ value: z.number(), min: z.number(), max: z.number() });
const grid = z.object({
  zone: z.string(),
  gramsPerKwh: z.number(),
  source: z.string(),
  kind: z.enum(["live", "forecast", "daily", "yearly"]),
  asOf: z.string(),
});
const inputs = z.object({
  cpuSeconds: z.object({ edge: z.number(), region: z.number(), stayed: z.number() }),
  pue: z.object({ edge: z.number(), region: z.number().nullable() }),
  bytes: z.object({ access: z.number(), backbone: z.number() }),
  edgeGrid: grid,
});
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
  grid,
  operationalGrams: z.number(),
  embodiedGrams: z.number(),
  networkGrams: z.number(),
  accessGrams: z.number().nullable().default(null),
  totalGrams: range,
  memoryGb: z.number().optional(),
  counterfactualGrams: z.number(),
  method: z.string(),
  inputs: inputs.nullable().default(null),
}) satisfies z.ZodType<Receipt>;

/** Receipts in a Worker's log that could not be written to KV. */
export interface Lost {
  /** Without duplicates, in the order of the log. */
  receipts: Receipt[];
  /** Lines that mention such a receipt and are not accepted, counted from 1. */
  skipped: { line: number; why: string }[];
}

/**
 * Reads the receipts in a Worker's log that could not be written to KV (`log.ts`). A caller's headers reach the log, so
 * a receipt is accepted only if our own code must have put it there: with `secret`, if its signature is right; without,
 * if it is all of a line or all of a message in the output of `wrangler tail --format json`, because a header can be
 * neither. Anything else that looks like a receipt is skipped and reported.
 */
export async function readLost(log: string, secret?: string): Promise<Lost> {
  const receipts = new Map<string, Receipt>();
  const skipped: Lost["skipped"] = [];
  for (const [index, text] of log.split("\n").entries()) {
    if (!text.includes(LOST)) continue;
    for (const found of recordsIn(text, secret !== undefined)) {
      const why = await whyNot(found, secret);
      if (why === undefined) {
        const one = receipt.parse(found.receipt);
        receipts.set(one.id, one);
      } else skipped.push({ line: index + 1, why });
    }
  }
  return { receipts: [...receipts.values()], skipped };
}

interface LogRecord {
  receipt?: unknown;
  signature?: unknown;
  /** Set if the record cannot be one of ours. */
  misplaced?: true;
}

/** The reason why a record is rejected; undefined for an accepted one. */
async function whyNot(found: LogRecord, secret: string | undefined): Promise<string | undefined> {
  if (found.misplaced) return "it is where a caller's header could be";
  if (secret !== undefined && !(await isSigned(found.receipt, found.signature, secret))) {
    return "its signature is not this deployment's";
  }
  const { error } = receipt.safeParse(found.receipt);
  return error && z.prettifyError(error).replaceAll("\n", " ");
}

/** All records of a line. If records are signed, a log collector may have put text before them. */
function recordsIn(text: string, mayBePrefixed: boolean): LogRecord[] {
  const value =
    parse(text) ?? (mayBePrefixed ? parse(plain(text.slice(text.indexOf('{"event"')))) : undefined);
  if (isRecord(value)) return [value];
  const messages = messagesOf(value).map((message) => parse(message));
  const found = messages.filter(isRecord);
  return found.length > 0 ? found : [{ misplaced: true }];
}

/** The messages of one event of `wrangler tail --format json`. */
function messagesOf(value: unknown): string[] {
  const event = tailEvent.safeParse(value);
  return event.success ? event.data.logs.flatMap(({ message }) => message) : [];
}

const tailEvent = z.object({
  logs: z.array(z.object({ message: z.array(z.unknown().transform(String)) })),
});

const isRecord = (value: unknown): value is LogRecord =>
  typeof value === "object" && value !== null && "event" in value && value.event === LOST;

/** Without the colors that a terminal's log has; JSON escapes such characters. */
const plain = (text: string): string => text.replace(COLOR, "");

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The entries of KV's bulk format that put receipts into the ledger, and the marks that their hours need. The same
 * receipt always gives the same entry.
 */
export function bulkOf(receipts: readonly Receipt[], retentionMs: number, now: number) {
  const marks = new Set(receipts.flatMap(({ id }) => markOf(id, now) ?? []));
  return [
    ...[...marks].map((key) => ({ key, value: "" })),
    ...receipts.map((receipt) => ({ value: "", ...entryOf(receipt, retentionMs) })),
  ];
}
