import type { Context } from "hono";
import type { DocumentRequest } from "../contract/documents.ts";
import { type JobJson, type JobOptions, jobOptions, MAX_WINDOW_HOURS } from "../contract/jobs.ts";
import { type ProblemType, RefusedError } from "../contract/refused.ts";
import { placementQuery, validate } from "../contract/request.ts";
import { callbackSecret, isJobId, newJobId } from "../jobs/seal.ts";
import type { Sent } from "../jobs/state.ts";
import { languageOf } from "../summarizer/text/language.ts";
import { foreseeLoad } from "../summary/foresee.ts";
import { refusePrivateCallback } from "./callback.ts";
import type { App } from "./context.ts";
import { bodyOptionsOf } from "./guard/guard.ts";
import { decodeUtf8, readBody } from "./input/body.ts";
import { parseDocument, type TextDocument, toTextDocument } from "./input/document.ts";
import { bodyKindOf } from "./input/media-type.ts";
import { parseJson, readInput } from "./input/read.ts";

const MINUTE_MS = 60_000;
const DEFAULT_WINDOW = "PT24H";
const OPTIONS = Object.keys(jobOptions.shape);

/** The Durable Object of a job. */
export interface JobHolder {
  create(sent: Sent, order: TextDocument): Promise<JobJson>;
  read(keyId: string | null): Promise<JobJson | "unknown" | "foreign">;
  cancel(keyId: string | null): Promise<JobJson | "unknown" | "foreign">;
}

/** A job that cannot be made or read. */
export class JobError extends RefusedError {
  constructor(type: ProblemType, message: string, field?: string) {
    super(type, message, { field });
  }
}

/** `POST /v1/jobs`: keeps a document until the grid is at its cleanest before a deadline. */
export async function answerNewJob(c: Context<App>): Promise<Response> {
  const { parts, now, keyId = null } = c.var;
  const id = newJobId();
  const holder = holderOf(c, id);
  const { document, options, bytes } = await readJob(c);
  const deadlineMs = deadlineOf(options, now);
  const callbackUrl = options.callback ?? null;
  if (callbackUrl) await refusePrivateCallback(callbackUrl, parts.lookup);
  const order = await toTextDocument(document, bytes, {
    pages: parts.pages,
    signal: c.req.raw.signal,
    onGrowth: (size) => c.var.pass?.grow(size),
  });
  const edge = parts.edgeOf(c.req.raw);
  const { load } = await foreseeLoad(
    placementOf(order, languageOf(order.request.language, order.request.text)),
    edge,
    {
      world: await parts.worldAt(now),
      writers: parts.writers,
      writersOfRegions: () => parts.writersOfRegions(),
      smallMaxGramsPerKwh: parts.smallMaxGramsPerKwh,
    },
  );
  const sent: Sent = {
    createdMs: now,
    deadlineMs,
    keyId,
    edge,
    continent: (c.req.raw.cf as { continent?: string } | undefined)?.continent,
    load: { ...load, isBatch: true },
    callbackUrl,
  };
  const job = await holder.create(sent, order);
  const callback_secret = callbackUrl ? await callbackSecret(id) : null;
  return c.json({ ...job, callback_secret }, 202, {
    Location: `/v1/jobs/${id}`,
    "Cache-Control": "no-store",
  });
}

/** `GET /v1/jobs/:id`: where a job stands; its summary and receipt once it is done. */
export const answerJob = async (c: Context<App>): Promise<Response> =>
  seen(c, await knownHolderOf(c).read(c.var.keyId ?? null));

/** `POST /v1/jobs/:id/cancel`: ends a job that is not over yet, and deletes its text. */
export const answerCancelledJob = async (c: Context<App>): Promise<Response> =>
  seen(c, await knownHolderOf(c).cancel(c.var.keyId ?? null));

