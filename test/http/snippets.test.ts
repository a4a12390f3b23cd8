import { execFile, execFileSync } from "node:child_process";
import { globSync } from "node:fs";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { receipts } from "../../src/contract/emissions.ts";
import { completion } from "../../src/contract/openai.ts";
import { summaryAnswer } from "../../src/contract/summary.ts";
import { startWorker } from "./worker.ts";

const FOLDER = "src/site/docs/snippets";
const RUNNERS: Readonly<Record<string, string>> = { sh: "bash", ts: "node", py: "python3" };

const NEEDS: Readonly<Record<string, string[]>> = { sh: ["bash", "curl"], py: ["python3"] };

const server = startWorker();

/** Runs a snippet unchanged; only the server's address is replaced. */
async function run(name: string): Promise<string> {
  const { url } = await server.listen();
  const runner = RUNNERS[name.split(".")[1] ?? ""] ?? expect.unreachable(name);
  const { stdout } = await promisify(execFile)(runner, [`${FOLDER}/${name}`], {
    env: { ...process.env, GREENGIST_URL: url.origin },
  });
  return stdout;
}

const isThere = (command: string): boolean => {
  try {
    execFileSync(command, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

const KELSMOUTH =
  "The harbour town of Kelsmouth will switch off its last diesel generator next spring and run its port on tidal power.";

/** The output of each snippet, with one line in grams. */
const EXPECTED: Readonly<Record<string, (stdout: string) => void>> = {
  "summarize.sh": (stdout) =>
    expect(summaryAnswer.parse(JSON.parse(stdout)).summary).toBe(KELSMOUTH),
  "summarize.ts": (stdout) =>
    expect(stdout).toMatch(new RegExp(`^${KELSMOUTH}\n[\\d.e-]+ g CO2e\n$`)),
  "summarize.py": (stdout) =>
    expect(stdout).toMatch(new RegExp(`^${KELSMOUTH}\n[\\d.e-]+ g CO2e\n$`)),
  "stream.sh": (stdout) =>
    expect(stdout).toMatch(/^data: \{"text".+\n\ndata: .+\n\nevent: summary\n/),
  "stream.ts": (stdout) => expect(stdout).toMatch(/^The night train .+\n.+\.\n[\d.e-]+ g CO2e\n$/),
  "stream.py": (stdout) => expect(stdout).toMatch(/^The night train .+\n.+\.\n[\d.e-]+ g CO2e\n$/),
  "openai.ts": (stdout) => {
    expect(stdout).toMatch(/^- .+\n- .+\n\{/);
    for (const name of Object.keys(completion.shape.usage.shape)) expect(stdout).toContain(name);
  },
  "hugging-face.ts": (stdout) => expect(stdout).toMatch(/^[A-Z].+\.\n$/),
  "mcp.ts": (stdout) => expect(stdout).toMatch(/^[A-Z].+\.\n[\d.e-]+ g CO2e, made in \S+\n$/),
  "workers-ai.ts": (stdout) => expect(stdout).toMatch(/summary: '[A-Z]/),
  "receipt.sh": (stdout) => expect(receipts.parse(JSON.parse(stdout))).toBeDefined(),
};

describe("each snippet of the documentation", () => {
  it("has its test", () => {
    expect(globSync("*", { cwd: FOLDER }).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  for (const [name, expected] of Object.entries(EXPECTED)) {
    // On a machine with nothing but Node, the other snippets run; CI has all tools.
    it.skipIf(!(NEEDS[name.split(".")[1] ?? ""] ?? []).every(isThere))(
      `${name} runs verbatim`,
      async () => {
        expected(await run(name));
      },
    );
  }
});
