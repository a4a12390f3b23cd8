import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type Client,
  createClient,
  ProblemError,
  type SummaryEvent,
} from "../../src/api/client.ts";
import { receipts, totalsReport } from "../../src/contract/emissions.ts";
import { regions } from "../../src/contract/placement.ts";
import { summaryAnswer } from "../../src/contract/summary.ts";
import { HARBOUR, LIBRARY, receipt } from "./client.ts";
import { sharedWorker } from "./worker.ts";

const server = sharedWorker();
let url: URL;
let client: Client;
beforeAll(async () => {
  ({ url } = await server.listen());
  client = createClient({ baseUrl: url });
});

describe("the typed client", () => {
  it("summarizes", async () => {
    const answer = summaryAnswer.parse(await client.summarize({ text: HARBOUR, length: "short" }));
    expect(answer.sentences).toHaveLength(1);
  });

  it("streams sentences, then the whole answer, in Chinese too", async () => {
    for (const text of [HARBOUR, LIBRARY]) {
      const events: SummaryEvent[] = [];
      for await (const event of client.stream({ text, length: "long" })) events.push(event);
      const last = events.pop();
      if (last?.type !== "summary") return expect.unreachable();
      expect(events).toEqual(
        last.summary.sentences.map((sentence) => ({ type: "sentence", sentence })),
      );
      expect(events).toHaveLength(text === HARBOUR ? 5 : 6);
    }
  });

  it("reads the ledger and the regions", async () => {
    const { id } = await client.summarize({ text: HARBOUR });
    await receipt(server, id);
    expect(await client.receipt(id)).toMatchObject({ id });
    const first = receipts.parse(await client.receipts({ limit: 1 }));
    expect(first.requests).toHaveLength(1);
    const second = await client.receipts({ limit: 1, cursor: first.cursor ?? "" });
    expect(second.requests[0]?.id).not.toBe(first.requests[0]?.id);
    const report = totalsReport.parse(await client.emissions({ group_by: "model" }));
    expect(report.groups[0]?.key).toBe("nano");
    expect(regions.parse(await client.regions()).regions.length).toBeGreaterThan(5);
  });

  it("throws the problem, of every call", async () => {
    const failing: [() => Promise<unknown>, number, string?][] = [
      [() => client.summarize({ text: " " }), 422, "text"],
      [() => client.summarize({ text: HARBOUR, max_length: 1 }), 422, "max_length"],
      [() => client.stream({ text: "" }).next(), 422, "text"],
      [() => client.receipt("nonsense"), 404],
      [() => client.receipts({ cursor: "nonsense" }), 422, "cursor"],
    ];
    for (const [call, status, field] of failing) {
      const error = await call().catch((reason: ProblemError) => reason);
      if (!(error instanceof ProblemError)) return expect.unreachable();
      expect(error.problem).toMatchObject({ status, ...(field && { field }) });
      expect(error.message).toBe(error.problem.detail);
      expect(error.requestId).toBeTruthy();
    }
  });

  it("reports when to retry, and accepts bodies that are not problem details", async () => {
    const answering = (response: Response) =>
      createClient({ baseUrl: url, fetch: async () => response });
    const overloaded = { type: "urn:greengist:problem:overloaded", title: "", status: 503 };
    await expect(
      answering(
        Response.json(
          { ...overloaded, detail: "Later." },
          {
            status: 503,
            headers: { "content-type": "application/problem+json", "retry-after": "7" },
          },
        ),
      ).regions(),
    ).rejects.toMatchObject({ message: "Later.", retryAfterSeconds: 7 });
    await expect(
      answering(new Response("<h1>Oh</h1>", { status: 502, statusText: "Bad Gateway" })).regions(),
    ).rejects.toMatchObject({ problem: { type: "about:blank", status: 502 } });
  });

  it("sends its key, and stops when its signal aborts", async () => {
    let sent: Request | undefined;
    const listening = createClient({
      baseUrl: url,
      apiKey: "a key",
      fetch: (input, init) => {
        sent = new Request(input as string, init as RequestInit);
        return fetch(input as string, init as RequestInit);
      },
    });
    await listening.regions();
    expect(sent?.headers.get("authorization")).toBe("Bearer a key");
    const all = AbortSignal.abort();
    await expect(createClient({ baseUrl: url, signal: all }).regions()).rejects.toThrow(/abort/i);
    await expect(client.summarize({ text: HARBOUR }, { signal: all })).rejects.toThrow(/abort/i);
  });
});

describe("npm run summarize", () => {
  const run = promisify(execFile);
  const summarize = (...args: string[]) =>
    run("node", ["src/cli/summarize.ts", "--url", url.href, ...args]);

  it("prints the summary and what it cost", async () => {
    const { stdout } = await summarize("--length", "short", "test/fixtures/harbour.en.txt");
    const { summary } = await client.summarize({ text: HARBOUR, length: "short" });
    expect(stdout).toMatch(/^\d+ tokens in, \d+ out, nano /m);
    expect(stdout).toContain("g CO2e");
    expect(stdout.startsWith(`${summary}\n---\n`)).toBe(true);
  });

  it("prints the whole answer as JSON", async () => {
    const { stdout } = await summarize("--json", "test/fixtures/library.zh.txt");
    expect(summaryAnswer.parse(JSON.parse(stdout)).language).toBe("zh");
  });

  it("prints what is wrong, and fails", async () => {
    const failed = await summarize("--length", "tiny", "test/fixtures/harbour.en.txt").catch(
      (error) => error,
    );
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(/^length: /);
  });
});
