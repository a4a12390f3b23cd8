import type { Context } from "hono";
import { endTime, startTime } from "hono/timing";
import type { SummaryAnswer } from "../contract/summary.ts";
import { keep } from "../ledger/ledger.ts";
import { type Receipt, toEmissions } from "../ledger/receipt.ts";
import { toAnswer } from "../summary/answer.ts";
import type { Occasion } from "../summary/occasion.ts";
import { receiptOf } from "../summary/receipt.ts";
import { summarize } from "../summary/summarize.ts";
import { predictionOf, toLogLine } from "../tail/prediction.ts";
import type { App } from "./context.ts";
import type { Kept } from "./guard/idempotency/claim.ts";
import type { TextDocument } from "./input/document.ts";

export interface Served {
  answer: SummaryAnswer;
  /** Already in the ledger when this is returned. */
  receipt: Receipt;
}

/** One document to serve. */
export interface Order extends TextDocument {
  /** The request's own id, unless the request has several documents. */
  id?: string;
  /**
   * Receives text while it is written at the edge, as long as it is faithful to the document. The final answer may
   * still fall back.
   */
  onText?: Occasion["onText"];
  /** Whether the document is one of several in a request. */
  isBatch?: boolean;
}

/**
 * Summarizes one document and puts its receipt into the ledger. Every endpoint (JSON, dialects, batches) ends here.
 * @throws RefusedError from any step
 */
export async function serve(c: Context<App>, order: Order): Promise<Served> {
  const { summary, answer } = await work(c, order);
  const receipt = receiptOf(summary, byteLength(answer), Date.now() - c.var.startedMs);
  await keep(
    receipt,
    c.var.parts.ledgerOf(c.req.raw, (promise) => c.executionCtx.waitUntil(promise)),
  );
  const prediction = predictionOf(receipt);
  if (prediction) console.log(toLogLine(prediction));
  return { answer: { ...answer, emissions: toEmissions(receipt) }, receipt };
}

/** Recomputes the answer for an idempotent replay. Its receipt is already in the ledger, so no second one is made. */
export async function replay(c: Context<App>, order: Order, kept: Kept): Promise<Served> {
  const { receipt, placement } = kept;
  const { answer } = await work(c, order);
  return {
    answer: { ...answer, id: receipt.id, placement, emissions: toEmissions(receipt) },
    receipt,
  };
}

/** Headers of an answer that come from its receipt, in every dialect. */
export const receiptHeaders = (receipt: Receipt): Record<string, string> => ({
  ...carbonHeader(receipt.operationalGrams),
  Link: `</v1/emissions/requests/${receipt.id}>; rel="describedby"`,
});

/** Emissions of one answer in grams, summed if it covers several documents. */
export const carbonHeader = (operationalGrams: number): Record<string, string> => ({
  "Carbon-Emissions-Scope-2": decimal(operationalGrams),
});

async function work(c: Context<App>, order: Order) {
  startTime(c, "summarize");
  const summary = await summarize(order.request, await occasionOf(c, order));
  endTime(c, "summarize");
  return {
    summary,
    answer: { ...toAnswer(summary), ...(order.source && { source: order.source }) },
  };
}

async function occasionOf(
  c: Context<App>,
  { bytes, preparedSeconds = 0, id = c.var.id, onText, isBatch = false }: Order,
): Promise<Occasion> {
  const { parts, now, isSimulated, keyId = null } = c.var;
  return {
    id,
    now,
    bytes,
    edge: parts.edgeOf(c.req.raw),
    world: await parts.worldAt(now),
    assets: parts.assets,
    smallMaxGramsPerKwh: parts.smallMaxGramsPerKwh,
    turns: c.var.budget ?? parts.turns,
    writers: parts.writers,
    writersOfRegions: () => parts.writersOfRegions(),
    onText,
    isBatch,
    isSimulated,
    keyId,
    preparedSeconds,
    maxCpuSeconds: parts.maxCpuSeconds,
    signal: c.req.raw.signal,
  };
}

const byteLength = (answer: unknown): number =>
  new TextEncoder().encode(JSON.stringify(answer)).byteLength;

/** A plain decimal, as draft-martin-http-carbon-emissions-scope-2 requires: 0.00000042. */
const decimal = (grams: number): string => grams.toFixed(15).replace(/\.?0+$/, "");
