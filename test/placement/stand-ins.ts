import { fromRegionResponse } from "../../src/region/answers.ts";
import type { Backend } from "../../src/region/backend.ts";
import { call, type ForwardTools, type Target } from "../../src/region/forward.ts";
import { pack } from "../../src/region/packed.ts";
import { REGION_PATH, type RegionWork } from "../../src/region/protocol.ts";
import type { Extract } from "../../src/summarizer/extract/extract.ts";
import { NO_TRACE } from "../../src/tracing/trace.ts";
import type { Handler } from "../grid/provider-server.ts";
import { json, text } from "../grid/provider-server.ts";
import { region } from "./world.ts";

export const WORK: RegionWork = {
  text: "The bridge opens. It closes at dusk.",
  language: "en",
  options: { length: "short", format: "paragraph" },
};

/** Lets a region summarize a whole document. */
export const forward = async (
  targets: readonly Target[],
  work: RegionWork,
  tools: Omit<ForwardTools, "trace">,
) =>
  call(
    targets,
    { path: REGION_PATH, work: await pack(work), read: fromRegionResponse },
    { ...tools, trace: NO_TRACE },
  );

export const extractBy = (who: string): Extract => ({
  summary: `${who} read it.`,
  sentences: [{ text: "The bridge opens.", start: 0, end: 17, score: 1 }],
  outputTokens: 4,
});

export const answerBy = (who: string, colo: string | null = null) => ({
  extract: extractBy(who),
  colo,
});

/** A backend in this process, and the requests that it received. */
export interface StandIn extends Backend {
  requests: Request[];
}

export function standIn(answer: (request: Request) => Response | Promise<Response>): StandIn {
  const requests: Request[] = [];
  return {
    requests,
    async fetch(request) {
      requests.push(request);
      return answer(request);
    },
  };
}

export const honest = (who: string, colo: string | null = null): StandIn =>
  standIn(() => Response.json(answerBy(who, colo)));

/** Never answers, and stops when its signal aborts. */
export const hanging = (): StandIn =>
  standIn(
    ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  );

/** Never answers, and ignores its signal. */
export const deaf = (): StandIn => standIn(() => new Promise(() => undefined));

export const throwing = (error: unknown): StandIn =>
  standIn(() => {
    throw error;
  });

/** The error of a Durable Object's stub when the object is overloaded. */
export const overloadError = (): Error =>
  Object.assign(new Error("Durable Object is overloaded. Too many requests queued."), {
    overloaded: true,
  });

export const target = (id: string, backend: Backend): Target => ({
  region: region(id, ["SE-SE3"]),
  instance: `${id}-0`,
  backend,
});

/** A region over HTTP, with any handler for its requests. */
export const over = (url: string): Backend => ({
  fetch: (request) => fetch(new Request(new URL(new URL(request.url).pathname, url), request)),
});

const { extract } = answerBy("a liar");

/** Answers of a region that do not match the protocol; each must be refused. */
export const USELESS: Record<string, Handler> = {
  "JSON of another shape": json({ summary: "hello" }),
  "an extract without colo": json({ extract }),
  "a colo that is none": json({ extract, colo: "Paris" }),
  "a score that is none": json({
    extract: { ...extract, sentences: [{ text: "a", start: 0, end: 1, score: null }] },
    colo: null,
  }),
  "an offset before the text": json({
    extract: { ...extract, sentences: [{ text: "a", start: -1, end: 1, score: 1 }] },
    colo: null,
  }),
  "tokens that are none": json({ extract: { ...extract, outputTokens: 1.5 }, colo: null }),
  "a refusal of a field there is not": json({ refused: { field: "text", works: 1 } }),
  null: json(null),
  "an honest answer under status 201": json(answerBy("a liar"), 201),
  "status 204": (_, response) => {
    response.writeHead(204).end();
  },
  "status 404": text("no such page", "text/plain", 404),
};
