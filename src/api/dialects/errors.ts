import type * as z from "zod";
import type { huggingFaceError } from "../../contract/hugging-face.ts";
import type { openAiError } from "../../contract/openai.ts";
import type { Problem } from "../../contract/service.ts";
import type { workersAiError } from "../../contract/workers-ai.ts";

/** A problem in a dialect's error format. */
export interface Rendering {
  status: number;
  body: object;
}

const slugOf = ({ type }: Problem): string => type.slice(type.lastIndexOf(":") + 1);

/** Its client retries a 503 immediately and without end; on a 429 it stops and reports the error. */
export const toHuggingFaceError = ({ status, detail }: Problem): Rendering => ({
  status: status === 422 ? 400 : status === 503 ? 429 : status,
  body: { error: detail } satisfies z.infer<typeof huggingFaceError>,
});

/** Codes of Cloudflare's API, looked up first by problem, then by status. */
const CLOUDFLARE_CODES: Readonly<Record<string, number>> = {
  "no-such-model": 5007,
  "not-json": 3003,
  400: 5006,
  401: 10000,
  404: 7000,
  405: 7001,
  413: 3006,
  415: 3003,
  422: 5006,
  429: 3040,
  503: 3040,
};
/** Our own code for problems that Cloudflare's API has no code for. */
const OTHER_CODE = 9999;

export const toWorkersAiError = (problem: Problem): Rendering => ({
  status: problem.status === 422 ? 400 : problem.status,
  body: {
    result: null,
    success: false,
    errors: [
      {
        code: CLOUDFLARE_CODES[slugOf(problem)] ?? CLOUDFLARE_CODES[problem.status] ?? OTHER_CODE,
        message: `AiError: ${problem.detail}`,
      },
    ],
    messages: [],
  } satisfies z.infer<typeof workersAiError>,
});

const OPENAI_CODES: Readonly<Record<number, string>> = {
  401: "invalid_api_key",
  413: "context_length_exceeded",
  429: "rate_limit_exceeded",
};

/** That API answers 400 for unusable input, and also for input that is too long. */
export function toOpenAiError(problem: Problem): Rendering {
  const { status, detail, field } = problem;
  const kind = status === 429 ? "rate_limit_error" : "invalid_request_error";
  return {
    status: status === 422 || status === 413 ? 400 : status,
    body: {
      error: {
        message: detail,
        type: status >= 500 ? "server_error" : kind,
        param: field ?? null,
        code: OPENAI_CODES[status] ?? slugOf(problem).replaceAll("-", "_"),
      },
    } satisfies z.infer<typeof openAiError>,
  };
}
