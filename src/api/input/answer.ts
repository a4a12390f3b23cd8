import type { Context } from "hono";
import type { DocumentRequest } from "../../contract/documents.ts";
import { InvalidRequestError } from "../../contract/request.ts";
import { deploymentOf } from "../../deployment/bindings.ts";
import { admission } from "../guard/guard.ts";
import { type App, carbonHeader, type Order, type Served } from "../serve.ts";
import { decodeUtf8, inflated } from "./body.ts";
import { lineTooLong, readLines } from "./lines.ts";
import { bodyKindOf } from "./media-type.ts";
import { parseJson, readInput } from "./read.ts";
import { type Result, resultOf, serveDocument } from "./results.ts";

/** So many lines are read of one request; a Worker may do only so much in one. */
export const MAX_LINES = 1_000;

/** Serves one document; who wants to read along gives `onText`. */
export type ServeOne = (onText?: Order["onText"]) => Promise<Served>;

/** `POST /v1/summarize`, whatever the body: one document, a batch, or lines. `toResponse` is for one. */
export async function answerSummarize(
  c: Context<App>,
  toResponse: (serve: ServeOne, format: DocumentRequest["format"]) => Promise<Response>,
): Promise<Response> {
  const kind = bodyKindOf(c.req.header("content-type") ?? null);
  if (kind === "ndjson") return answerLines(c);
  const onGrowth = (bytes: number) => c.get("pass")?.grow(bytes);
  const { bodyDeadlineMs: deadlineMs } = deploymentOf(c.env);
  const input = await readInput(kind, c.req.raw, c.req.query(), { onGrowth, deadlineMs });
  if (input.kind === "one") {
    const { document, bytes } = input;
    const serve: ServeOne = (onText) =>
      serveDocument(c, { document, bytes, onGrowth, ...(onText && { onText }) });
    return toResponse(serve, document.format);
  }
  const results: Result[] = [];
  for (const [index, { value, bytes }] of input.documents.entries()) {
    results.push(await resultOf(c, index, () => value, { bytes, onGrowth }));
  }
  const operationalGrams = results.reduce(
    (sum, result) => sum + ("emissions" in result ? result.emissions.operational_g : 0),
    0,
  );
  return c.json({ results }, 200, carbonHeader(operationalGrams));
}

/** Answers line by line, in order; the next line is read once the caller has taken the last answer. */
function answerLines(c: Context<App>): Response {
  const { stream } = inflated(c.req.raw);
  const results = resultsOf(c, stream);
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
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<Result, void> {
  let index = 0;
  for await (const { bytes, length } of readLines(stream)) {
    if (bytes?.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09)) continue;
    if (index === MAX_LINES) {
      const tooMany = () => {
        throw new InvalidRequestError("too-many-lines", `At most ${MAX_LINES} lines are read.`);
      };
      yield await resultOf(c, index, tooMany, { bytes: 0 });
      return;
    }
    yield await resultOfLine(c, index, bytes, length);
    index++;
  }
}

/** A line is let in as a request of its size would be. */
async function resultOfLine(
  c: Context<App>,
  index: number,
  bytes: Uint8Array | null,
  length: number,
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
    const refused = () => {
      throw error;
    };
    return resultOf(c, index, refused, { bytes: 0 });
  }
}
