import type { Context } from "hono";
import { endTime, startTime } from "hono/timing";
import { toAnswer } from "./answer.ts";
import { edgeOf, ledgerOf, regionWritersOf, worldOf, writersOf } from "./bindings.ts";
import { keep } from "./emissions/ledger.ts";
import { type Receipt, toEmissions } from "./emissions/receipt.ts";
import type { SummaryRequest } from "./request.ts";
import { type Occasion, receiptOf, summarize } from "./summarize.ts";
import { predictionOf, toLogLine } from "./tail/prediction.ts";

/** What every handler knows of its request. */
export type App = {
  Bindings: Env;
  /** `now` is simulated in a simulation; `startedMs` is the clock's. */
  Variables: { id: string; now: number; startedMs: number; isSimulated: boolean };
};

/** The answer of `POST /v1/summarize`. */
export type Answer = ReturnType<typeof toAnswer> & { emissions: ReturnType<typeof toEmissions> };

export interface Served {
  answer: Answer;
  /** In the ledger by the time this is returned. */
  receipt: Receipt;
}

/** One document to serve. */
export interface Order {
  body: SummaryRequest;
  /** Bytes that came in for it. */
  bytes: number;
  /** The request's own id unless it orders several documents. */
  id?: string;
  /** Is given what a writer here writes, piece by piece; the answer may yet fall back. */
  onText?: Occasion["onText"];
}

/**
 * Takes one document through the whole path and puts its receipt into the ledger; every way in
 * (JSON, dialects, batches) ends here. Throws the domain errors of each step.
 */
export async function serve(c: Context<App>, order: Order): Promise<Served> {
  startTime(c, "summarize");
  const summary = await summarize(order.body, await occasionOf(c, order));
  endTime(c, "summarize");
  const answer = toAnswer(summary);
  const receipt = receiptOf(summary, byteLength(answer), Date.now() - c.get("startedMs"));
  await keep(
    receipt,
    ledgerOf(c.env, c.req.raw, (promise) => c.executionCtx.waitUntil(promise)),
  );
  console.log(toLogLine(predictionOf(receipt, summary.cpuSeconds)));
  return { answer: { ...answer, emissions: toEmissions(receipt) }, receipt };
}

/** What a receipt adds to the headers of an answer, in every dialect. */
export const receiptHeaders = (receipt: Receipt): Record<string, string> => ({
  "Carbon-Emissions-Scope-2": decimal(receipt.operationalGrams),
});

async function occasionOf(
  c: Context<App>,
  { bytes, id = c.get("id"), onText }: Order,
): Promise<Occasion> {
  const now = c.get("now");
  return {
    id,
    now,
    bytes,
    edge: edgeOf(c.req.raw, c.env),
    world: await worldOf(c.env, now),
    writers: writersOf(c.env),
    writersOfRegions: () => regionWritersOf(c.env),
    onText,
    isSimulated: c.get("isSimulated"),
    signal: c.req.raw.signal,
  };
}

const byteLength = (answer: unknown): number =>
  new TextEncoder().encode(JSON.stringify(answer)).byteLength;

/** A plain decimal, as draft-martin-http-carbon-emissions-scope-2 wants it: 0.00000042. */
const decimal = (grams: number): string => grams.toFixed(15).replace(/\.?0+$/, "");
