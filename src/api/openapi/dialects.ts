import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import {
  huggingFaceAnswer,
  huggingFaceError,
  huggingFaceRequest,
} from "../../contract/hugging-face.ts";
import { mcpMessage } from "../../contract/mcp.ts";
import {
  chatRequest,
  chunk,
  completion,
  completionRequest,
  modelAnswer,
  modelList,
  openAiError,
  responsesAnswer,
  responsesEvent,
  responsesRequest,
  textCompletion,
} from "../../contract/openai.ts";
import { problem } from "../../contract/service.ts";
import {
  WORKERS_AI_MODEL,
  workersAiAnswer,
  workersAiError,
  workersAiRequest,
} from "../../contract/workers-ai.ts";
import { PROBLEM_TYPE } from "../problem.ts";
import { EXAMPLE_TEXT } from "./examples.ts";
import { answered, events, json, refusals, served } from "./parts.ts";

const openAiErrors = (...statuses: number[]) => refusals(statuses, json(openAiError));

/** Refusals of any call that sends a document. */
const SENDING = [400, 401, 408, 409, 415, 429, 503];

/** Schemas of what dialects stream. */
export const DIALECT_EVENTS = { ChatCompletionChunk: chunk, ResponsesEvent: responsesEvent };

export const DIALECT_PATHS: ZodOpenApiPathsObject = {
  "/v1/chat/completions": {
    post: {
      operationId: "createChatCompletion",
      tags: ["Dialects"],
      summary: "OpenAI: chat completions",
      description:
        "Instructions and the document are separated, wherever the instructions are: before, after or around it between " +
        "triple quotes, backticks or tags; in the system message or an earlier one. Instructions may request: a headline or " +
        "title; bullets, key points or a list; a number of sentences, points, words or characters, at most or at least; " +
        "short or long; a focus; and what not to do. The same in Chinese; anything else is ignored. A summary " +
        "keeps the language of its text. Any model name is accepted; the answer names the one that ran. Parameters that " +
        "control a sampler are accepted and ignored; `n` above 1, `tools` and `logprobs` are refused.",
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: chatRequest,
            examples: {
              points: {
                summary: "Two bullet points",
                value: {
                  model: "greengist",
                  messages: [
                    { role: "system", content: "Summarize in two bullet points." },
                    { role: "user", content: EXAMPLE_TEXT },
                  ],
                },
              },
            },
          },
        },
      },
      responses: {
        200: served("The completion, or with `stream` its chunks as server-sent events.", {
          ...json(completion),
          ...events("#/components/schemas/ChatCompletionChunk", "[DONE]"),
        }),
        ...openAiErrors(...SENDING),
      },
    },
  },
  "/v1/completions": {
    post: {
      operationId: "createCompletion",
      tags: ["Dialects"],
      summary: "OpenAI: completions",
      description: "The prompt is read like a user message in chat completions.",
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: completionRequest,
            examples: {
              sentence: {
                summary: "One sentence",
                value: {
                  model: "greengist",
                  prompt: `Summarize this in one sentence:\n\n${EXAMPLE_TEXT}`,
                },
              },
            },
          },
        },
      },
      responses: {
        200: served("The completion, or with `stream` its chunks as server-sent events.", {
          ...json(textCompletion),
          ...events("#/components/schemas/TextCompletion", "[DONE]"),
        }),
        ...openAiErrors(...SENDING),
      },
    },
  },
  "/v1/responses": {
    post: {
      operationId: "createResponse",
      tags: ["Dialects"],
      summary: "OpenAI: responses",
      description:
        "Input and instructions are read like messages in chat completions. Nothing is stored.",
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: responsesRequest,
            examples: {
              sentence: {
                summary: "One sentence",
                value: {
                  model: "greengist",
                  instructions: "Summarize in one sentence.",
                  input: EXAMPLE_TEXT,
                },
              },
            },
          },
        },
      },
      responses: {
        200: served("The response, or with `stream` its events.", {
          ...json(responsesAnswer),
          ...events("#/components/schemas/ResponsesEvent"),
        }),
        ...openAiErrors(...SENDING),
      },
    },
  },
  "/v1/models": {
    get: {
      operationId: "listModels",
      tags: ["Dialects"],
      summary: "OpenAI: list models",
      responses: { 200: answered("The models.", json(modelList)) },
    },
  },
  "/v1/models/{model}": {
    get: {
      operationId: "retrieveModel",
      tags: ["Dialects"],
      summary: "OpenAI: retrieve a model",
      requestParams: { path: z.object({ model: z.string().meta({ example: "greengist" }) }) },
      responses: { 200: answered("The model.", json(modelAnswer)), ...openAiErrors(404) },
    },
  },
  "/models/{model}": {
    post: {
      operationId: "huggingFaceSummarization",
      tags: ["Dialects"],
      summary: "Hugging Face: summarization",
      description:
        "Also at `/hf-inference/models/{model}`. The model may be any name, slashes included; the " +
        "receipt names the one that ran. Bounds are never refused: a minimum that the text cannot " +
        "meet is dropped, and if no sentence is short enough the shortest is cut.",
      requestParams: {
        path: z.object({ model: z.string().meta({ example: "facebook/bart-large-cnn" }) }),
      },
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: huggingFaceRequest,
            examples: {
              bounded: {
                summary: "At most 40 tokens",
                value: { inputs: EXAMPLE_TEXT, parameters: { max_length: 40 } },
              },
            },
          },
        },
      },
      responses: {
        200: served("The summary.", json(huggingFaceAnswer)),
        ...refusals([400, 401, 408, 409, 413, 415, 429], json(huggingFaceError)),
      },
    },
  },
  [`/client/v4/accounts/{account}/ai/run/${WORKERS_AI_MODEL}`]: {
    post: {
      operationId: "workersAiSummarization",
      tags: ["Dialects"],
      summary: "Workers AI: summarization",
      description: "Any account works. Bounds are treated as in the Hugging Face dialect.",
      requestParams: { path: z.object({ account: z.string().meta({ example: "any" }) }) },
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: workersAiRequest,
            examples: {
              bounded: {
                summary: "At most 40 tokens",
                value: { input_text: EXAMPLE_TEXT, max_length: 40 },
              },
            },
          },
        },
      },
      responses: {
        200: served("The summary, in the format of that API.", json(workersAiAnswer)),
        ...refusals([...SENDING, 413], json(workersAiError)),
      },
    },
  },
  "/mcp": {
    post: {
      operationId: "mcp",
      tags: ["Dialects"],
      summary: "Model Context Protocol: tools for assistants",
      description:
        "Streamable HTTP without sessions: one JSON-RPC message in, its answer out. The tools are `summarize`, `placement` " +
        "and, with the admin token, `emissions`; `tools/list` describes them.",
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: mcpMessage,
            examples: {
              tools: {
                summary: "Which tools there are",
                value: { jsonrpc: "2.0", id: 1, method: "tools/list" },
              },
            },
          },
        },
      },
      responses: {
        200: answered("The answer.", json(mcpMessage)),
        202: { description: "A notification was taken; there is nothing to answer." },
        ...refusals([401, 408, 413, 415, 422, 429, 503]),
        ...refusals([400], { ...json(mcpMessage), [PROBLEM_TYPE]: { schema: problem } }),
      },
    },
  },
};
