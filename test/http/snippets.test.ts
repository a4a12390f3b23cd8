import { execFile, execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as z from "zod";
import { receipts } from "../../src/contract/emissions.ts";
import { newJob } from "../../src/contract/jobs.ts";
import { completion } from "../../src/contract/openai.ts";
import { batchAnswer, summaryAnswer } from "../../src/contract/summary.ts";
import { type Recorder, startRecorder } from "./recorder.ts";
import { sharedWorker } from "./worker.ts";

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

const server = sharedWorker();

let recorder: Recorder;
beforeAll(async () => {
  recorder = await startRecorder((await server.listen()).url);
});
afterAll(() => recorder.close());

/** Runs a snippet unchanged; only the server's address is replaced. */
async function run(name: string): Promise<string> {
  const runner = RUNNERS[name.split(".")[1] ?? ""] ?? expect.unreachable(name);
  const { stdout } = await promisify(execFile)(runner, [`${FOLDER}/${name}`], {
    env: { ...process.env, GREENGIST_URL: recorder.origin },
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

/** Set to write the responses that the documentation shows, instead of comparing them. */
const IS_RECORDING = process.env.RECORD_RESPONSES === "1";

/** The file of the response that the documentation shows beside a snippet; clients of one API share theirs. */
function responseFile(name: string): string | undefined {
  const stem = name.replace(/(?:_client)?\.\w+$/, "");
  return [`${FOLDER}/${stem}.json`, `${FOLDER}/${stem}.txt`].find(existsSync);
}

/** The response that the documentation shows beside a snippet, as JSON. */
const shownResponse = (name: string) => JSON.parse(readFileSync(responseFile(name) ?? "", "utf8"));

/** Compares the shape of what the server sent with that of the response that is shown, or writes it. */
function compareResponse(name: string, sent: string): void {
  const file = responseFile(name);
  if (file === undefined) return;
  const isJson = file.endsWith(".json");
  if (IS_RECORDING) {
    writeFileSync(file, isJson ? `${JSON.stringify(JSON.parse(sent), null, 2)}\n` : sent);
    return;
  }
  const shown = readFileSync(file, "utf8");
  const parts = (text: string) => (isJson ? [JSON.parse(text)] : eventsOf(text));
  expect(differences(parts(sent), parts(shown)), file).toEqual([]);
}

/** The data of the events in a stream, by the events' names. */
const eventsOf = (stream: string): Record<string, unknown>[] => [
  Object.fromEntries(
    stream.split("\n\n").flatMap((event) => {
      const [, name = "message"] = /^event: (.+)$/m.exec(event) ?? [];
      const [, data] = /^data: (.+)$/m.exec(event) ?? [];
      return data === undefined ? [] : [[name, JSON.parse(data)]];
    }),
  ),
];

/** The members that only one of two responses has, or that differ in type. Null and empty lists may stand for anything. */
function differences(one: unknown, other: unknown, path = ""): string[] {
  if (one === null || other === null) return [];
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length > 0 && other.length > 0 ? differences(one[0], other[0], `${path}[]`) : [];
  }
  if (typeof one !== "object" || typeof other !== "object") {
    return typeof one === typeof other ? [] : [path];
  }
  const [ours, theirs] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((name) =>
    ours.has(name) && theirs.has(name)
      ? differences(ours.get(name), theirs.get(name), `${path}.${name}`)
      : [`${path}.${name}`],
  );
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

it("shows what the client of Workers AI gets", async () => {
  const path = "/client/v4/accounts/any/ai/run/@cf/facebook/bart-large-cnn";
  const [, text] =
    /input_text:\s*"(.+)"/.exec(readFileSync(`${FOLDER}/workers-ai.ts`, "utf8")) ?? [];
  const response = await fetch(`${recorder.origin}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ input_text: text, max_length: 40 }),
  });
  expect(response.status).toBe(200);
  compareResponse("workers-ai.ts", await response.text());
});

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
        compareResponse(name, recorder.last());
      },
    );
  }
});
