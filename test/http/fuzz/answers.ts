import { expect } from "vitest";
import type * as z from "zod";
import { problem } from "../../../src/contract/service.ts";
import {
  batchAnswer,
  batchResult,
  type SummaryAnswer,
  summaryAnswer,
} from "../../../src/contract/summary.ts";

/** The statuses that any request may get; 501 and 503 are intentional and state their reasons. */
const STATUSES = [200, 204, 400, 401, 404, 405, 409, 413, 415, 422, 501, 503];

type BatchResult = z.infer<typeof batchResult>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Trimming corrects spaces, commas and the first letter, and changes nothing else. */
const letters = (text: string) => text.toLowerCase().replace(/[\s,;:，；：]/g, "");

/** Fails the test unless a response is one that the API may give. */
export function expectValid(
  { method, path, text }: { method: string; path: string; text?: string },
  status: number,
  headers: Headers,
  body: string,
): void {
  expect(STATUSES, `${method} ${path}: ${status} ${body.slice(0, 300)}`).toContain(status);
  expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  const type = headers.get("content-type") ?? "";
  if (status >= 400) {
    expect(type).toBe("application/problem+json");
    if (method === "HEAD") return;
    expect(problem.parse(JSON.parse(body)).status).toBe(status);
    if (status === 503) expect(headers.get("retry-after")).toMatch(/^\d+$/);
    return;
  }
  if (method !== "POST" || !path.startsWith("/v1/summarize")) return;
  if (type.startsWith("application/x-ndjson")) {
    const lines = body.split("\n").filter(Boolean);
    expectResults(lines.map((line) => batchResult.parse(JSON.parse(line))));
    return;
  }
  const value = JSON.parse(body);
  if ("results" in value) {
    expectResults(batchAnswer.parse(value).results);
    return;
  }
  expectSummary(summaryAnswer.parse(value), text);
}

/** In order, without gaps. */
function expectResults(results: readonly BatchResult[]): void {
  expect(results.map(({ index }) => index)).toEqual(results.map((_, at) => at));
  for (const result of results) if ("summary" in result) expectSummary(result, undefined);
}

/** Beyond the schema: it is not empty, and its offsets refer to the text that was read. */
function expectSummary({ id, summary, sentences, source, usage }: SummaryAnswer, text?: string) {
  expect(id).toMatch(UUID);
  expect(summary).not.toBe("");
  expect(sentences).not.toEqual([]);
  expect(Math.min(usage.input_tokens, usage.output_tokens)).toBeGreaterThan(0);
  const read = source?.text ?? text;
  for (const one of sentences) {
    if (read === undefined) continue;
    if (one.kept) {
      const parts = one.kept.map(([start, end]) => read.slice(start, end));
      expect(letters(parts.join(""))).toBe(letters(one.text));
      for (const [start, end] of one.kept) {
        expect(start).toBeGreaterThanOrEqual(one.start);
        expect(end).toBeLessThanOrEqual(one.end);
      }
    } else expect(read.slice(one.start, one.end)).toBe(one.text);
  }
}
