import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestHarness } from "wrangler";

const FOLDER = "test/fixtures/seq2seq/copier";
const WORKER = "shipped-writer";
const server = createTestHarness({
  workers: [
    {
      config: {
        name: WORKER,
        main: "test/http/shipped-writer.worker.ts",
        compatibility_date: "2026-11-01",
        rules: [{ type: "Data", globs: ["**/*.onnx"], fallthrough: true }],
      },
    },
  ],
});
beforeAll(() => server.listen());
afterAll(() => server.close());

const content = Object.fromEntries(
  readdirSync(FOLDER).map((name) => [name, readFileSync(`${FOLDER}/${name}`)]),
);
const described = (files: Record<string, Buffer>) =>
  Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [
      name,
      { bytes: bytes.byteLength, sha256: createHash("sha256").update(bytes).digest("hex") },
    ]),
  );
const manifest = {
  name: "writer",
  task: "abstractive",
  version: "1",
  quantization: "float32",
  languages: ["en", "zh"],
  files: described(content),
  calibration: { secondsPerGmac: { reading: 0.3, writing: 0.5, attending: 0.5 } },
  confidence: { minCopyRate: 0.25 },
};

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const TEXT = "the captain wanted to hear the engines run.";

async function write(changes: Record<string, Buffer | undefined>) {
  const files = { ...content, "manifest.json": json(manifest), ...changes };
  const sent = Object.entries(files).flatMap(([name, bytes]) =>
    bytes ? [[name, bytes.toString("base64")]] : [],
  );
  const response = await server.getWorker(WORKER).fetch("http://localhost/", {
    method: "POST",
    body: JSON.stringify({ files: Object.fromEntries(sent), text: TEXT }),
  });
  return (await response.json()) as {
    offer: object | null;
    made?: object;
    error?: string;
    isSame?: boolean;
    another?: null;
  };
}

describe("the writer that a Worker ships", () => {
  it("is loaded from the assets, once, and writes in workerd", async () => {
    const { offer, made, isSame, another } = await write({});
    expect(offer).toMatchObject({
      name: "writer",
      inputTokens: 96,
      outputTokens: 96,
      secondsPerGmac: { reading: 0.3, writing: 0.5, attending: 0.5 },
      confidence: { minMeanLogProbability: -1.5, minCopyRate: 0.25 },
    });
    expect(made).toMatchObject({ summary: TEXT, sentencesRead: 1, isTruncated: false });
    expect(isSame).toBe(true);
    expect(another).toBeNull();
  });

  it.each<[string, Record<string, Buffer | undefined>]>([
    ["is absent", { "manifest.json": undefined }],
    ["has no calibration", { "manifest.json": json({ ...manifest, calibration: undefined }) }],
    ["does not write", { "manifest.json": json({ ...manifest, task: "extractive" }) }],
    ["has no config.json", { "config.json": undefined }],
    ["has another kind of config.json", { "config.json": json({ model_type: "gpt2" }) }],
  ])("is not offered where it %s", async (_, changes) => {
    expect(await write(changes)).toEqual({ offer: null });
  });

  it.each<[string, Record<string, Buffer | undefined>, RegExp]>([
    [
      "graph is not the one described",
      { "encoder_model.onnx": content["decoder_model.onnx"] },
      /encoder_model\.onnx is not the file that manifest\.json describes/,
    ],
    ["graph is missing", { "decoder_model.onnx": undefined }, /decoder_model\.onnx is not among/],
    [
      "manifest names no decoder",
      {
        "manifest.json": json({
          ...manifest,
          files: { "encoder_model.onnx": manifest.files["encoder_model.onnx"] },
        }),
      },
      /names no decoder/,
    ],
  ])("does not run where its %s", async (_, changes, message) => {
    expect((await write(changes)).error).toMatch(message);
  });
});
