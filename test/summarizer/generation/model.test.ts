import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openSeq2Seq, readModelFiles, webGraphs } from "../../../models/bridge/open-seq2seq.ts";
import { createDecode, encode } from "../../../src/summarizer/generation/decoder.ts";
import { createSeq2Seq, readModelConfig } from "../../../src/summarizer/generation/model.ts";
import { type Graph, GraphError } from "../../../src/summarizer/models/graph.ts";

const FOLDER = "test/fixtures/seq2seq";
const TEXT = "The mill stood still for a week, and the miller learned to play the horn. ";
const bart = await openSeq2Seq(`${FOLDER}/bart`);
const mbart = await openSeq2Seq(`${FOLDER}/mbart`);
const t5 = await openSeq2Seq(`${FOLDER}/t5`);

describe("a text", () => {
  test.each([
    ["bart", bart],
    ["mbart", mbart],
    ["t5", t5],
  ])(
    "longer than %s can read is cut before its special tokens, and that is said",
    async (_, model) => {
      const short = model.encode("One line.");
      const { ids, isTruncated } = model.encode(TEXT.repeat(40));
      expect(short.isTruncated).toBe(false);
      expect(isTruncated).toBe(true);
      expect(ids).toHaveLength(model.maxInputTokens);
      expect(ids.at(-1)).toBe(short.ids.at(-1));
      const written = await model.write(TEXT.repeat(40));
      expect(written).toMatchObject({ isTruncated: true, inputTokens: model.maxInputTokens });
    },
  );

  test("without a character is only special tokens, and still gives an outcome", async () => {
    expect(bart.encode("")).toEqual({ ids: [0, 2], isTruncated: false });
    const { tokens, inputTokens } = await bart.write("");
    expect(inputTokens).toBe(2);
    expect(tokens.length).toBeGreaterThan(0);
  });

  test("is told as it settles: the pieces make up the summary", async () => {
    const pieces: string[] = [];
    const { text } = await mbart.write(TEXT, { onText: (piece) => void pieces.push(piece) });
    expect(pieces.join("").trim()).toBe(text);
    expect(pieces.length).toBeGreaterThan(1);
  });

  test("has the language codes of mBART", () => {
    const { tokenizer } = readModelFiles(`${FOLDER}/mbart`);
    const vocabulary = (tokenizer as { model: { vocab: [string][] } }).model.vocab;
    const idOf = (code: string) => vocabulary.findIndex(([token]) => token === code);
    expect(mbart.encode("港口", "zh").ids.at(-1)).toBe(idOf("zh_CN"));
    expect(mbart.encode("港口").ids.at(-1)).toBe(idOf("en_XX"));
  });
});

test("a caller who leaves midway ends the work", async () => {
  const controller = new AbortController();
  const written = mbart.write(TEXT, {
    signal: controller.signal,
    settings: { num_beams: 2, min_new_tokens: 15 },
    onTokens: () => controller.abort(new Error("gone")),
  });
  await expect(written).rejects.toThrow("gone");
  await expect(mbart.write("Once more.")).resolves.toHaveProperty("steps");
});

describe("a graph", () => {
  const open = webGraphs();
  const fake = (inputs: string[], outputs: string[]): Graph => ({
    inputs: inputs.map((name) => ({ name, type: "int64", shape: ["batch", "length"] })),
    outputs,
    run: async () => ({}),
  });

  test("with an input that nobody gives is named", async () => {
    const graph = fake(["input_ids", "position_bias"], ["last_hidden_state"]);
    await expect(encode(graph, [0, 2])).rejects.toThrow(/encoder_model\.onnx.*position_bias/);
  });

  test("that gives no states, or no logits, is an error", async () => {
    await expect(encode(fake(["input_ids"], []), [0, 2])).rejects.toThrow(GraphError);
    const states = { type: "float32", data: new Float32Array(4), dims: [1, 2, 2] } as const;
    const decode = createDecode({ first: fake(["input_ids"], []) }, { ids: [0, 2], states });
    await expect(decode([[0]], [])).rejects.toThrow("no logits");
  });

  test("that reads the source's ids again is given them", async () => {
    let seen: unknown;
    const graph: Graph = {
      ...fake(["input_ids", "encoder_input_ids"], ["logits"]),
      run: async ({ encoder_input_ids: ids }) => {
        seen = ids;
        return { logits: { type: "float32", data: new Float32Array(6), dims: [2, 1, 3] } };
      },
    };
    const states = { type: "float32", data: new Float32Array(4), dims: [1, 2, 2] } as const;
    await createDecode({ first: graph }, { ids: [7, 8], states })([[0], [0]], []);
    expect(seen).toEqual({ type: "int64", data: BigInt64Array.of(7n, 8n, 7n, 8n), dims: [2, 2] });
  });

  test("that is cut short does not open", async () => {
    const whole = readFileSync(`${FOLDER}/bart/encoder_model.onnx`);
    const { Module } = WebAssembly as unknown as {
      Module: new (bytes: Uint8Array) => WebAssembly.Module;
    };
    const { openGraph } = await import("../../../src/summarizer/models/session.ts");
    const wasm = "node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm";
    const runtime = new Module(readFileSync(wasm));
    await expect(
      openGraph(runtime, new Uint8Array(whole.subarray(0, 9000)).buffer),
    ).rejects.toThrow();
    // The runtime remains usable for the next run.
    const graph = await open(`${FOLDER}/bart/encoder_model.onnx`);
    expect(graph.outputs).toEqual(["last_hidden_state"]);
  });

  test("stands in the wrong place: a decoder as encoder", async () => {
    const decoder = await open(`${FOLDER}/mbart/decoder_model.onnx`);
    const model = createSeq2Seq(readModelFiles(`${FOLDER}/mbart`), {
      encoder: decoder,
      decoder: { first: decoder },
    });
    await expect(model.write(TEXT)).rejects.toThrow();
  });
});

test.each([
  ["model_type", { is_encoder_decoder: true }, /model_type/],
  [
    "an encoder and a decoder",
    { model_type: "gpt2", is_encoder_decoder: false },
    /encoder-decoder/,
  ],
  [
    "a sensible number of positions",
    { model_type: "bart", is_encoder_decoder: true, max_position_embeddings: -4 },
    /max_position_embeddings/,
  ],
])("config.json needs %s", (_, config, message) => {
  expect(() => readModelConfig({ config })).toThrow(message);
});
