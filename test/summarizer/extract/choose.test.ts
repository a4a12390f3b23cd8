import { describe, expect, test } from "vitest";
import type { ServedLanguage } from "../../../src/contract/language.ts";
import {
  type Circumstances,
  chooseModel,
  ModelNotOfferedError,
  type ModelWish,
} from "../../../src/summarizer/extract/choose.ts";

const choose = (
  wish: Partial<ModelWish> = {},
  circumstances: Partial<Circumstances> = {},
  language: ServedLanguage = "en",
) =>
  chooseModel(
    { model: "auto", format: "paragraph", compress: false, ...wish },
    { language },
    {
      offered: ["nano", "small"],
      gramsPerKwh: 300,
      smallMaxGramsPerKwh: undefined,
      ...circumstances,
    },
  );

test("a named model is taken at its word", () => {
  expect(choose({ model: "small" }).model).toBe("small");
  expect(choose({ model: "nano", format: "headline" }).model).toBe("nano");
  expect(choose({ model: "small" }, { smallMaxGramsPerKwh: 100 }).model).toBe("small");
});

test("trimming takes small, however dirty the grid", () => {
  expect(choose({ compress: true }, { smallMaxGramsPerKwh: 100 }).model).toBe("small");
});

describe("an English headline", () => {
  test.each([
    ["with no limit", {}, "small"],
    ["on a grid below the limit", { smallMaxGramsPerKwh: 300 }, "small"],
    ["on a dirtier grid", { smallMaxGramsPerKwh: 299 }, "nano"],
    ["on an unknown grid", { smallMaxGramsPerKwh: 0, gramsPerKwh: null }, "small"],
    ["where small is not there", { offered: ["nano"] }, "nano"],
  ] as const)("%s", (_, circumstances, expected) => {
    const { model, reason } = choose({ format: "headline" }, circumstances);
    expect(model).toBe(expected);
    expect(reason).toMatch(/^[A-Z].*\.$/);
  });
});

describe("a text that nano does not read", () => {
  test.each(["auto", "nano"] as const)("has a single model, where %s is asked for", (model) => {
    expect(choose({ model, format: "headline" }, {}, "de").model).toBe("nano-multilingual");
  });

  test.each([{ model: "small" }, { compress: true }] as const)("cannot have %j", (wish) => {
    expect(() => choose(wish, {}, "ja")).toThrow(/"ja"/);
    expect(() => choose(wish, {}, "ja")).toThrow(ModelNotOfferedError);
  });
});

test("all else gets nano", () => {
  expect(choose().model).toBe("nano");
  expect(choose({ format: "headline" }, {}, "zh").model).toBe("nano");
});

test.each([
  [{ model: "small" }, { offered: ["nano"] }, "model", /"small".*"auto", "nano"/],
  [{ model: "nano", compress: true }, {}, "compress", /"small" or "auto"/],
  [{ compress: true }, { offered: ["nano"] }, "compress", /not offered/],
] as const)("%j with %j is refused", (wish, circumstances, field, detail) => {
  expect(() => choose(wish, circumstances)).toThrow(ModelNotOfferedError);
  expect(() => choose(wish, circumstances)).toThrow(detail);
  try {
    choose(wish, circumstances);
  } catch (error) {
    expect((error as ModelNotOfferedError).field).toBe(field);
  }
});