function seen(c: Context<App>, found: JobJson | "unknown" | "foreign"): Response {
  if (found === "unknown") throw unknown();
  if (found === "foreign")
    throw new JobError("other-key", "This job was sent with another API key.");
  return c.json(found, 200, { "Cache-Control": "no-store" });
}

const unknown = () =>
  new JobError("unknown-job", "There is no such job, or it ended more than a day ago.");

function knownHolderOf(c: Context<App>): JobHolder {
  const id = c.req.param("id") ?? "";
  const holder = holderOf(c, id);
  if (!isJobId(id)) throw unknown();
  return holder;
}

function holderOf(c: Context<App>, id: string): JobHolder {
  const holder = c.var.parts.jobOf(id);
  if (holder) return holder;
  throw new JobError(
    "no-jobs",
    "This deployment keeps no jobs, since it has no Durable Objects; use /v1/summarize.",
  );
}

interface SentJob {
  document: DocumentRequest;
  options: JobOptions;
  bytes: number;
}

/** A body as `/v1/summarize` takes it; a job's own options stand beside the document's. */
async function readJob(c: Context<App>): Promise<SentJob> {
  const kind = bodyKindOf(c.req.header("content-type") ?? null);
  if (kind === "json") {
    const { bytes, sentBytes } = await readBody(c.req.raw, bodyOptionsOf(c));
    const value = parseJson(decodeUtf8(bytes));
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return { document: parseDocument(value), options: {}, bytes: sentBytes };
    const [own, document] = apart(value);
    if (Object.hasOwn(document, "documents")) throw onlyOne();
    const options = validate(jobOptions, own);
    return { document: parseDocument(document), options, bytes: sentBytes };
  }
  const [own, query] = apart(c.req.query());
  const options = validate(jobOptions, own);
  if (kind === "ndjson") throw onlyOne();
  const input = await readInput(c.req.raw, query as Record<string, string>, bodyOptionsOf(c));
  if (input.kind !== "one") throw onlyOne();
  return { document: input.document, options, bytes: input.bytes };
}

const onlyOne = () =>
  new JobError(
    "invalid-field",
    "documents: a job has one document; send a job for each.",
    "documents",
  );

function apart(value: object): [own: object, rest: object] {
  const entries = Object.entries(value);
  return [
    Object.fromEntries(entries.filter(([name]) => OPTIONS.includes(name))),
    Object.fromEntries(entries.filter(([name]) => !OPTIONS.includes(name))),
  ];
}

function deadlineOf({ deadline, window }: JobOptions, nowMs: number): number {
  if (deadline !== undefined && window !== undefined)
    throw new JobError("invalid-field", "window: cannot go with deadline.", "window");
  const field = deadline === undefined ? "window" : "deadline";
  const atMs =
    deadline === undefined
      ? nowMs + minutesOf(window ?? DEFAULT_WINDOW) * MINUTE_MS
      : Date.parse(deadline);
  if (!(atMs > nowMs))
    throw new JobError("invalid-field", `${field}: must lie in the future.`, field);
  if (atMs > nowMs + MAX_WINDOW_HOURS * 60 * MINUTE_MS)
    throw new JobError(
      "invalid-field",
      `${field}: may be ${MAX_WINDOW_HOURS} hours ahead at most.`,
      field,
    );
  return atMs;
}

/** Of a duration such as PT6H, PT90M or PT1H30M. */
function minutesOf(window: string): number {
  const [, hours = "0", minutes = "0"] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(window) ?? [];
  return Number(hours) * 60 + Number(minutes);
}

/** A document as placement foresees it: by its size and options. */
const placementOf = ({ request, bytes }: TextDocument, language: string) =>
  validate(placementQuery, {
    bytes: Math.max(1, Math.min(bytes, request.text.length * 3)),
    mode: request.mode,
    model: request.model,
    length: request.length,
    format: request.format,
    num_beams: request.num_beams,
    language,
    region: request.region,
    ...(request.max_added_latency_ms !== undefined && {
      max_added_latency_ms: request.max_added_latency_ms,
    }),
  });
