import { execFile, spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readOffer } from "../../src/summarizer/models/writer-files.ts";

vi.setConfig({ testTimeout: 120_000 });

const FIXTURES = "test/fixtures/seq2seq";
let scratch: string;
let models: string;
let folder: string;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "models-add-"));
  models = join(scratch, "models");
  folder = join(scratch, "horn");
  cpSync(`${FIXTURES}/mbart`, folder, { recursive: true });
  rmSync(join(folder, "oracle.json"));
});
afterEach(() => rmSync(scratch, { recursive: true }));

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

function add(args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  const command = ["src/cli/models-add.ts", "--models", models, ...args];
  // A proxy configured on the machine must not affect the test's hub.
  const clean = { ...process.env, HTTPS_PROXY: "", HTTP_PROXY: "", ...env };
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env: clean }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

const manifestOf = (name: string) =>
  JSON.parse(readFileSync(join(models, name, "manifest.json"), "utf8"));
const inFolder = (name: string) => join(folder, name);
function edit(name: string, change: (json: Record<string, unknown>) => void): void {
  const json = JSON.parse(readFileSync(inFolder(name), "utf8"));
  change(json);
  writeFileSync(inFolder(name), JSON.stringify(json));
}
/** JSON may be followed by any number of spaces. */
const pad = (name: string, bytes: number) => appendFileSync(inFolder(name), " ".repeat(bytes));

const hasQuantizer =
  spawnSync("python3", ["-c", "import onnx, onnxruntime.quantization"]).status === 0;

describe("a sound folder", () => {
  test.runIf(hasQuantizer)("is made int8 by Python, and still runs", async () => {
    const before = statSync(inFolder("encoder_model.onnx")).size;
    const { code, stdout } = await add([folder]);
    expect(code).toBe(0);
    expect(stdout).toContain("mbart, int8");
    const { quantization, files, memory } = manifestOf("horn");
    expect(quantization).toBe("int8");
    expect(files["encoder_model.onnx"].bytes).toBeLessThan(before);
    expect(memory.steps).toBe(8);
  });

  test("is added, measured, said where it can run, and offered", async () => {
    writeFileSync(inFolder("README.md"), "---\nlicense: mit\nlanguage:\n- en\n- zh\n---\n# Horn\n");
    const { code, stdout, stderr } = await add([folder, "--float32"]);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toContain("runs in: a Worker, or a region host");
    const manifest = manifestOf("horn");
    expect(manifest).toMatchObject({
      name: "horn",
      task: "abstractive",
      architecture: "mbart",
      quantization: "float32",
      languages: ["en", "zh"],
      licence: "mit",
      limits: { inputTokens: 96, positions: 96 },
      memory: { inputTokens: 96, beams: 4, steps: 8 },
      runsIn: ["worker", "host"],
    });
    expect(manifest.memory.wasmBytes).toBeGreaterThan(1e6);
    const copied = globSync("*", { cwd: join(models, "horn") });
    expect(copied.sort()).toEqual([...Object.keys(manifest.files), "manifest.json"].sort());

    // The runtime offers it, and `models:verify` finds it sound.
    const json = async (file: string) =>
      JSON.parse(readFileSync(join(models, "horn", file), "utf8"));
    const offer = await readOffer("horn", { json, graph: () => Promise.reject() });
    expect(offer).toMatchObject({ name: "horn", inputTokens: 96, quantization: "float32" });
    const verify = () => spawnSync(process.execPath, ["models/bridge/verify.ts", models]);
    expect(verify()).toMatchObject({ status: 0 });
    cpSync(join(models, "horn/encoder_model.onnx"), join(models, "horn/decoder_model.onnx"));
    expect(verify()).toMatchObject({ status: 1 });
  });

  test("that is quantized is taken as it is", async () => {
    for (const name of globSync("*.onnx", { cwd: folder })) {
      renameSync(inFolder(name), inFolder(name.replace(".onnx", "_quantized.onnx")));
    }
    const { code } = await add([folder, "--python", "no-such-python"]);
    expect(code).toBe(0);
    expect(manifestOf("horn").quantization).toBe("int8");
    expect(Object.keys(manifestOf("horn").files)).toContain("decoder_with_past_model.onnx");
  });

  test("stays in float32 without Python to quantize it, and its license is unknown, with warnings", async () => {
    const { code, stderr } = await add([folder, "--python", "no-such-python"]);
    expect(code).toBe(0);
    expect(stderr).toContain("WARNING: Left in float32: there is no no-such-python");
    expect(stderr).toContain("WARNING: The license of this model is not stated.");
    expect(manifestOf("horn")).toMatchObject({ quantization: "float32", licence: "unknown" });
  });

  test("is not called int8 where the Python fails, and runs without a cache if it has none", async () => {
    rmSync(inFolder("decoder_with_past_model.onnx"));
    const { code, stderr } = await add([folder, "--python", process.execPath]);
    expect(code).toBe(0);
    expect(stderr).toContain("has no onnx and onnxruntime");
    expect(stderr).toContain("every token reads all previous tokens again");
    expect(manifestOf("horn").quantization).toBe("float32");
  });

  test("with a file larger than a static asset may be runs on hosts only, and is kept out of git", async () => {
    pad("tokenizer.json", 27_000_000);
    const { code, stdout } = await add([folder, "--float32"]);
    expect(code).toBe(0);
    expect(stdout).toContain("not a Worker: tokenizer.json is larger than a static asset may be");
    expect(manifestOf("horn").runsIn).toEqual(["host"]);
    expect(stdout).toContain("git: kept out");
    expect(readFileSync(join(models, "horn/.gitignore"), "utf8")).toBe("*\n");
  });

  test("is not put over a model that is there, unless it is to replace it", async () => {
    mkdirSync(join(models, "horn"), { recursive: true });
    writeFileSync(join(models, "horn/keep"), "");
    const refused = await add([folder, "--float32"]);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("--replace") });
    expect(existsSync(join(models, "horn/keep"))).toBe(true);
    expect(await add([folder, "--float32", "--replace"])).toMatchObject({ code: 0 });
    expect(existsSync(join(models, "horn/keep"))).toBe(false);
  });
});

