import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, HARBOUR, post, summarize } from "./client.ts";
import { NO_TRACE, restart } from "./copies.ts";
import { runCron } from "./standings.ts";
import { startWorker } from "./worker.ts";

const SECRET = "a secret for tests only";
const server = startWorker({ REGION_SECRET: SECRET, TRACE_URL: NO_TRACE });

type Place = Partial<IncomingRequestCfProperties>;

/** Simulates a place of arrival; offline the simulator would use its own. */
const fetchAt = (path: string, cf?: Place) => server.fetch(path, cf && { cf });

async function foreseen(query: string, cf?: Place) {
  const response = await fetchAt(`/v1/placement${query}`, cf);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer["placement"];
}

const WARSAW: Place = { colo: "WAW", country: "PL" };

describe("GET /v1/placement", () => {
  it("answers for a typical request when asked nothing", async () => {
    expect(await foreseen("", WARSAW)).toEqual({
      model: { name: "nano", reason: expect.any(String) },
      weight: "light",
      ran: "edge",
      region: null,
      zone: "PL",
      reason: "Stayed at the edge: moving light work is not worth it.",
      candidates: [],
      staying_grams: expect.any(Number),
    });
  });

  it.each(["short", "medium", "long"])(
    "foresees a written summary, %s: what it takes here and elsewhere, in grams and milliseconds",
    async (length) => {
      const found = await foreseen(
        `?mode=abstractive&bytes=6000&length=${length}&from=WAW&region=edge`,
      );
      expect(found).toMatchObject({ model: { name: "writer" }, weight: "heavy", zone: "PL" });
      expect(found.candidates).toHaveLength(11);
      for (const { expected_grams, added_latency_ms } of found.candidates) {
        expect(expected_grams).toBeGreaterThan(0);
        expect(added_latency_ms).toBeGreaterThan(0);
      }
      expect(found.reason).toBe("Stayed at the edge, as the caller requested.");
    },
  );

  it("answers for another place than this one", async () => {
    const [warsaw, stockholm] = await Promise.all([
      foreseen("?model=small&tokens=2000&from=waw&region=edge"),
      foreseen("?model=small&tokens=2000&from=arn&region=edge"),
    ]);
    expect([warsaw.zone, stockholm.zone]).toEqual(["PL", "SE-SE3"]);
    expect(warsaw.weight).toBe("heavy");
  });

  it("says of heavy work what each region would emit, and why it goes or stays", async () => {
    const { weight, zone, reason, candidates } = await foreseen("?tokens=500000", WARSAW);
    expect({ weight, zone }).toEqual({ weight: "heavy", zone: "PL" });
    expect(reason).toMatch(/^(Moved to \w+ \(.+\), which|Stayed at the edge:) .+\.$/);
    expect(new Set(candidates.map(({ region }) => region)).size).toBe(candidates.length);
    expect(candidates).toHaveLength(11);
    for (const { expected_grams, added_latency_ms, why } of candidates) {
      expect(expected_grams).toBeGreaterThan(0);
      expect(added_latency_ms).toBeGreaterThan(0);
      expect(why).not.toBe("");
    }
    expect(candidates.find(({ region }) => region === "oc")?.why).toMatch(/ms allowed$/);
  });

  it("knows the region and the latency that are asked for", async () => {
    expect(await foreseen("?tokens=100&region=weur", WARSAW)).toMatchObject({
      ran: "region",
      region: "weur",
      reason: expect.stringMatching(/^Moved to weur \(.+\), as the caller requested\.$/),
    });
    expect(await foreseen("?tokens=500000&region=edge", WARSAW)).toMatchObject({ ran: "edge" });
    const { candidates } = await foreseen("?tokens=500000&max_added_latency_ms=0", WARSAW);
    for (const { eligible, why } of candidates) {
      expect(eligible).toBe(false);
      expect(why).toMatch(/more than the 0 ms allowed$/);
    }
  });

  it("changes nothing by being asked", async () => {
    const query = "?tokens=900000&language=zh";
    const first = await foreseen(query, WARSAW);
    await foreseen("?tokens=500000", { colo: "ARN", country: "SE" });
    expect(await foreseen(query, WARSAW)).toEqual(first);
    expect(await server.getWorker().listDurableObjectIds("REGION")).toEqual([]);
  });

  it.each([
    ["tokens", "tokens=0"],
    ["tokens", "tokens=-5"],
    ["tokens", "tokens=1.5"],
    ["tokens", "tokens=many"],
    ["tokens", "tokens=1000001"],
    ["tokens", "tokens=Infinity"],
    ["mode", "mode=poetic"],
    ["bytes", "bytes=100&tokens=100"],
    ["bytes", "bytes=0"],
    ["from", "from=ZZZ"],
    ["from", "from=Paris"],
    ["language", "language=es"],
    ["region", "region=atlantis"],
    ["region", "region="],
    ["max_added_latency_ms", "max_added_latency_ms=-1"],
    ["max_added_latency_ms", "max_added_latency_ms=soon"],
    ["token", "token=5"],
  ])("is 422 and names %s for %s", async (field, query) => {
    const response = await fetchAt(`/v1/placement?${query}`);
    expect(response.status).toBe(422);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status: 422, field });
  });
});

