import type { Context } from "hono";
import { endTime, startTime } from "hono/timing";
import type { SummaryRequest } from "../contract/request.ts";
import type { SummaryAnswer } from "../contract/summary.ts";
import {
  deploymentOf,
  edgeOf,
  ledgerOf,
  regionWritersOf,
  worldOf,
  writersOf,
} from "../deployment/bindings.ts";
import { keep } from "../ledger/ledger.ts";
import { type Receipt, toEmissions } from "../ledger/receipt.ts";
import type { CpuSeconds } from "../summarizer/extract/cost.ts";
import { toAnswer } from "../summary/answer.ts";
import { type Occasion, receiptOf, type Summary, summarize } from "../summary/summarize.ts";
import { predictionOf, toLogLine } from "../tail/prediction.ts";
import type { Pass } from "./guard/admission.ts";
import type { Kept } from "./guard/idempotency/claim.ts";
import type { Source } from "./input/document.ts";

/** What every handler knows of its request. */
export type App = {
  Bindings: Env;
  /** `now` is simulated in a simulation; `startedMs` is the clock's. */
  Variables: {
    id: string;
    now: number;
    startedMs: number;
    isSimulated: boolean;
    /** Public id of the API key that it came with. */
    keyId?: string | undefined;
    pass?: Pass | undefined;
    /** Work that goes on when the response has begun. */
    following?: Promise<unknown> | undefined;
  };
};

export interface Served {
  answer: SummaryAnswer;
  /** In the ledger by the time this is returned. */
  receipt: Receipt;
}

/** One document to serve. */
export interface Order {
  body: SummaryRequest;
  /** Bytes that came in for it. */
  bytes: number;
  source?: Source;
  /** CPU time that it took to make text of it. */
  preparedSeconds?: number;
  /** The request's own id unless it orders several documents. */
  id?: string;
  /** Is given what a writer here writes, piece by piece, while it invents nothing; the answer may yet fall back. */
  onText?: Occasion["onText"];
}

/**
 * Takes one document through the whole path and puts its receipt into the ledger; every way in
 * (JSON, dialects, batches) ends here. Throws the domain errors of each step.
 */
export async function serve(c: Context<App>, order: Order): Promise<Served> {
  const { summary, answer } = await work(c, order);
  const receipt = receiptOf(summary, byteLength(answer), Date.now() - c.get("startedMs"));
  await keep(
    receipt,
    ledgerOf(c.env, c.req.raw, (promise) => c.executionCtx.waitUntil(promise)),
  );
  console.log(toLogLine(predictionOf(receipt, invocationOf(summary))));
  return { answer: { ...answer, emissions: toEmissions(receipt) }, receipt };
}

/** What the invocation is predicted to take: what it read, and what it did before it could read. */
const invocationOf = ({ cpuSeconds: { read, all }, occasion }: Summary): CpuSeconds => ({
  read: read + occasion.preparedSeconds,
  all: all + occasion.preparedSeconds,
});

/** The answer of a document whose receipt is in the ledger already: found anew, not accounted for again. */
export async function replay(c: Context<App>, order: Order, kept: Kept): Promise<Served> {
  const { receipt, placement } = kept;
  const { answer } = await work(c, order);
  return {
    answer: { ...answer, id: receipt.id, placement, emissions: toEmissions(receipt) },
    receipt,
  };
}

/** What a receipt adds to the headers of an answer, in every dialect. */
export const receiptHeaders = (receipt: Receipt): Record<string, string> => ({
  ...carbonHeader(receipt.operationalGrams),
  Link: `</v1/emissions/requests/${receipt.id}>; rel="describedby"`,
});

/** The header of one answer, be it to several documents. */
export const carbonHeader = (operationalGrams: number): Record<string, string> => ({
  "Carbon-Emissions-Scope-2": decimal(operationalGrams),
});

async function work(c: Context<App>, order: Order) {
  startTime(c, "summarize");
  const summary = await summarize(order.body, await occasionOf(c, order));
  endTime(c, "summarize");
  return {
    summary,
    answer: { ...toAnswer(summary), ...(order.source && { source: order.source }) },
  };
}

async function occasionOf(
  c: Context<App>,
  { bytes, preparedSeconds = 0, id = c.get("id"), onText }: Order,
): Promise<Occasion> {
  const now = c.get("now");
  return {
    id,
    now,
    bytes,
    edge: edgeOf(c.req.raw, c.env),
    world: await worldOf(c.env, now),
    assets: c.env.ASSETS,
    smallMaxGramsPerKwh: deploymentOf(c.env).smallMaxGramsPerKwh,
    writers: writersOf(c.env),
    writersOfRegions: () => regionWritersOf(c.env),
    onText,
    isSimulated: c.get("isSimulated"),
    keyId: c.get("keyId") ?? null,
    preparedSeconds,
    maxCpuSeconds: deploymentOf(c.env).maxCpuSeconds,
    signal: c.req.raw.signal,
  };
}

const byteLength = (answer: unknown): number =>
  new TextEncoder().encode(JSON.stringify(answer)).byteLength;

/** A plain decimal, as draft-martin-http-carbon-emissions-scope-2 wants it: 0.00000042. */
const decimal = (grams: number): string => grams.toFixed(15).replace(/\.?0+$/, "");
