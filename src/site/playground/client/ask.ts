import type { Device } from "../../device/client/device.ts";
import type { Step } from "../../device/client/message.ts";
import { fromAnswer, fromDevice, type Outcome, type ShownAnswer } from "../outcome.ts";
import type { Settings } from "../settings.ts";

/** What the server says of a request that it does not serve (RFC 9457). */
export interface Problem {
  type: string;
  detail: string;
  field?: string;
}

/** A request that the server refused, in the words of its problem detail (RFC 9457). */
export class RefusedError extends Error {
  override name = "RefusedError";
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** The server did not answer: nobody there, or no way to it. */
export class UnreachableError extends Error {
  override name = "UnreachableError";
}

export type Asked = Pick<Settings, "length" | "format" | "query"> & {
  text: string;
  language: "auto" | "en" | "zh";
};

/** Sends a text to `POST /v1/summarize`. Throws `RefusedError`, `UnreachableError`, or the signal's reason. */
export async function askServer(
  { text, length, format, query, language }: Asked,
  { server, region }: { server: string; region: string },
  signal: AbortSignal,
): Promise<Outcome> {
  const asked = { text, length, format, language, region, ...(query !== "" && { query }) };
  const startedMs = performance.now();
  const response = await fetch(new URL("/v1/summarize", server), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(asked),
    credentials: "omit",
    signal,
  }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw new UnreachableError(String(error));
  });
  const answer = await response.json().catch(() => {
    signal.throwIfAborted();
    throw new UnreachableError(`The server answered ${response.status} without JSON`);
  });
  if (!response.ok) throw new RefusedError(answer as Problem);
  const { summary } = answer as ShownAnswer;
  return fromAnswer(answer as ShownAnswer, performance.now() - startedMs, bytesOf(text, summary));
}

/** Summarizes on this device. Throws `DeviceError`, or the signal's reason. */
export async function askDevice(
  { text, length, format, query, language }: Asked,
  { device, model, runtime }: { device: Device } & Pick<Settings, "model" | "runtime">,
  onStep: (step: Step) => void,
  signal: AbortSignal,
): Promise<Outcome> {
  const startedMs = performance.now();
  const options = { length, format, ...(query !== "" && { query }) };
  const job = { text, language, options, model, provider: runtime };
  const found = await device.summarize(job, onStep, signal);
  const elapsedMs = performance.now() - startedMs;
  return fromDevice(found, model, elapsedMs, bytesOf(text, found.extract.summary));
}

const bytesOf = (...texts: string[]): number =>
  texts.reduce((sum, text) => sum + new TextEncoder().encode(text).byteLength, 0);
