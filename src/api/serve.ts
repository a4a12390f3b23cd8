import type { Context } from "hono";
import { endTime, startTime } from "hono/timing";
import type { SummaryAnswer } from "../contract/summary.ts";
import { keep, type Ledger } from "../ledger/ledger.ts";
import { type Receipt, toEmissions } from "../ledger/receipt.ts";
import type { Edge } from "../region/place.ts";
import type { Turns } from "../region/turns.ts";
import { toAnswer } from "../summary/answer.ts";
import type { Occasion } from "../summary/occasion.ts";
import { receiptOf } from "../summary/receipt.ts";
import { summarize } from "../summary/summarize.ts";
import { predictionOf, toLogLine } from "../tail/prediction.ts";
import type { Trace } from "../tracing/trace.ts";
import type { App } from "./context.ts";
import type { Kept } from "./guard/idempotency/claim.ts";
import type { TextDocument } from "./input/document.ts";
import type { Parts } from "./parts.ts";

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

/** The sender of a document with place and time: all that serving needs to know about a request. */
export interface Caller {
  id: string;
  /** ms since the epoch; simulated in a simulation. */
  now: number;
  /** The same by the real clock. */
  startedMs: number;
  isSimulated: boolean;
  keyId: string | null;
  edge: Edge;
  /** Shares of the isolate's thread, the caller's own where it has a budget. */
  turns: Turns;
  signal: AbortSignal;
  ledger: Ledger;
  trace: Trace;
}

/**
 * Summarizes one document and puts its receipt into the ledger. Every endpoint (JSON, dialects, batches) ends here.
 * @throws RefusedError from any step
 */
export async function serve(c: Context<App>, order: Order): Promise<Served> {
  const caller = callerOf(c);
  startTime(c, "summarize");
  const worked = await work(c.get("parts"), caller, order);
  endTime(c, "summarize");
  return keepReceipt(caller, worked);
}

/** The same for a caller who does not wait for an answer, such as a job. */
export const serveCaller = async (parts: Parts, caller: Caller, order: Order): Promise<Served> =>
  keepReceipt(caller, await work(parts, caller, order));

async function keepReceipt(
  caller: Caller,
  { summary, answer }: Awaited<ReturnType<typeof work>>,
): Promise<Served> {
  const receipt = receiptOf(summary, byteLength(answer), Date.now() - caller.startedMs);
  await caller.trace.span("keep receipt", {}, () => keep(receipt, caller.ledger));
  const prediction = predictionOf(receipt);
  if (prediction) console.log(toLogLine(prediction));
  return { answer: { ...answer, emissions: toEmissions(receipt) }, receipt };
}

/** Recomputes the answer for an idempotent replay. Its receipt is already in the ledger, so no second one is made. */
export async function replay(c: Context<App>, order: Order, kept: Kept): Promise<Served> {
  const { receipt, placement } = kept;
  const { answer } = await work(c.var.parts, callerOf(c), order);
  return {
    answer: { ...answer, id: receipt.id, placement, emissions: toEmissions(receipt) },
    receipt,
  };
}

/** Headers of an answer that come from its receipt, in every dialect. */
export const receiptHeaders = (receipt: Receipt): Record<string, string> => ({
  ...carbonHeader(receipt.operationalGrams),
  Link: receiptLink(receipt.id),
});

/** The link from an answer to its receipt, after RFC 8288. */
export const receiptLink = (id: string): string =>
  `</v1/emissions/requests/${id}>; rel="describedby"`;

/** Emissions of one answer in grams, summed if it covers several documents. */
export const carbonHeader = (operationalGrams: number): Record<string, string> => ({
  "Carbon-Emissions-Scope-2": decimal(operationalGrams),
});

function callerOf(c: Context<App>): Caller {
  const { parts, id, now, startedMs, isSimulated, keyId = null, budget, trace } = c.var;
  const { raw } = c.req;
  const continent = (raw.cf as Partial<IncomingRequestCfProperties> | undefined)?.continent;
  return {
    id,
    now,
    startedMs,
    isSimulated,
    keyId,
    edge: parts.edgeOf(raw),
    turns: budget ?? parts.turns,
    signal: raw.signal,
    ledger: parts.ledgerOf(continent, (promise) => c.executionCtx.waitUntil(promise)),
    trace,
  };
}

async function work(parts: Parts, caller: Caller, order: Order) {
  const summary = await summarize(order.request, await occasionOf(parts, caller, order));
  return {
    summary,
    answer: { ...toAnswer(summary), ...(order.source && { source: order.source }) },
  };
}

async function occasionOf(
  parts: Parts,
  { id: callerId, now, isSimulated, keyId, edge, turns, signal, trace }: Caller,
  { bytes, preparedSeconds = 0, id = callerId, onText, isBatch = false }: Order,
): Promise<Occasion> {
  return {
    id,
    now,
    bytes,
    edge,
    world: await parts.worldAt(now),
    assets: parts.assets,
    smallMaxGramsPerKwh: parts.smallMaxGramsPerKwh,
    turns,
    writers: parts.writers,
    writersOfRegions: () => parts.writersOfRegions(),
    onText,
    isBatch,
    isSimulated,
    keyId,
    preparedSeconds,
    maxCpuSeconds: parts.maxCpuSeconds,
    signal,
    trace,
  };
}

const byteLength = (answer: unknown): number =>
  new TextEncoder().encode(JSON.stringify(answer)).byteLength;

/** A plain decimal, as draft-martin-http-carbon-emissions-scope-2 requires: 0.00000042. */
const decimal = (grams: number): string => grams.toFixed(15).replace(/\.?0+$/, "");
