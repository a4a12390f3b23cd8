import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { JobJson } from "../../src/contract/jobs.ts";
import { bundled, NO_TRACE } from "./copies.ts";
import { Killable } from "./killable.ts";

const JOBS = 8;
/** Words that no other test or file has. */
const WORDS = ["Kvasthamn", "drejeskive", "ljusbojen", "瓦尔特港"];
const ENGLISH = `The lamp at ${WORDS[0]} was lit again on Sunday. A ${WORDS[1]} turned beside the ${WORDS[2]} all night. Nobody on the pier had seen it move for nine years. The harbour master says that it will stay.`;
const CHINESE = `${WORDS[3]}的灯塔星期天重新点亮。码头上的人九年没有见过它转动。港务长说它会一直亮下去。`;

const worker = new Killable(
  {
    name: "jobs-killed",
    ...bundled(true),
    vars: { ENVIRONMENT: "development", LEDGER_FLUSH_SECONDS: "0.1", TRACE_URL: NO_TRACE },
  },
  "/healthz",
);
beforeAll(() => worker.start());
afterAll(() => worker.remove());

/** Written summaries take longest, so some run, some wait and some are done when the process is killed. */
async function send(at: number): Promise<string> {
  const text = at % 3 === 0 ? CHINESE : ENGLISH;
  const mode = at % 4 === 0 ? "abstractive" : "extractive";
  const response = await worker.fetch("/v1/jobs", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text, mode, region: "edge", window: "PT1M" }),
  });
  const job = (await response.json()) as JobJson;
  expect(response.status).toBe(202);
  return job.id;
}

const read = async (id: string) => (await (await worker.fetch(`/v1/jobs/${id}`)).json()) as JobJson;

async function until(ids: readonly string[], most: number, isEnough: (jobs: JobJson[]) => boolean) {
  let jobs: JobJson[] = [];
  for (let turn = 0; turn < most && !isEnough(jobs); turn++) {
    jobs = await Promise.all(ids.map(read));
    await new Promise((wake) => setTimeout(wake, 100));
  }
  return jobs;
}

it("every job that was taken runs to its end, and is in the ledger once, whenever the process is killed", {
  timeout: 600_000,
}, async () => {
  const ids = await Promise.all(Array.from({ length: JOBS }, (_, at) => send(at)));
  await worker.kill();
  await worker.start();
  const isDone = ({ status }: JobJson) => status === "done";
  const halfway = await until(ids, 1_500, (jobs) => jobs.some(isDone));
  expect(halfway.some(isDone)).toBe(true);
  await worker.kill();
  await worker.start();
  const jobs = await until(ids, 1_500, (all) => all.length === JOBS && all.every(isDone));
  expect(jobs.map(({ status, problem }) => [status, problem])).toEqual(
    Array(JOBS).fill(["done", null]),
  );
  for (const { result } of jobs) expect(result?.summary).toMatch(/\S/);

  const receipts = jobs.map(({ result }) => result?.id).sort();
  const inLedger = async () => {
    const answer = await worker.fetch("/v1/emissions/requests?limit=100");
    const { requests } = (await answer.json()) as { requests: { id: string }[] };
    return requests.map(({ id }) => id).sort();
  };
  await expect.poll(inLedger, { timeout: 20_000 }).toEqual(receipts);

  await worker.kill();
  const files = readdirSync(worker.state, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name));
  let kept = 0;
  for (const file of files) {
    const bytes = readFileSync(file);
    for (const word of WORDS) expect(bytes.includes(word), `${word} in ${file}`).toBe(false);
    if (!file.includes("JobObject") || !file.endsWith(".sqlite") || file.includes("metadata"))
      continue;
    const keys = new DatabaseSync(file).prepare("SELECT key FROM kept").all();
    expect(keys.map(({ key }) => key).filter((key) => String(key).startsWith("text"))).toEqual([]);
    expect(keys.map(({ key }) => key)).toContain("result/0");
    kept += 1;
  }
  expect(kept).toBe(JOBS);
});
