import Papa from "papaparse";
import parse from "parse-prometheus-text-format";
import { beforeAll, describe, expect, it } from "vitest";
import type { TestHarness } from "wrangler";
import { HARBOUR, receipt as receiptOf, summarize } from "./client.ts";
import { startWorker } from "./worker.ts";

interface Totals {
  requests: number;
  moved: number;
  input_tokens: number;
  total_g: { value: number; min: number; max: number };
  saved_g: number;
}
interface Emissions {
  from: string;
  to: string;
  group_by: string;
  totals: Totals;
  groups: (Totals & { key: string })[];
  is_complete: boolean;
  kv_operations: number;
}

const get = async <T>(server: TestHarness, path: string): Promise<T> => {
  const response = await server.fetch(path);
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
};

describe("the ledger of a few requests", () => {
  const server = startWorker();
  const ids: string[] = [];
  let tokens = 0;
  let grams = 0;

  beforeAll(async () => {
    for (const region of ["edge", "edge", "oc"]) {
      const { answer } = await summarize(server, { text: HARBOUR, region });
      ids.unshift(answer.id);
      tokens += answer.usage.input_tokens;
      grams += answer.emissions.total_g.value;
    }
    for (const id of ids) await receiptOf(server, id);
  });

  it.each(["hour", "day", "region", "zone", "model", "placement", "weight", "route"])(
    "adds up by %s",
    async (groupBy) => {
      const found = await get<Emissions>(server, `/v1/emissions?group_by=${groupBy}`);
      expect(found).toMatchObject({ group_by: groupBy, is_complete: true });
      expect(found.totals).toMatchObject({ requests: 3, moved: 1, input_tokens: tokens });
      expect(found.totals.total_g.value / grams).toBeCloseTo(1, 5);
      const inGroups = found.groups.reduce((sum, { requests }) => sum + requests, 0);
      expect(inGroups).toBe(groupBy === "route" ? 1 : 3);
      expect(found.kv_operations).toBeLessThan(40);
    },
  );

  it("says the same after a cron run, twice", async () => {
    const before = await get<Emissions>(server, "/v1/emissions?group_by=region");
    for (let turn = 0; turn < 2; turn++) {
      await server.getWorker().scheduled({ cron: "*/15 * * * *", scheduledTime: new Date() });
      const { kv_operations: _, ...after } = await get<Emissions>(
        server,
        "/v1/emissions?group_by=region",
      );
      expect(before).toMatchObject(after);
    }
  });

  it("is empty where nothing happened", async () => {
    const path = "/v1/emissions?from=2026-01-01&to=2026-01-02T00:00:00Z&group_by=day";
    expect(await get<Emissions>(server, path)).toMatchObject({
      from: "2026-01-01T00:00:00.000Z",
      to: "2026-01-02T00:00:00.000Z",
      totals: { requests: 0, share_moved: null, p50_g: null },
      groups: [],
    });
  });

  it("comes as CSV and NDJSON to those who ask for it", async () => {
    for (const ask of [
      { path: "/v1/emissions?group_by=region", accept: "text/csv;q=0.9, application/json;q=0.1" },
      { path: "/v1/emissions?group_by=region&format=csv", accept: "application/json" },
    ]) {
      const response = await server.fetch(ask.path, { headers: { accept: ask.accept } });
      expect(response.headers.get("content-type")).toContain("text/csv");
      const { data } = Papa.parse<Record<string, string>>((await response.text()).trimEnd(), {
        header: true,
      });
      expect(data.map(({ key }) => key).sort()).toEqual(["edge", "oc"]);
      const sum = data.reduce((all, { total_g }) => all + Number(total_g), 0);
      expect(sum / grams).toBeCloseTo(1, 5);
    }
    const lines = await server.fetch("/v1/emissions/requests?limit=2", {
      headers: { accept: "application/x-ndjson" },
    });
    const rows = (await lines.text())
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const next = /<(.+)>; rel="next"/.exec(lines.headers.get("link") ?? "")?.[1] as string;
    const rest = await get<{ requests: { id: string }[]; cursor: null }>(server, next);
    expect(rest).toMatchObject({ requests: [{ id: ids[2] }], cursor: null });
  });

  it("is filtered", async () => {
    for (const [query, wanted] of [
      ["region=oc", ids.slice(0, 1)],
      ["region=edge&weight=light", ids.slice(1)],
      ["ran=region", ids.slice(0, 1)],
      ["model=nano", ids],
      ["zone=nowhere", []],
    ] as const) {
      const path = `/v1/emissions/requests?${query}`;
      const { requests, cursor } = await get<{ requests: { id: string }[]; cursor: string | null }>(
        server,
        path,
      );
      expect(requests.map(({ id }) => id)).toEqual(wanted);
      expect(cursor).toBeNull();
    }
  });

  it.each([
    ["*/*", "text/plain; version=0.0.4; charset=utf-8", "greengist_requests_total"],
    [
      "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5",
      "application/openmetrics-text; version=1.0.0; charset=utf-8",
      "greengist_requests",
    ],
  ])("counts for Prometheus, which accepts %s", async (accept, type, family) => {
    const response = await server.fetch("/metrics", { headers: { accept } });
    expect(response.headers.get("content-type")).toBe(type);
    const text = await response.text();
    const requests = parse(text.replaceAll(/^(# \w+ greengist_requests) /gm, "$1_total ")).find(
      ({ name }) => name === "greengist_requests_total",
    );
    expect(text).toContain(`# TYPE ${family} counter`);
    const sum = requests?.metrics.reduce((all, { value }) => all + Number(value), 0);
    expect(sum).toBe(3);
  });

  it("counts refused requests by type, in dialects, too", async () => {
    const refused = async () => {
      const text = await (await server.fetch("/metrics")).text();
      const counted = text.matchAll(/^greengist_requests_refused_total\{type="(.+)"\} (\d+)$/gm);
      return new Map([...counted].map(([, type, count]) => [type, Number(count)]));
    };
    const before = await refused();
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: "{" };
    await server.fetch("/v1/summarize", init);
    await server.fetch("/models/facebook/bart-large-cnn", init);
    await server.fetch("/v1/nothing");
    await server.fetch("/v1/summarize", { ...init, method: "PUT" });
    const more = async () => {
      const after = await refused();
      return Object.fromEntries(
        ["not-json", "not-found", "method-not-allowed", "overloaded"].map((type) => [
          type,
          (after.get(type) ?? Number.NaN) - (before.get(type) ?? Number.NaN),
        ]),
      );
    };
    await expect
      .poll(more, { timeout: 20_000 })
      .toEqual({ "not-json": 2, "not-found": 1, "method-not-allowed": 1, overloaded: 0 });
  });

  it.each([
    ["from", "from=yesterday"],
    ["to", "to=2026-13-01"],
    ["from", "from=2026-01-02&to=2026-01-01"],
    ["from", "from=2024-01-01&to=2026-01-01"],
    ["group_by", "group_by=colour"],
    ["format", "format=xml"],
    ["form", "form=2026-01-01"],
  ])("refuses a wrong %s: %s", async (field, query) => {
    const response = await server.fetch(`/v1/emissions?${query}`);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ field });
  });
});

