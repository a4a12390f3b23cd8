import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { splitModel } from "../../../src/summarizer/models/external-weights.ts";

const read = (file: string) => new Uint8Array(readFileSync(`models/${file}`));

describe("a model whose weights are taken out", () => {
  it.each(["nano/model.onnx", "writer/decoder_model_merged.onnx"])(
    "is a small part of %s, which is left as it is",
    (file) => {
      const model = read(file);
      const before = model.slice();
      const { graph, weights } = splitModel(model);
      expect(graph.length).toBeLessThan(model.length / 10);
      expect(weights.data).toBe(model);
      expect(model).toEqual(before);
    },
  );

  it("that is a view of a longer array refers to places in the view", () => {
    const model = read("nano/model.onnx");
    const longer = new Uint8Array(model.length + 64);
    longer.set(model, 64);
    const view = longer.subarray(64);
    expect(splitModel(view).graph).toEqual(splitModel(model).graph);
  });

  it.each([
    ["cut short", (model: Uint8Array) => model.subarray(0, model.length - 1)],
    ["not ONNX", () => new TextEncoder().encode("<!doctype html><title>Not found</title>")],
  ])("is refused where it is %s", (_, change) => {
    expect(() => splitModel(change(read("nano/model.onnx")))).toThrow(RangeError);
  });
});
