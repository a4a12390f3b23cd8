import { expect } from "vitest";
import * as z from "zod";

const range = z.strictObject({ value: z.number(), min: z.number(), max: z.number() });
const sentence = z.strictObject({
  text: z.string().min(1),
  start: z.int().min(0),
  end: z.int().min(1),
  score: z.number(),
  /** Where it was trimmed. */
  kept: z.array(z.tuple([z.int().min(0), z.int().min(1)])).optional(),
});

/** The answer to one document; fields that it may yet get do no harm. */
const answer = z.object({
  id: z.uuidv7(),
  summary: z.string().min(1),
  language: z.enum(["en", "zh"]),
  truncated: z.boolean(),
  sentences: z.array(sentence).min(1),
  model: z.object({ name: z.string(), version: z.string(), quantization: z.string() }),
  usage: z.object({ input_tokens: z.int().min(1), output_tokens: z.int().min(1) }),
  source: z
    .object({ kind: z.enum(["html", "markdown", "url"]), text: z.string().min(1) })
    .optional(),
  placement: z.looseObject({ ran: z.enum(["edge", "region"]), reason: z.string().min(1) }),
  emissions: z.looseObject({ energy_kwh: range, total_g: range, operational_g: z.number().min(0) }),
});

const problem = z.strictObject({
  type: z.string().regex(/^urn:greengist:problem:[a-z0-9-]+$/),
  title: z.string().min(1),
  status: z.int().min(400).max(599),
  detail: z.string().min(1).max(2_000),
  field: z.string().max(100).optional(),
});

/** What any request may be answered with; 501 and 503 are said on purpose, with their reasons. */
const STATUSES = [200, 204, 400, 401, 404, 405, 409, 413, 415, 422, 501, 503];

const result = z
  .looseObject({ index: z.int().min(0), status: z.int(), problem: problem.optional() })
  .superRefine((one, context) => {
    const parsed = one.status === 200 ? answer.safeParse(one) : problem.safeParse(one.problem);
    if (!parsed.success)
      context.addIssue({ code: "custom", message: z.prettifyError(parsed.error) });
  });

/** Trimming puts spaces, commas and the first letter right, nothing else. */
const letters = (text: string) => text.toLowerCase().replace(/[\s,;:，；：]/g, "");

/** Fails the test unless an answer is one that the API may give. */
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
    const indices = lines.map((line) => result.parse(JSON.parse(line)).index);
    expect(indices).toEqual(indices.map((_, at) => at));
    return;
  }
  const value = JSON.parse(body);
  if ("results" in value) {
    z.strictObject({ results: z.array(result) }).parse(value);
    return;
  }
  const { sentences, source } = answer.parse(value);
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
