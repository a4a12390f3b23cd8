import { readFileSync } from "node:fs";
import type { TestHarness } from "wrangler";
import type { ServedLanguage } from "../../src/contract/language.ts";

export const HARBOUR = readFileSync("test/fixtures/harbour.en.txt", "utf8");
export const LIBRARY = readFileSync("test/fixtures/library.zh.txt", "utf8");

/** A text of about `words` words in which all paragraphs differ. */
export const longText = (words: number): string =>
  Array.from({ length: Math.ceil(words / 18) }, (_, index) => {
    const year = 1700 + (index % 300);
    return `In ${year} the harbour master of pier ${index} wrote that ${index * 7} boats had passed the narrows before noon.`;
  }).join("\n");

export interface Answer {
  id: string;
  summary: string;
  language: ServedLanguage;
  truncated: boolean;
  sentences: {
    text: string;
    start: number;
    end: number;
    score: number;
    kept?: [number, number][];
    how?: "rewritten" | "trimmed" | "whole";
  }[];
  mode: { asked: string; used: string; reason: string };
  model: { name: string; version: string; quantization: string; reason: string };
  usage: { input_tokens: number; output_tokens: number };
  source?: { kind: string; title?: string; url?: string; text: string };
  placement: {
    weight: "light" | "heavy";
    ran: "edge" | "region";
    region: string | null;
    colo: string;
    zone: string;
    reason: string;
    candidates: {
      region: string;
      zone: string;
      grams_per_kwh: number | null;
      expected_grams: number | null;
      added_latency_ms: number;
      eligible: boolean;
      why: string;
    }[];
  };
  emissions: {
    energy_kwh: { value: number; min: number; max: number };
    grid: { zone: string; grams_per_kwh: number; source: string; kind: string; as_of: string };
    operational_g: number;
    embodied_g: number;
    network_g: number;
    access_g: number | null;
    total_g: { value: number; min: number; max: number };
    counterfactual_g: number;
    saved_g: number;
    method: string;
    inputs: {
      bytes: { access: number; backbone: number };
      edge_grid: { zone: string };
    } | null;
  };
}

/** The common part of the responses of Node's fetch and of the harness. */
export type Answered = { status: number; headers: { get(name: string): string | null } } & {
  json(): Promise<unknown>;
};

/** Sends over real connections, one per request. */
export async function post(
  server: TestHarness,
  body: unknown,
  headers: Record<string, string> = {},
  query = "",
): Promise<Response> {
  const { url } = await server.listen();
  return fetch(new URL(`/v1/summarize${query}`, url), {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
}

/** Summarizes, and fails the test on any status except 200. */
export async function summarize(server: TestHarness, body: Record<string, unknown>) {
  const response = await post(server, body);
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return { response, answer: (await response.json()) as Answer };
}

/** Retries until the log shows the receipt, which is written after the answer has been sent. */
export async function receipt(server: TestHarness, id: string) {
  for (let attempt = 0; attempt < 50; attempt++) {
    const response = await server.fetch(`/v1/emissions/requests/${id}`);
    if (response.status === 200) return (await response.json()) as Record<string, unknown>;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`no receipt of ${id}`);
}
