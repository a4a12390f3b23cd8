import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Manifest } from "../../summarizer/models/manifest.ts";
import { readOffer } from "../../summarizer/models/writer-files.ts";
import type { StoredFile } from "../pages/assets.ts";
import { publishFile } from "../pages/publish.ts";
import {
  type Catalogue,
  MULTILINGUAL,
  type StoredModel,
  type StoredRuntime,
  type StoredWriter,
} from "./catalogue.ts";

const ONNX_RUNTIME = "node_modules/onnxruntime-web/dist";

/**
 * The WebGPU build is the one that suspends WASM by JSPI: 16.8 MB. The builds without JSPI have 27 and 28 MB, more than
 * the limit for a static file. A browser without JSPI runs the plain build.
 */
const BUILDS = {
  webgpu: { module: "ort.jspi.min.mjs", glue: "ort-wasm-simd-threaded.jspi" },
  wasm: { module: "ort.wasm.min.mjs", glue: "ort-wasm-simd-threaded" },
};

function publishRuntime({ module, glue }: { module: string; glue: string }): StoredRuntime {
  const publish = (name: string) => publishFile(`runtime/${name}`, `${ONNX_RUNTIME}/${name}`);
  return {
    module: publish(module),
    glue: publish(`${glue}.mjs`),
    wasm: publish(`${glue}.wasm`),
  };
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(`${folder}/manifest.json`, "utf8"));

/** @throws Error for a file that differs from the one in the model's manifest */
function publishPart(folder: string, name: string): StoredFile {
  const file = publishFile(`${folder}/${name}`, `${folder}/${name}`);
  const promised = manifestOf(folder).files[name]?.sha256;
  if (file.sha256 !== promised) throw new Error(`${folder}/${name} is not its manifest's`);
  return file;
}

function publishModel(folder: string): StoredModel {
  const { version, quantization, macs, calibration } = manifestOf(folder);
  return {
    version,
    quantization,
    rates: { macs, calibration },
    graph: publishPart(folder, "model.onnx"),
  };
}

/** Publishes the models and the runtimes that a browser may load, and lists them. */
export function publishCatalogue(): Catalogue {
  const all = globSync("models/*/model.onnx").map(dirname).sort();
  const multilingual = `models/${MULTILINGUAL}`;
  const folders = all.filter((folder) => folder !== multilingual);
  return {
    tokenizer: publishPart("models/nano", "tokenizer.json"),
    multilingual: {
      ...publishModel(multilingual),
      tokenizer: publishPart(multilingual, "tokenizer.json"),
    },
    models: Object.fromEntries(
      folders.map((folder) => [folder.slice("models/".length), publishModel(folder)]),
    ),
    runtimes: { webgpu: publishRuntime(BUILDS.webgpu), wasm: publishRuntime(BUILDS.wasm) },
  };
}

const WRITER = "models/writer";

/**
 * Publishes the model that writes, if there is one.
 * @throws WriterFilesError, or Error for a file that differs from the one in its manifest
 */
export async function publishWriter(): Promise<StoredWriter | null> {
  if (!existsSync(`${WRITER}/manifest.json`)) return null;
  const { secondsPerGmac, ...known } = await readOffer("writer", {
    json: async (file) => JSON.parse(readFileSync(`${WRITER}/${file}`, "utf8")),
    graph: () => Promise.reject(new Error("No graph is opened here")),
  });
  if (!secondsPerGmac) throw new Error(`${WRITER}/manifest.json has no calibration`);
  const names = Object.keys(manifestOf(WRITER).files);
  return {
    // The memory of a reader's device is not charged.
    offer: { ...known, secondsPerGmac, memoryGb: 0 },
    files: {
      "manifest.json": publishFile(`${WRITER}/manifest.json`, `${WRITER}/manifest.json`),
      ...Object.fromEntries(names.map((name) => [name, publishPart(WRITER, name)])),
    },
  };
}