const SUMMARIES = "/internal/v5/summaries";
const WHERE = "/internal/v5/where";
const WORK = JSON.stringify({
  text: HARBOUR,
  language: "en",
  options: { length: "short", format: "paragraph" },
});

const call = (path: string, authorization?: string, body = WORK) =>
  server.fetch(path, {
    method: path === WHERE ? "GET" : "POST",
    headers: {
      "content-type": "application/json",
      ...(authorization !== undefined && { authorization }),
    },
    ...(path !== WHERE && { body }),
  });

describe.each([SUMMARIES, WHERE])("%s", (path) => {
  it.each([
    ["no authorization", undefined],
    ["another secret", "Bearer another secret"],
    ["the secret in another scheme", `Basic ${SECRET}`],
    ["the secret alone", SECRET],
    ["half the secret", `Bearer ${SECRET.slice(0, -1)}`],
    ["nothing for a secret", "Bearer "],
  ])("is 401 with %s", async (_, authorization) => {
    const response = await call(path, authorization);
    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await response.json()).toMatchObject({
      type: "urn:greengist:problem:unauthorized",
      status: 401,
    });
  });

  it("answers who knows the secret", async () => {
    const response = await call(path, `Bearer ${SECRET}`);
    expect(response.status).toBe(200);
    const answer = (await response.json()) as { extract?: { summary: string }; colo: null };
    expect(answer.colo).toBeNull();
    if (path === SUMMARIES) expect(HARBOUR).toContain(answer.extract?.summary);
  });
});

it("work that a region does not understand is 422 there", async () => {
  for (const body of [
    "{",
    "{}",
    WORK.replace('"en"', '"tlh"'),
    WORK.replace('"short"', '"tiny"'),
  ]) {
    expect((await call(SUMMARIES, `Bearer ${SECRET}`, body)).status).toBe(422);
  }
});

// The tests of what reads the settings have more of these.
describe.each<[string, Record<string, string>]>([
  ["HOLDOUT_SHARE", { HOLDOUT_SHARE: "2" }],
  ["REGIONS[0].zones", { REGIONS: '[{"id":"lyon"}]' }],
])("a deployment whose %s cannot be used", (name, vars) => {
  beforeAll(() => restart(server, vars));
  afterAll(() => server.clearLogs());

  it("fails every request clearly, and its log names the variable", async () => {
    for (const respond of [
      () => post(server, { text: HARBOUR }),
      () => server.fetch("/v1/regions"),
      () => server.fetch("/v1/placement"),
    ]) {
      server.clearLogs();
      const response = await respond();
      expect(response.status).toBe(500);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      const problem = (await response.json()) as Record<string, unknown>;
      expect(problem).toMatchObject({
        type: "urn:greengist:problem:internal",
        status: 500,
        detail: expect.stringMatching(
          /^The request failed because of an internal error; its id is [0-9a-f-]{36}\.$/,
        ),
      });
      const errors = server.getLogs().filter(({ level }) => level === "error");
      expect(errors.map(({ message }) => message).join()).toContain(name);
    }
    expect((await server.fetch("/healthz")).status).toBe(200);
  });

  it("says so from its cron, too", async () => {
    expect(await runCron(server)).not.toBe("ok");
  });
});

describe("a deployment that shares no secret", () => {
  beforeAll(() => restart(server, { REGION_SECRET: "" }));

  it.each([undefined, "", "Bearer", "Bearer ", "Bearer undefined"])(
    "is nobody's region, whoever says %j",
    async (authorization) => {
      expect((await call(WHERE, authorization)).status).toBe(401);
      expect((await call(SUMMARIES, authorization)).status).toBe(401);
    },
  );

  it("serves its own callers", async () => {
    expect((await summarize(server, { text: HARBOUR })).answer.sentences).toHaveLength(2);
  });
});
