import { describe, expect, it } from "vitest";
import { summaryRequest } from "../../src/contract/request.ts";
import type { Offer } from "../../src/summarizer/models/writer.ts";
import { writes } from "../../src/summarizer/models/writer.ts";
import { MAX_CPU_SECONDS, writingOptions } from "../../src/summary/writing-options.ts";

const OFFER: Offer = {
  name: "scribe",
  version: "1",
  quantization: "int8",
  rewrites: false,
  languages: ["en", "zh_CN"],
  inputTokens: 512,
  outputTokens: 128,
  shape: {
    encoderLayers: 4,
    decoderLayers: 2,
    width: 320,
    attentionWidth: 320,
    encoderFeedForward: 1280,
    decoderFeedForward: 1280,
    feedForwardMatrices: 2,
    vocabulary: 35_672,
  },
  secondsPerGmac: { reading: 0.1, writing: 0.1, attending: 0.1 },
  memoryGb: 0.128,
  confidence: { minMeanLogProbability: -1, minCopyRate: 0.5 },
};

const options = (body: object, offer = OFFER) =>
  writingOptions(summaryRequest.parse({ text: "A text.", ...body }), offer, offer.inputTokens);

describe("what a writer is told", () => {
  it("is what was asked", () => {
    const body = { min_length: 5, max_length: 50, num_beams: 8, early_stopping: "never" };
    expect(options(body)).toEqual({
      minTokens: 5,
      maxTokens: 50,
      numBeams: 8,
      earlyStopping: "never",
      task: "summarization",
    });
    expect(options({ format: "headline" }).task).toBe("headline");
  });

  it.each([
    ["short", { length: "short" }, 8, 40],
    ["medium", {}, 16, 80],
    ["long, as far as it can", { length: "long" }, 16, 127],
    ["a headline", { format: "headline", length: "long" }, 3, 24],
    ["at least so much", { min_length: 60 }, 60, 120],
    ["at most less than usual", { max_length: 5 }, 5, 5],
    ["more than it can", { max_length: 8000 }, 16, 127],
  ])("is %s", (_, body, minTokens, maxTokens) => {
    expect(options(body)).toMatchObject({ minTokens, maxTokens });
  });

  it("is refused where it cannot write so much", () => {
    expect(() => options({ min_length: 128 })).toThrow(/fewer than 128 tokens/);
  });

  it("is refused where it would take too much", () => {
    const slow = { ...OFFER, secondsPerGmac: { reading: 100, writing: 100, attending: 100 } };
    expect(() => options({ num_beams: 16 }, slow)).toThrow(
      new RegExp(`s of CPU, more than ${MAX_CPU_SECONDS}`),
    );
  });
});

it("a writer writes the languages that it names, and any where it names none", () => {
  expect(writes(OFFER, "zh")).toBe(true);
  expect(writes({ ...OFFER, languages: ["en"] }, "zh")).toBe(false);
  expect(writes({ ...OFFER, languages: [] }, "zh")).toBe(true);
});
