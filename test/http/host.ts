import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FIXTURES = "test/fixtures/seq2seq";

/** A host on Node in a separate process, with models made from fixtures. */
export interface RunningHost {
  url: string;
  /** Stops it and returns its exit status; `forget` deletes its stored data. */
  stop(): Promise<number | null>;
  forget(): void;
  folder: string;
  output(): string;
}

export interface HostOptions {
  /** Fixtures to serve as writers of English; their text is accepted if it is faithful. */
  models?: string[];
  settings?: Record<string, string>;
  /** The folder of an earlier host, to continue with its stored data. */
  folder?: string;
}

const SURE_OR_NOT = { minMeanLogProbability: -1_000, minCopyRate: 0 };

export async function startHost(options: HostOptions = {}): Promise<RunningHost> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "greengist-host-"));
  const models = join(folder, "models");
  mkdirSync(models, { recursive: true });
  for (const name of options.models ?? []) addModel(join(models, name), name);
  const child = spawn(
    process.execPath,
    ["dist/host/main.js", "--port", "0", "--models", models, "--data", join(folder, "data")],
    {
      env: { ...process.env, TRACE_URL: "http://127.0.0.1:1/trace", ...options.settings },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const gone = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
    });
  }
  return {
    url: await addressIn(child, () => output),
    stop: () => {
      child.kill("SIGTERM");
      return gone;
    },
    forget: () => rmSync(folder, { recursive: true, force: true }),
    folder,
    output: () => output,
  };
}

function addModel(folder: string, name: string): void {
  cpSync(join(FIXTURES, name), folder, { recursive: true });
  const files = Object.fromEntries(readdirSync(folder).map((file) => [file, {}]));
  const described = { name, task: "abstractive", version: "1", quantization: "float32" };
  const manifest = { ...described, languages: ["en"], files, confidence: SURE_OR_NOT };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
}

function addressIn(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const [, url] = /"url":"(http:[^"]+)"/.exec(output()) ?? [];
      if (url) resolve(url);
    };
    child.stdout?.on("data", look);
    child.once("exit", (code) => reject(new Error(`the host ended with ${code}: ${output()}`)));
  });
}
