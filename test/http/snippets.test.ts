import { execFile, execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { receipts } from "../../src/contract/emissions.ts";
import { newJob } from "../../src/contract/jobs.ts";
import { completion } from "../../src/contract/openai.ts";
import { batchAnswer, summaryAnswer } from "../../src/contract/summary.ts";
import { startWorker } from "./worker.ts";

const FOLDER = "src/site/docs/snippets";
const RUNNERS: Readonly<Record<string, string>> = { sh: "bash", ts: "node", py: "python3" };

const NEEDS: Readonly<Record<string, string[]>> = { sh: ["bash", "curl"], py: ["python3"] };

/** Modules of Python that a snippet needs. */
const MODULES: Readonly<Record<string, string>> = {
  "openai_client.py": "openai",
  "hugging-face.py": "huggingface_hub",
  "workers-ai.py": "cloudflare",
  "mcp_client.py": "mcp",
};

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

const hasModule = (name: string): boolean => {
  const module = MODULES[name];
  if (module === undefined) return true;
  try {
    execFileSync("python3", ["-c", `import ${module}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

/** The response that the documentation shows beside a snippet, named like it. */
const shownResponse = (name: string) =>
  JSON.parse(readFileSync(`${FOLDER}/${name.replace(".sh", ".json")}`, "utf8"));

/** The names of a response's members, and of those of its first element. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (value === null || typeof value !== "object") return null;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
}

const KELSMOUTH =
  "The harbour town of Kelsmouth will switch off its last diesel generator next spring and run its port on tidal power.";

/** The output of each snippet, with one line in grams. */
const EXPECTED: Readonly<Record<string, (stdout: string) => void>> = {
  "summarize.sh": (stdout) => {
    const answer = JSON.parse(stdout);
    const shown = shownResponse("summarize.sh");
    expect(summaryAnswer.parse(answer).summary).toBe(KELSMOUTH);
    expect(summaryAnswer.parse(shown).summary).toBe(KELSMOUTH);
    expect(shapeOf(answer)).toEqual(shapeOf(shown));
  },
  "written.sh": (stdout) => {
    const answer = summaryAnswer.parse(JSON.parse(stdout));
    const shown = summaryAnswer.parse(shownResponse("written.sh"));
    expect([answer.mode.used, shown.mode.used]).toEqual(["abstractive", "abstractive"]);
  },
  "many.sh": (stdout) => {
    const summaries = ({ results }: z.infer<typeof batchAnswer>) =>
      results.map((one) => "summary" in one && one.summary);
    const shown = batchAnswer.parse(shownResponse("many.sh"));
    expect(summaries(batchAnswer.parse(JSON.parse(stdout)))).toEqual(summaries(shown));
  },
  "later.sh": (stdout) => {
    expect(newJob.parse(JSON.parse(stdout)).status).toBe("waiting");
    expect(newJob.parse(shownResponse("later.sh")).status).toBe("waiting");
  },
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
  "openai_client.py": (stdout) => expect(stdout).toMatch(/^- .+\n- .+\n/),
  "hugging-face.py": (stdout) => expect(stdout).toMatch(/^[A-Z].+\.\n$/),
  "mcp_client.py": (stdout) =>
    expect(stdout).toMatch(/^[A-Z].+\.\n[\d.e-]+ g CO2e, made in \S+\n$/),
  "workers-ai.py": (stdout) => expect(stdout).toMatch(/summary/),
  "receipt.sh": (stdout) => {
    expect(receipts.parse(JSON.parse(stdout))).toBeDefined();
    expect(receipts.parse(shownResponse("receipt.sh")).requests).toHaveLength(1);
  },
};

/** Needs the client of Cloudflare, so `npm run clients` runs it. */
const ELSEWHERE = ["workers-ai.ts"];

describe("each snippet of the documentation", () => {
  it("has its test", () => {
    const names = [...Object.keys(EXPECTED), ...ELSEWHERE].sort();
    expect(globSync("*.{sh,ts,py}", { cwd: FOLDER }).sort()).toEqual(names);
  });

  for (const [name, expected] of Object.entries(EXPECTED)) {
    // On a machine with nothing but Node, the other snippets run; CI has all tools.
    it.skipIf(!(NEEDS[name.split(".")[1] ?? ""] ?? []).every(isThere) || !hasModule(name))(
      `${name} runs verbatim`,
      async () => {
        expected(await run(name));
      },
    );
  }
});
