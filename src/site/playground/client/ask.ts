import { createClient, type SummaryInput } from "../../../api/client.ts";
import type { Device } from "../../device/client/device.ts";
import type { Step } from "../../device/client/message.ts";
import { fromAnswer, fromDevice, type Outcome } from "../outcome.ts";
import { chooserOf, type PlaygroundSettings } from "../settings.ts";

/** The server could not be reached. */
export class UnreachableError extends Error {
  override name = "UnreachableError";
}

/** A text and the settings of its summary. */
export type TextRequest = Pick<PlaygroundSettings, "length" | "format" | "query"> & {
  text: string;
  language: "auto" | "en" | "zh";
  mode?: PlaygroundSettings["mode"];
};

const MODES: Readonly<Record<PlaygroundSettings["mode"], Pick<SummaryInput, "mode" | "compress">>> =
  {
    extractive: { mode: "extractive" },
    trimmed: { mode: "extractive", compress: true },
    written: { mode: "abstractive" },
  };

/**
 * Sends a text to `POST /v1/summarize`; without `region`, the server chooses the place. A written summary is streamed:
 * `onText` receives it piece by piece.
 * @throws ProblemError if the server refuses, UnreachableError, or the signal's reason
 */
export async function askServer(
  { text, length, format, query, language, mode }: TextRequest,
  { server, region }: { server: string; region: string | undefined },
  signal: AbortSignal,
  onText?: (piece: string) => void,
): Promise<Outcome> {
  const body: SummaryInput = {
    text,
    length,
    format,
    language,
    ...(mode && MODES[mode]),
    ...(region !== undefined && { region }),
    ...(query !== "" && { query }),
  };
  const startedMs = performance.now();
  const client = createClient({ baseUrl: server, fetch: send });
  const options = { signal };
  if (mode !== "written") {
    const answer = await client.summarize(body, options);
    return fromAnswer(answer, performance.now() - startedMs, bytesOf(text, answer.summary));
  }
  for await (const event of client.stream(body, options)) {
    if (event.type === "token") onText?.(event.text);
    if (event.type !== "summary") continue;
    const { summary } = event;
    return fromAnswer(summary, performance.now() - startedMs, bytesOf(text, summary.summary));
  }
  throw new UnreachableError("The stream ended before the summary");
}

/** `fetch` without cookies, which distinguishes a broken connection from a response. */
const send: typeof fetch = (url, init) =>
  fetch(url, { ...init, credentials: "omit" }).catch((error: unknown) => {
    init?.signal?.throwIfAborted();
    throw new UnreachableError(String(error));
  });

/**
 * Summarizes on this device.
 * @throws DeviceError, or the signal's reason
 */
export async function askDevice(
  { text, length, format, query, language, mode = "extractive" }: TextRequest,
  { device, model, runtime }: { device: Device } & Pick<PlaygroundSettings, "model" | "runtime">,
  onStep: (step: Step) => void,
  signal: AbortSignal,
): Promise<Outcome> {
  const startedMs = performance.now();
  const options = { length, format, compress: mode === "trimmed", ...(query !== "" && { query }) };
  const job = {
    ...{ text, language, options },
    model: chooserOf({ mode, model }),
    isWritten: mode === "written",
    provider: runtime,
  };
  const found = await device.summarize(job, onStep, signal);
  const elapsedMs = performance.now() - startedMs;
  return fromDevice(found, elapsedMs, bytesOf(text, found.extract.summary));
}

const bytesOf = (...texts: string[]): number =>
  texts.reduce((sum, text) => sum + new TextEncoder().encode(text).byteLength, 0);
