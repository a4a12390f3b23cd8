import {
  InferenceClient,
  InferenceClientProviderApiError,
  summarization,
} from "@huggingface/inference";
import { beforeAll, describe, expect, it } from "vitest";
import { toHuggingFaceError } from "../../../src/api/dialects/errors.ts";
import { huggingFaceAnswer, huggingFaceError } from "../../../src/contract/hugging-face.ts";
import { HARBOUR, LIBRARY, receipt, summarize } from "../client.ts";
import { sharedWorker } from "../worker.ts";

const server = sharedWorker();
let endpointUrl: string;
beforeAll(async () => {
  const { url } = await server.listen();
  endpointUrl = new URL("/models/facebook/bart-large-cnn", url).href;
});

/** Records the response that the client does not expose. */
function listening() {
  const seen: { request?: RequestInit; response?: Response } = {};
  const listen: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    Object.assign(seen, { request: init, response: response.clone() });
    return response;
  };
  return { seen, listen };
}

describe("the client of Hugging Face", () => {
  it("gets the summary, and the receipt in headers", async () => {
    const { seen, listen } = listening();
    const found = await summarization(
      { endpointUrl, inputs: HARBOUR, accessToken: "hf_any" },
      { fetch: listen },
    );
    const { answer } = await summarize(server, { text: HARBOUR });
    expect(found).toEqual({ summary_text: answer.summary });
    expect(JSON.parse(seen.request?.body as string)).toEqual({ inputs: HARBOUR });
    const headers = seen.response?.headers as Headers;
    expect(Number(headers.get("carbon-emissions-scope-2"))).toBeGreaterThan(0);
    const id = headers.get("x-request-id") as string;
    expect(headers.get("link")).toBe(`</v1/emissions/requests/${id}>; rel="describedby"`);
    expect(await receipt(server, id)).toMatchObject({ id, model: "nano" });
    huggingFaceAnswer.parse(await seen.response?.json());
  });

  it("has the same through a client of one endpoint, and through the router's path", async () => {
    const whole = await summarization({ endpointUrl, inputs: LIBRARY });
    const client = new InferenceClient("hf_any", { endpointUrl });
    expect(await client.summarization({ inputs: LIBRARY })).toEqual(whole);
    const routed = endpointUrl.replace("/models/", "/hf-inference/models/");
    expect(await summarization({ endpointUrl: routed, inputs: LIBRARY })).toEqual(whole);
  });

  it.each([
    ["at the top level", { max_length: 60, min_length: 40, num_beams: 4, do_sample: false }],
    [
      "under generate_parameters",
      { generate_parameters: { max_length: 60, min_length: 40, temperature: 0.7 } },
    ],
    ["which win", { max_length: 500, generate_parameters: { max_length: 60, min_length: 40 } }],
    ["by the newer name", { max_new_tokens: 60, min_length: 40 }],
  ])("bounds the summary by parameters %s", async (_, parameters) => {
    const found = await summarization({
      endpointUrl,
      inputs: HARBOUR,
      parameters: parameters as Record<string, unknown>,
    });
    const { answer } = await summarize(server, { text: HARBOUR, max_length: 60, min_length: 40 });
    expect(found.summary_text).toBe(answer.summary);
  });

  it("is never refused for bounds: the summary is cut, or all there is", async () => {
    const inputs = "The only sentence there is has more than six tokens.";
    const ask = async (parameters: Record<string, unknown>) =>
      (await summarization({ endpointUrl, inputs, parameters })).summary_text;
    const cut = await ask({ max_length: 6 });
    expect(inputs.startsWith(cut)).toBe(true);
    expect(cut.length).toBeLessThan(inputs.length);
    expect(await ask({ min_length: 56, max_length: 142 })).toBe(inputs);
    expect(await ask({ min_length: 100, max_length: 50 })).toBe(inputs);
    expect(await ask({ min_length: 0, max_length: 1_000_000 })).toBe(inputs);
  });
});

describe("errors in Hugging Face's shape", () => {
  it.each<[string, object]>([
    ["inputs", { inputs: " " }],
    ["inputs", { inputs: 7 }],
    ["inputs", {}],
    ["parameters.max_length", { inputs: HARBOUR, parameters: { max_length: 0 } }],
    ["inputs", { inputs: "a ".repeat(500_001) }],
  ])("%s, case %#, is named", async (name, args) => {
    const error = await summarization({ endpointUrl, ...args } as never).catch((reason) => reason);
    expect(error).toBeInstanceOf(InferenceClientProviderApiError);
    expect(error.message).toContain(`Failed to perform inference: ${name}`);
    expect(error.httpResponse.requestId).toBeTruthy();
    expect([400, 413]).toContain(error.httpResponse.status);
    huggingFaceError.parse(error.httpResponse.body);
  });

  it("another method is 405", async () => {
    const response = await server.fetch("/models/any/model");
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
    huggingFaceError.parse(await response.json());
  });

  it("is never a 503, after which its client would try again at once and for ever", () => {
    const overloaded = { type: "overloaded", title: "", status: 503, detail: "Later." };
    expect(toHuggingFaceError(overloaded)).toEqual({ status: 429, body: { error: "Later." } });
  });
});
