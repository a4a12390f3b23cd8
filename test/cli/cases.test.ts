import { describe, expect, it } from "vitest";
import { caseFile, failuresOf } from "../../src/cli/cases/check.ts";
import { readCases, report } from "../../src/cli/cases/run.ts";

const summary = (text: string, sentences: string[] = []) => ({
  status: 200,
  body: {
    summary: text,
    sentences: sentences.map((one) => ({ text: one })),
    language: "en",
    usage: { input_tokens: 12, output_tokens: 4 },
  },
});

const failures = (check: object, answer: { status: number; body: unknown }) =>
  failuresOf(caseFile.parse({ endpoint: "POST /", body: {}, check }).check, answer);

describe("every expectation of a case", () => {
  const answer = summary("The port opens. It is new.", ["The port opens.", "It is new."]);
  const chat = {
    status: 200,
    body: { choices: [{ message: { role: "assistant", content: "The port opens. It is new." } }] },
  };

  it.each([
    [{ equals: ["Other.", "The port opens. It is new."] }, { equals: ["Other."] }],
    [{ equals: "The port opens. It is new." }, { equals: "Other." }],
    [{ contains: ["port", "new"] }, { contains: ["port", "old"] }],
    [{ contains_any: ["old", "new"] }, { contains_any: ["old", "older"] }],
    [{ lacks: ["old"] }, { lacks: ["old", "new"] }],
    [{ starts: ["A", "The"] }, { starts: ["A"] }],
    [{ not_starts: ["A"] }, { not_starts: ["A", "The"] }],
    [{ ends: ["."] }, { ends: ["!"] }],
    [{ sentence_count: 2 }, { sentence_count: 1 }],
    [{ sentences: 2 }, { sentences: 3 }],
    [{ min_sentences: 2 }, { min_sentences: 3 }],
    [{ max_sentences: 2 }, { max_sentences: 1 }],
    [{ sentence_equals: ["The port opens.", "It is new."] }, { sentence_equals: ["It is new."] }],
    [{ lines: 1 }, { lines: 2 }],
    [{ max_chars: 26 }, { max_chars: 25 }],
    [{ max_words: 6 }, { max_words: 5 }],
    [{ status: 200 }, { status: 422 }],
    [{ any_status: [200, 422] }, { any_status: [404] }],
  ])("%j holds, %j does not", (holding, failing) => {
    for (const one of [answer, chat]) {
      expect(failures(holding, one)).toEqual([]);
      expect(failures(failing, one)).toHaveLength(1);
    }
  });

  it("reads language and input tokens of a summary", () => {
    expect(failures({ language: ["en", "und"], input_tokens_min: 12 }, answer)).toEqual([]);
    expect(failures({ language: "zh", input_tokens_min: 13 }, answer)).toHaveLength(2);
  });

  it("finds a sentence that stands twice", () => {
    expect(failures({ unique_sentences: true }, answer)).toEqual([]);
    const twice = summary("It is. It is.", ["It is.", "It is."]);
    expect(failures({ unique_sentences: true }, twice)).toEqual(["repeats a sentence"]);
  });

  it("judges no text where an allowed error came, but its envelope", () => {
    const refused = { status: 422, body: { error: { message: "No." } } };
    const check = { any_status: [200, 422], contains: ["port"], has_error_or_ok: true };
    expect(failures(check, refused)).toEqual([]);
    expect(failures(check, { status: 422, body: { title: "No." } })).toHaveLength(1);
  });

  it("reports a status that was not asked for, and nothing else", () => {
    expect(failures({ contains: ["port"] }, { status: 500, body: "" })).toEqual([
      "status 500, not 200",
    ]);
  });

  it("refuses an expectation that it does not know", () => {
    expect(() => failures({ contain: ["port"] }, answer)).toThrow();
  });
});

it("reports failures, and passed of all by kind", () => {
  const outcome = (name: string, ...found: string[]) => ({
    name,
    kind: name.split("-")[0] as string,
    failures: found,
    got: "Text.",
  });
  expect(report([outcome("num-a"), outcome("num-b", "1 lines"), outcome("srt")])).toEqual([
    "FAILED num-b: 1 lines",
    '  got "Text."',
    "num        1 of 2",
    "srt        1 of 1",
    "all        2 of 3",
  ]);
});

it("reads the repository's own cases", () => {
  const names = readCases("test/fixtures/cases").map(({ name }) => name);
  expect(names).toContain("query-who");
});
