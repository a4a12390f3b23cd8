import type { Context } from "hono";
import { RefusedError } from "../contract/refused.ts";
import { InvalidRequestError } from "../contract/request.ts";
import type { Problem } from "../contract/service.ts";
import type { SummaryAnswer } from "../contract/summary.ts";
import { newId } from "../ledger/key.ts";
import type { App } from "./context.ts";
import { Budget } from "./guard/budget.ts";
import { admission, callerIn } from "./guard/guard.ts";
import { countIn } from "./guard/limits/rate.ts";
import { decodeUtf8 } from "./input/body.ts";
import { parseDocument } from "./input/document.ts";
import { type InputLine, lineTooLong } from "./input/lines.ts";
import { parseJson } from "./input/read.ts";
import { failureOf } from "./problem.ts";
import { carbonHeader, receiptLink } from "./serve.ts";
import { type SentDocument, serveOnce } from "./serve-once.ts";

/** The largest number of lines read from one request, because a Worker's CPU time per request is bounded. */
export const MAX_LINES = 1_000;

/** The answer to one document among several. */
type Result = { index: number } & (
  | ({ status: 200 } & SummaryAnswer)
  | { status: number; problem: Problem }
);

/** Answers a batch. Every document has its own result, even if other documents fail. */
export async function answerBatch(
  c: Context<App>,
  documents: readonly { value: unknown; bytes: number }[],
): Promise<Response> {
  shareBudget(c);
  const results: Result[] = [];
  for (const [index, { value, bytes }] of documents.entries()) {
    let fetchedBytes = 0;
    const onGrowth = (more: number) => {
      c.var.pass?.grow(more);
      fetchedBytes += more;
    };
    results.push(await resultOf(c, index, () => value, { bytes, onGrowth }));
    c.var.pass?.grow(-fetchedBytes);
  }
  const operationalGrams = results.reduce(
    (sum, result) => sum + ("emissions" in result ? result.emissions.operational_g : 0),
    0,
  );
  const links = results.flatMap((result) => ("id" in result ? receiptLink(result.id) : []));
  return c.json({ results }, 200, {
    ...carbonHeader(operationalGrams),
    ...(links.length > 0 && { Link: links.join(", ") }),
  });
}

/** Answers line by line, in order. The next line is read after the caller has taken the last answer. */
export function answerLines(c: Context<App>, lines: AsyncGenerator<InputLine>): Response {
  shareBudget(c);
  const results = resultsOf(c, lines);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await results.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
      },
      async cancel() {
        await results.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
  return c.body(body, 200, { "Content-Type": "application/x-ndjson", "Cache-Control": "no-store" });
}

async function* resultsOf(
  c: Context<App>,
  lines: AsyncGenerator<InputLine>,
): AsyncGenerator<Result, void> {
  try {
    yield* eachOf(c, lines);
  } finally {
    await lines.return(undefined);
  }
}

async function* eachOf(
  c: Context<App>,
  lines: AsyncGenerator<InputLine>,
): AsyncGenerator<Result, void> {
  for (let index = 0; ; ) {
    const line = await nextOf(lines);
    if (line === undefined) return;
    if (line instanceof RefusedError) {
      yield await resultOf(c, index, throwing(line), { bytes: 0 });
      return;
    }
    if (line.bytes?.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09)) continue;
    if (index === MAX_LINES) {
      const tooMany = new InvalidRequestError(
        "too-many-lines",
        `At most ${MAX_LINES} lines are read.`,
      );
      yield await resultOf(c, index, throwing(tooMany), { bytes: 0 });
      return;
    }
    yield await resultOfLine(c, index, line);
    index++;
  }
}

/** The next line, or the reason why no more lines can be read. */
async function nextOf(
  lines: AsyncGenerator<InputLine>,
): Promise<InputLine | RefusedError | undefined> {
  try {
    const { value, done } = await lines.next();
    return done ? undefined : value;
  } catch (error) {
    if (error instanceof RefusedError) return error;
    throw error;
  }
}

/** A line passes the same admission check as a request of its size. */
async function resultOfLine(
  c: Context<App>,
  index: number,
  { bytes, length }: InputLine,
): Promise<Result> {
  const read = () => {
    if (bytes === null) throw lineTooLong();
    return parseJson(decodeUtf8(bytes));
  };
  try {
    const pass = await admission.admit(length);
    try {
      return await resultOf(c, index, read, { bytes: length, onGrowth: pass.grow });
    } finally {
      pass.leave();
    }
  } catch (error) {
    return resultOf(c, index, throwing(error), { bytes: 0 });
  }
}

/** Serves one of several documents. An error becomes the result of that document. */
async function resultOf(
  c: Context<App>,
  index: number,
  read: () => unknown,
  sent: Pick<SentDocument, "bytes" | "onGrowth">,
): Promise<Result> {
  try {
    // The first document was counted together with the request.
    if (index > 0) {
      await countIn(c.var.parts.limiter, callerIn(c.req.raw.headers, c.var.keyId));
    }
    const document = parseDocument(read());
    const id = newId(c.var.now);
    const { answer } = await serveOnce(c, { ...sent, document, id, part: index });
    return { index, status: 200, ...answer };
  } catch (error) {
    const found = failureOf(error, c.var.id);
    return { index, status: found.status, problem: found };
  }
}

/** The documents of a request share the CPU time that one request may take. */
const shareBudget = (c: Context<App>) =>
  c.set("budget", new Budget(c.var.parts.turns, c.var.parts.maxBatchCpuSeconds));

const throwing = (error: unknown) => () => {
  throw error;
};
