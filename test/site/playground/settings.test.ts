import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chooserOf,
  DEFAULTS,
  FORMATS,
  LENGTHS,
  MAX_QUERY_LENGTH,
  MODES,
  PLACES,
  type PlaygroundSettings,
  RUNTIMES,
  readSettings,
  toParams,
} from "../../../src/site/playground/settings.ts";

const word = fc.stringMatching(/^[a-z0-9][a-z0-9.:-]{0,30}$/);
const settings: fc.Arbitrary<PlaygroundSettings> = fc.record({
  mode: fc.constantFrom(...MODES),
  length: fc.constantFrom(...LENGTHS),
  format: fc.constantFrom(...FORMATS),
  query: fc.string({ maxLength: 200, unit: "grapheme" }),
  place: fc.constantFrom(...PLACES),
  region: word,
  runtime: fc.constantFrom(...RUNTIMES),
  model: word,
});

describe("settings in an address", () => {
  it("come back as they were, but for those that their place does not use", () => {
    fc.assert(
      fc.property(settings, (given) => {
        const read = readSettings(new URLSearchParams(toParams(given).toString()));
        expect(read).toEqual({
          ...given,
          region: given.place === "region" ? given.region : DEFAULTS.region,
          runtime: given.place === "device" ? given.runtime : DEFAULTS.runtime,
          model:
            given.place === "device" && given.mode === "extractive" ? given.model : DEFAULTS.model,
        });
      }),
    );
  });

  it("are left out where they are the default", () => {
    expect(toParams(DEFAULTS).toString()).toBe("");
  });

  it("that make no sense are the default", () => {
    const read = readSettings(
      new URLSearchParams(`mode=verse&length=huge&place=moon&region=a/b&query=${"x".repeat(5000)}`),
    );
    expect(read).toEqual({ ...DEFAULTS, query: "x".repeat(MAX_QUERY_LENGTH) });
  });
});

it("names the model that chooses sentences on this device: only small trims, and nano chooses for the writer", () => {
  const chosen = MODES.map((mode) => chooserOf({ mode, model: "asked" }));
  expect(chosen).toEqual(["asked", "small", "nano"]);
});