describe("the ledger of hundreds of requests", () => {
  const FLUSH_SECONDS = 5;
  const server = startWorker({ LEDGER_FLUSH_SECONDS: String(FLUSH_SECONDS) });

  it("costs a KV write per flush and few more, though the object is evicted", async () => {
    const started = performance.now();
    const ids: string[] = [];
    for (let batch = 0; batch < 20; batch++) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          summarize(server, { text: `Ship ${batch * 20 + index} came in.`, region: "edge" }),
        ),
      );
      ids.push(...answers.map(({ answer }) => answer.id));
      if (batch === 10) {
        const [id] = await server.getWorker().listDurableObjectIds("LedgerObject");
        await server.getWorker().evictDurableObject("LedgerObject", { id: id as string });
      }
    }
    let found: string[] = [];
    for (let turn = 0; turn < 100 && found.length < ids.length; turn++) {
      const path = "/v1/emissions/requests?limit=1000";
      const { requests } = await get<{ requests: { id: string }[] }>(server, path);
      found = requests.map(({ id }) => id);
      await new Promise((wake) => setTimeout(wake, 100));
    }
    expect(found.toSorted()).toEqual(ids.toSorted());
    const { EMISSIONS } = await server.getWorker<Env>().getEnv();
    const { keys } = await EMISSIONS.list();
    const flushes = Math.ceil((performance.now() - started) / 1000 / FLUSH_SECONDS);
    expect(keys.length).toBeLessThanOrEqual(flushes + 6);
  });
});

describe("a receipt", () => {
  const server = startWorker({ LEDGER_FLUSH_SECONDS: "3600" });

  it("is on disk before its request is answered", async () => {
    for (let turn = 0; turn < 3; turn++) {
      const { answer } = await summarize(server, { text: HARBOUR });
      const [id] = await server.getWorker().listDurableObjectIds("LedgerObject");
      const sql = await server
        .getWorker()
        .getDurableObjectStorage("LedgerObject", { id: id as string });
      const rows = await sql.exec("SELECT receipt FROM receipts WHERE id = ?", answer.id);
      expect(rows).toHaveLength(1);
    }
  });
});

describe("direct mode", () => {
  const server = startWorker({ LEDGER_MODE: "direct" });

  it("writes one entry a request", async () => {
    const { answer } = await summarize(server, { text: HARBOUR });
    expect(await receiptOf(server, answer.id)).toMatchObject({ id: answer.id });
    const { EMISSIONS } = await server.getWorker<Env>().getEnv();
    const { keys } = await EMISSIONS.list();
    expect(keys.map(({ name }) => name.split("/")[0])).toEqual(["receipt"]);
  });
});

describe("a deployment", () => {
  const server = startWorker({ ENVIRONMENT: "", ADMIN_TOKEN: "a token of the operator's" });

  it.each(["/v1/emissions", "/v1/emissions/requests", "/v1/emissions/requests/x", "/metrics"])(
    "shows %s to its operator only",
    async (path) => {
      const closed = await server.fetch(path);
      expect(closed.status).toBe(401);
      expect(closed.headers.get("content-type")).toBe("application/problem+json");
      const password = btoa("me:a token of the operator's");
      const open = await server.fetch(path, { headers: { authorization: `Basic ${password}` } });
      expect([200, 404]).toContain(open.status);
    },
  );
});