describe("refuses", () => {
  const config = (change: (json: Record<string, unknown>) => void) => () =>
    edit("config.json", change);
  test.each<[string, () => void, RegExp]>([
    [
      "a folder with weights only",
      () => {
        for (const name of globSync("*.onnx", { cwd: folder })) rmSync(inFolder(name));
        writeFileSync(inFolder("model.safetensors"), "");
      },
      /has weights \(model\.safetensors\) but no ONNX graphs.*optimum-cli/,
    ],
    ["no encoder", () => rmSync(inFolder("encoder_model.onnx")), /no encoder_model\.onnx/],
    [
      "no decoder",
      () => {
        rmSync(inFolder("decoder_model.onnx"));
        rmSync(inFolder("decoder_with_past_model.onnx"));
      },
      /no decoder_model_merged\.onnx/,
    ],
    [
      "half a split decoder",
      () => rmSync(inFolder("decoder_model.onnx")),
      /needs decoder_model\.onnx for the first token/,
    ],
    [
      "mixed precisions",
      () => renameSync(inFolder("encoder_model.onnx"), inFolder("encoder_model_int8.onnx")),
      /of one precision/,
    ],
    [
      "weights outside their graph",
      () => writeFileSync(inFolder("encoder_model.onnx_data"), ""),
      /encoder_model\.onnx_data: weights outside/,
    ],
    [
      "a graph cut short",
      () => truncateSync(inFolder("encoder_model.onnx"), 5000),
      /does not run: .*(protobuf|parse|model)/i,
    ],
    [
      "a graph that is another's",
      () => cpSync(inFolder("encoder_model.onnx"), inFolder("decoder_model.onnx")),
      /does not run: .*logits/,
    ],
    [
      "a graph of operators that are unknown",
      () => {
        const graph = readFileSync(inFolder("encoder_model.onnx"), "latin1");
        writeFileSync(
          inFolder("encoder_model.onnx"),
          graph.replaceAll("MatMul", "MatMux"),
          "latin1",
        );
      },
      /does not run: .*MatMux/,
    ],
    ["no config.json", () => rmSync(inFolder("config.json")), /^config\.json is missing/],
    [
      "a config.json that is none",
      () => writeFileSync(inFolder("config.json"), "{oops"),
      /^config\.json is not JSON/,
    ],
    [
      "a config.json that is a list",
      () => writeFileSync(inFolder("config.json"), "[]"),
      /^config\.json holds no JSON object/,
    ],
    [
      "an unknown architecture",
      config((json) => {
        json.model_type = "marian";
      }),
      /model_type "marian" is not known here; known are bart/,
    ],
    [
      "a model that only decodes",
      config((json) => {
        json.is_encoder_decoder = false;
      }),
      /is_encoder_decoder.*only encoder-decoder/,
    ],
    [
      "no vocab_size",
      config((json) => {
        delete json.vocab_size;
      }),
      /vocab_size is missing/,
    ],
    [
      "a tokenizer of another model",
      config((json) => {
        json.vocab_size = 20;
      }),
      /belong to different models/,
    ],
    [
      "no start token",
      () => {
        for (const name of ["config.json", "generation_config.json"]) {
          edit(name, (json) => {
            delete json.decoder_start_token_id;
            delete json.bos_token_id;
          });
        }
      },
      /no decoder_start_token_id/,
    ],
    [
      "a generation_config.json that samples",
      () =>
        edit("generation_config.json", (json) => {
          json.do_sample = true;
        }),
      /do_sample is true; that is not offered here/,
    ],
    [
      "no tokenizer.json",
      () => renameSync(inFolder("tokenizer.json"), inFolder("sentencepiece.bpe.model")),
      /tokenizer\.json is missing \(only sentencepiece\.bpe\.model is there\)/,
    ],
    [
      "a tokenizer.json of no use",
      () => writeFileSync(inFolder("tokenizer.json"), "{}"),
      /tokenizer\.json cannot be used/,
    ],
  ])("%s, and leaves nothing behind", async (_, spoil, message) => {
    spoil();
    const { code, stderr, stdout } = await add([folder, "--float32"]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("    at ");
    expect(stdout).toBe("");
    expect(code).toBe(1);
    expect(existsSync(join(models, "horn"))).toBe(false);
  });

  test.each([
    [["--name", "nano"], /one of the project's own/],
    [["--name", "../x"], /cannot name a folder/],
  ])("the name %j", async (args, message) => {
    expect(await add([folder, ...args])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(message),
    });
  });

  test("a file, and what is neither a folder nor a hub id", async () => {
    expect((await add([inFolder("config.json")])).stderr).toContain("is a file");
    expect((await add(["no-such-folder"])).stderr).toContain("not a hub id");
  });

  test("to guess where nothing is asked", async () => {
    expect(await add([])).toMatchObject({ code: 2, stdout: expect.stringContaining("Usage") });
  });
});

describe("from the hub", () => {
  let server: Server;
  let endpoint: string;
  let asked: string[];
  let answer: (path: string, response: ServerResponse) => boolean;

  beforeEach(async () => {
    asked = [];
    answer = () => false;
    server = createServer((request, response) => {
      const path = decodeURIComponent(request.url ?? "");
      asked.push(path);
      if (answer(path, response)) return;
      if (path === "/api/models/valley/horn") {
        const siblings = globSync("*", { cwd: folder }).map((rfilename) => ({ rfilename }));
        response.end(JSON.stringify({ sha: "5eed", siblings }));
        return;
      }
      const name = path.replace("/valley/horn/resolve/5eed/", "");
      if (existsSync(inFolder(name))) response.end(readFileSync(inFolder(name)));
      else response.writeHead(404).end();
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((closed) => server.close(closed)));

  const download = (id = "valley/horn") => add([id, "--float32"], { HF_ENDPOINT: endpoint });

  test("a model is downloaded at one commit, only the files that it needs", async () => {
    writeFileSync(inFolder("pytorch_model.bin"), "not wanted");
    const { code, stderr } = await download();
    expect(stderr).toContain("Downloading valley/horn/encoder_model.onnx");
    expect(code).toBe(0);
    expect(manifestOf("horn").origin).toBe("valley/horn@5eed");
    expect(asked.join()).not.toContain("pytorch_model.bin");
  });

  const status = (code: number) => (path: string, response: ServerResponse) => {
    if (path.startsWith("/api")) response.writeHead(code).end();
    return path.startsWith("/api");
  };
  test.each<[string, typeof answer, RegExp]>([
    ["that is gated", status(401), /private, gated or does not exist; set HF_TOKEN/],
    ["that is not there", status(404), /The hub has no api\/models\/valley\/horn/],
    ["while it has trouble", status(500), /The hub answered 500/],
    [
      "that breaks off",
      (path, response) => {
        if (!path.endsWith("encoder_model.onnx")) return false;
        response.writeHead(200, { "content-length": 90_000 });
        response.write("x".repeat(100), () => response.destroy());
        return true;
      },
      /the download broke off/,
    ],
  ])("a model %s is an error", async (_, trouble, message) => {
    answer = trouble;
    const { code, stderr } = await download();
    expect(stderr).toMatch(message);
    expect(code).toBe(1);
    expect(existsSync(join(models, "horn"))).toBe(false);
  });

  test("nothing comes without a network, and that is said", async () => {
    const { code, stderr } = await add(["valley/horn"], { HF_ENDPOINT: "http://127.0.0.1:9" });
    expect(stderr).toMatch(/cannot be reached.*Without a network, give the folder/);
    expect(code).toBe(1);
  });
});
