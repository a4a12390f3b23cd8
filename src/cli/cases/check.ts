import * as z from "zod";
import { readableLanguage } from "../../summarizer/text/language.ts";
import { splitSentences } from "../../summarizer/text/sentences.ts";

const texts = z.union([z.string(), z.array(z.string())]).transform((one) => [one].flat());
const count = z.int().nonnegative();

/**
 * The expectations for an answer. Expectations about the text are skipped if `any_status` allows an error and an error
 * came.
 */
const expectations = z.strictObject({
  /** 200 if neither of the two is given. */
  status: z.int().optional(),
  any_status: z.array(z.int()).optional(),
  /** The text is one of these. */
  equals: texts.optional(),
  contains: texts.optional(),
  contains_any: texts.optional(),
  lacks: texts.optional(),
  /** The text starts with one of the first list, with none of the second, and ends with one of the third. */
  starts: texts.optional(),
  not_starts: texts.optional(),
  ends: texts.optional(),
  /** The answer's `language` is one of these. */
  language: texts.optional(),
  /** The number of sentences; `sentences` is another name for it. */
  sentence_count: count.optional(),
  sentences: count.optional(),
  min_sentences: count.optional(),
  max_sentences: count.optional(),
  /** The sentences are exactly these, in order. */
  sentence_equals: z.array(z.string()).optional(),
  unique_sentences: z.boolean().optional(),
  /** Lines of the text that are not blank. */
  lines: count.optional(),
  max_chars: count.optional(),
  max_words: count.optional(),
  input_tokens_min: count.optional(),
  /** An error has the format of the dialect: `error` with a `message`. */
  has_error_or_ok: z.boolean().optional(),
});

/** A request and the expectations for its answer; `right` and `got` are for human readers. */
export const caseFile = z.object({
  endpoint: z.string().regex(/^[A-Z]+ \//),
  headers: z.record(z.string(), z.string()).optional(),
  /** Sent as JSON; a string is sent unchanged. */
  body: z.unknown(),
  right: z.string().optional(),
  got: z.string().optional(),
  check: expectations,
});

export type Case = z.infer<typeof caseFile>;

/** The response of the server. */
export interface CaseAnswer {
  status: number;
  /** The body, parsed if it was JSON. */
  body: unknown;
}

/**
 * All differences between an answer and the expectations of a case; empty if the case passes.
 *
 *     failuresOf({ contains: ["tidal"] }, { status: 200, body: { summary: "Diesel." } })
 *     // ['lacks "tidal"']
 */
export function failuresOf(
  check: z.infer<typeof expectations>,
  { status, body }: CaseAnswer,
): string[] {
  const allowed = check.any_status ?? [check.status ?? 200];
  if (!allowed.includes(status)) return [`status ${status}, not ${allowed.join(" or ")}`];
  const { text, sentences, language, inputTokens, error } = reading.parse(body);
  const isOk = status < 400;
  if (!isOk) return check.has_error_or_ok && !error ? ["no error with a message"] : [];
  return [
    ...ofText(check, text),
    ...ofSentences(check, sentences ?? sentencesOf(text)),
    ...unless(!check.language || check.language.includes(language ?? ""), `language ${language}`),
    ...unless(inputTokens >= (check.input_tokens_min ?? 0), `${inputTokens} input tokens`),
  ];
}

/** The text of a chat completion, or of a summary in any dialect; also its sentences if the answer lists them. */
const reading = z.unknown().transform((body) => {
  const shape = answerShape.safeParse(body).data ?? {};
  const listed = shape.sentences?.map(({ text }) => text) ?? [];
  return {
    text:
      (typeof body === "string" ? body : undefined) ??
      shape.choices?.[0]?.message.content ??
      shape.summary ??
      shape.result?.summary ??
      shape[0]?.summary_text ??
      "",
    sentences: listed.length > 0 ? listed : undefined,
    language: shape.language,
    inputTokens: shape.usage?.input_tokens ?? shape.usage?.prompt_tokens ?? 0,
    error: shape.error,
  };
});

const answerShape = z
  .object({
    summary: z.string(),
    choices: z.array(z.object({ message: z.object({ content: z.string() }) })),
    result: z.object({ summary: z.string() }),
    0: z.object({ summary_text: z.string() }),
    sentences: z.array(z.object({ text: z.string() })),
    language: z.string(),
    usage: z.object({ input_tokens: z.number(), prompt_tokens: z.number() }).partial(),
    error: z.object({ message: z.string() }),
  })
  .partial();

const sentencesOf = (text: string): string[] =>
  splitSentences(text, readableLanguage(text)).map(({ start, end }) => text.slice(start, end));

function ofText(check: Case["check"], text: string): string[] {
  const { equals, contains = [], contains_any, lacks = [], starts, not_starts = [], ends } = check;
  const lines = text.split("\n").filter((line) => line.trim() !== "").length;
  const words = text.split(/\s+/).filter((word) => word !== "").length;
  return [
    ...unless(!equals || equals.includes(text), `is not ${quoted(equals)}`),
    ...contains.flatMap((part) => unless(text.includes(part), `lacks ${quoted([part])}`)),
    ...unless(
      !contains_any || contains_any.some((part) => text.includes(part)),
      `lacks ${quoted(contains_any)}`,
    ),
    ...lacks.flatMap((part) => unless(!text.includes(part), `contains ${quoted([part])}`)),
    ...unless(
      !starts || starts.some((part) => text.startsWith(part)),
      `does not start with ${quoted(starts)}`,
    ),
    ...not_starts.flatMap((part) =>
      unless(!text.startsWith(part), `starts with ${quoted([part])}`),
    ),
    ...unless(
      !ends || ends.some((part) => text.endsWith(part)),
      `does not end with ${quoted(ends)}`,
    ),
    ...unless(check.lines === undefined || lines === check.lines, `${lines} lines`),
    ...unless(text.length <= (check.max_chars ?? Infinity), `${text.length} characters`),
    ...unless(words <= (check.max_words ?? Infinity), `${words} words`),
  ];
}

function ofSentences(check: Case["check"], sentences: readonly string[]): string[] {
  const { length } = sentences;
  const wanted = check.sentence_count ?? check.sentences ?? length;
  const isWithin =
    length === wanted &&
    length >= (check.min_sentences ?? 0) &&
    length <= (check.max_sentences ?? Infinity);
  const isEqual =
    !check.sentence_equals || JSON.stringify(sentences) === JSON.stringify(check.sentence_equals);
  return [
    ...unless(isWithin, `${length} sentences`),
    ...unless(isEqual, `the sentences are ${quoted(sentences)}`),
    ...unless(!check.unique_sentences || new Set(sentences).size === length, "repeats a sentence"),
  ];
}

const unless = (isRight: boolean, failure: string): string[] => (isRight ? [] : [failure]);

const quoted = (parts: readonly string[] = []): string =>
  parts.map((part) => JSON.stringify(part)).join(" or ");
