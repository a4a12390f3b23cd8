import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readCard } from "./models-add/card.ts";
import { CONFIGURATION_FILES, readConfiguration } from "./models-add/configuration.ts";
import { chooseGraphs, ModelFilesError } from "./models-add/graphs.ts";
import { describeFiles, toManifest, whyNotWorker } from "./models-add/manifest.ts";
import { measure } from "./models-add/measure.ts";
import { quantize } from "./models-add/quantize.ts";
import { locate } from "./models-add/source.ts";

const USAGE = `Usage: npm run models:add -- [options] FOLDER|HUB_ID

Adds a summarizer in the ONNX layout of Hugging Face Optimum (BART, mBART, T5, mT5, PEGASUS) to
models/: checks its files, quantizes it to int8 if necessary, measures its memory and reports where it can run.
A hub id such as organization/model is downloaded (HF_ENDPOINT, HF_TOKEN).

  --name NAME         its name here (the last part of the folder or id)
  --licence LICENCE   the license, if neither its card nor its configuration states it
  --float32           do not quantize, and prefer float32 if both exist
  --python PYTHON     a Python with onnx and onnxruntime, for quantizing (python3)
  --models FOLDER     the folder of the models (models)
  --replace           overwrite a model of the same name
`;

/** Larger models are excluded from git. */
const GIT_BYTES = 10_000_000;
const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;
/** Names reserved for the models that this project trains. */
const OWN = ["nano", "nano-multilingual", "small", "writer"];

const OPTIONS = {
  name: { type: "string" },
  licence: { type: "string" },
  float32: { type: "boolean", default: false },
  python: { type: "string", default: "python3" },
  models: { type: "string", default: "models" },
  replace: { type: "boolean", default: false },
  help: { type: "boolean" },
} as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
  const [argument, ...others] = positionals;
  if (values.help || argument === undefined || others.length > 0) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const scratch = mkdtempSync(join(tmpdir(), "greengist-model-"));
  try {
    await add(argument, values, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

type Options = Omit<ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>["values"], "help">;

async function add(argument: string, options: Options, scratch: string): Promise<void> {
  const hub = {
    endpoint: process.env.HF_ENDPOINT || "https://huggingface.co",
    token: process.env.HF_TOKEN,
  };
  const source = await locate(argument, hub, join(scratch, "source"), options.float32);
  const name = options.name ?? source.name.toLowerCase();
  const target = join(options.models, name);
  refuseName(name, target, options.replace);

  const graphs = chooseGraphs(source.names, options.float32);
  const configuration = readConfiguration(source.folder);
  const staged = join(scratch, "staged");
  const names = stage(source.folder, staged, graphs.files);
  const refusal =
    graphs.precision === "int8" || options.float32
      ? null
      : quantize(staged, Object.keys(graphs.files), options.python);
  const isMadeInt8 = graphs.precision === "float32" && !options.float32 && refusal === null;
  const precision = isMadeInt8 ? "int8" : graphs.precision;

  const files = describeFiles(staged, names);
  const bytesOf = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + (files[name]?.bytes ?? 0), 0);
  const measured = await measure(staged, bytesOf(Object.keys(graphs.files)));
  const read = readCard(source.folder, source.names);
  const card = { ...read, licence: options.licence ?? read.licence };
  const { origin } = source;
  const manifest = toManifest({ name, origin, precision, card, configuration, measured }, files);
  writeFileSync(join(staged, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  const isLarge = bytesOf(names) > GIT_BYTES;
  if (isLarge) writeFileSync(join(staged, ".gitignore"), "*\n");
  publish(staged, target);

  const why = whyNotWorker(files, measured);
  console.log(`${target}: ${manifest.architecture}, ${precision}, ${mb(bytesOf(names))}
licence: ${manifest.licence}
memory: ${
    measured
      ? `${mb(measured.wasmBytes)} of WASM, ${mb(measured.javascriptBytes)} of JavaScript, nano included (${measured.inputTokens} tokens read, ${measured.beams} beams)`
      : "not measured: too large for onnxruntime-web"
  }
runs in: ${why === null ? "a Worker, or a region host (npm run serve)" : `a region host (npm run serve), not a Worker: ${why}`}`);
  if (isLarge) console.log(`git: kept out by ${target}/.gitignore; delete that to commit it`);
  const warnings = [
    ...(manifest.licence === "unknown"
      ? [
          "The license of this model is not stated. Find out before you use it; --licence records it.",
        ]
      : []),
    ...(refusal === null ? [] : [`Left in float32: ${refusal}.`]),
    ...(graphs.hasCache
      ? []
      : ["No decoder_with_past_model.onnx: every token reads all previous tokens again."]),
    ...configuration.warnings,
  ];
  for (const warning of warnings) console.error(`WARNING: ${warning}`);
}

function refuseName(name: string, target: string, replace: boolean): void {
  if (!NAME.test(name) || OWN.includes(name)) {
    const text = OWN.includes(name) ? "is one of the project's own" : "cannot name a folder here";
    throw new ModelFilesError(`"${name}" ${text}; choose another with --name.`);
  }
  if (existsSync(target) && !replace) {
    throw new ModelFilesError(`${target} is there already; --replace overwrites it.`);
  }
}

/** Copies the files that a model needs, graphs under their plain names. Returns the names. */
function stage(from: string, to: string, graphs: Record<string, string>): string[] {
  mkdirSync(to, { recursive: true });
  const configuration = CONFIGURATION_FILES.filter((name) => existsSync(join(from, name)));
  for (const [name, source] of [
    ...Object.entries(graphs),
    ...configuration.map((name) => [name, name] as const),
  ]) {
    cpSync(join(from, source), join(to, name), { dereference: true });
  }
  return [...Object.keys(graphs), ...configuration];
}

/** Moves a folder as a whole or not at all, even if the scratch folder is on another disk. */
function publish(staged: string, target: string): void {
  const beside = `${target}.new`;
  rmSync(beside, { recursive: true, force: true });
  cpSync(staged, beside, { recursive: true });
  rmSync(target, { recursive: true, force: true });
  renameSync(beside, target);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});

const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
