import { request as httpRequest } from "node:http";
import { afterAll, describe, expect, it } from "vitest";
import { type Answer, HARBOUR, LIBRARY } from "./client.ts";
import { startHost } from "./host.ts";

const REGION_SECRET = "a secret for tests only";
const host = await startHost({
  models: ["copier"],
  settings: { REGION_SECRET, ZONE: "FR", ENVIRONMENT: "development", MAX_CONCURRENT: "1" },
});
afterAll(() => host.forget());

const post = (path: string, body: unknown, headers: Record<string, string> = {}, url = host.url) =>
  fetch(url + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

const summarize = async (body: object, url = host.url) => {
  const response = await post("/v1/summarize", body, {}, url);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
};

/** A request whose body pauses halfway until the test resumes it. */
function halfway(url: string) {
  const body = JSON.stringify({ text: HARBOUR });
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  const sending = httpRequest(`${url}/v1/summarize`, { method: "POST", headers }, (response) => {
    response.resume().on("end", () => resolve(response.statusCode));
  });
  sending.on("error", reject);
  sending.write(body.slice(0, 10));
  return {
    answered: promise,
    go: () => sending.end(body.slice(10)),
  };
}

const until = async (check: () => Promise<boolean>) => {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await check()) return;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error("it never came true");
};

describe("a host on Node", () => {
  it.each([
    ["English", HARBOUR, "en"],
    ["Chinese", LIBRARY, "zh"],
  ])("summarizes %s and charges the configured grid", async (_, text, language) => {
    const answer = await summarize({ text });
    expect(answer).toMatchObject({
      language,
      placement: { ran: "edge", zone: "FR" },
      emissions: { grid: { zone: "FR", kind: "yearly" } },
    });
    for (const { text: sentence, start, end } of answer.sentences) {
      expect(text.slice(start, end)).toBe(sentence);
    }
  });

  it("writes, too", async () => {
    const text = "the captain wanted to hear the engines run.";
    const answer = await summarize({ text, mode: "abstractive" });
    expect(answer.summary).toBe(text);
    expect(answer.model.name).toBe("copier");
  });

  it("streams a draft as it is written, then the answer", async () => {
    const text = "the captain wanted to hear the engines run before he went down to the harbour.";
    const response = await fetch(`${host.url}/v1/summarize`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ text, mode: "abstractive", num_beams: 1 }),
    });
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const events = (await response.text()).trimEnd().split("\n\n");
    const summary = JSON.parse((events.pop() as string).replace(/^event: summary\ndata: /, ""));
    expect(summary).toMatchObject({ summary: text, mode: { used: "abstractive" }, sentences: [] });
    const draft = events.map((event) => JSON.parse(event.replace(/^event: token\ndata: /, "")));
    expect(draft.length).toBeGreaterThan(5);
    expect(draft.join("")).toBe(text);
  });

  it("answers with a problem what ends before the first word", async () => {
    const response = await fetch(`${host.url}/v1/summarize`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ text: "面包师每天五点开门。", mode: "abstractive" }),
    });
    expect(response.status).toBe(422);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });

  it("keeps no jobs, and says so before it reads one", async () => {
    const refused = [
      await post("/v1/jobs", { text: HARBOUR, window: "PT6H" }),
      await post("/v1/jobs", {}),
      await fetch(`${host.url}/v1/jobs/job_${"A".repeat(43)}`),
      await post("/v1/jobs/any/cancel", {}),
    ];
    for (const response of refused) {
      expect(response.status).toBe(501);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(await response.json()).toMatchObject({ type: "urn:greengist:problem:no-jobs" });
    }
  });

  it("says what it has", async () => {
    const health = (await (await fetch(`${host.url}/healthz`)).json()) as object;
    expect(health).toMatchObject({
      status: "ok",
      models: [
        { name: "nano" },
        { name: "nano-multilingual" },
        { name: "small" },
        { name: "copier" },
      ],
    });
  });

  it("limits guesses of the admin token, and the rate where that is on", async () => {
    const guarded = await startHost({
      settings: { RATE_LIMIT: "on", ADMIN_TOKEN: "token-for-tests-only", ZONE: "FR" },
    });
    try {
      const guess = (token: string) =>
        fetch(`${guarded.url}/v1/emissions`, {
          headers: { authorization: `Bearer ${token}`, "cf-connecting-ip": `192.0.2.${token}` },
        });
      expect((await guess("token-for-tests-only")).status).toBe(200);
      const statuses: number[] = [];
      for (let at = 0; at < 700; at++) statuses.push((await guess(String(at % 250))).status);
      expect(new Set(statuses.slice(0, 590))).toEqual(new Set([401]));
      expect(statuses.at(-1)).toBe(429);
    } finally {
      await guarded.stop();
      guarded.forget();
    }
  });

  it("answers only callers with the secret", async () => {
    const where = (headers: Record<string, string>) =>
      fetch(`${host.url}/internal/v5/where`, { headers });
    expect((await where({})).status).toBe(401);
    expect((await where({ authorization: "Bearer another" })).status).toBe(401);
    const told = await (await where({ authorization: `Bearer ${REGION_SECRET}` })).json();
    expect(told).toMatchObject({ colo: null, zone: "FR", offers: [{ name: "copier" }] });
  });

  it.each([
    ["no such model", { model: "another" }, 404],
    ["no sentence", { texts: [[]] }, 422],
  ])("refuses a writing with %s", async (_, change, status) => {
    const options = { numBeams: 1, earlyStopping: true, minTokens: 1, maxTokens: 9 };
    const texts = [[{ sentence: "A text.", at: 0 }]];
    const work = { language: "en", model: "copier", texts, options, ...change };
    const headers = { authorization: `Bearer ${REGION_SECRET}` };
    expect((await post("/internal/v5/writings", work, headers)).status).toBe(status);
  });

  it("serves the pages", async () => {
    const page = await fetch(`${host.url}/analytics`);
    const html = await page.text();
    const [, script] = /src="(\/static\/[^"]+\.js)"/.exec(html) ?? [];
    expect((await fetch(`${host.url}${script}`)).status).toBe(200);
  });

  it("has a receipt in its ledger as soon as it has answered", async () => {
    const { id } = await summarize({ text: HARBOUR });
    const found = await fetch(`${host.url}/v1/emissions/requests/${id}`);
    expect(found.status).toBe(200);
    const totals = await fetch(`${host.url}/v1/emissions?group_by=zone`);
    expect(await totals.json()).toMatchObject({ groups: [{ key: "FR" }] });
  });

  it("serves others while sockets that send nothing more are open, in every dialect", async () => {
    const slow = Array.from({ length: 20 }, () => halfway(host.url));
    await summarize({ text: HARBOUR });
    const inputs = { inputs: HARBOUR };
    const dialect = await post("/hf-inference/models/any/model", inputs);
    expect(dialect.status).toBe(200);
    for (const one of slow) one.go();
    for (const one of slow) expect(await one.answered).toBe(200);
  });

  it("serves a request once for each Idempotency-Key, in dialects, too", async () => {
    for (const [path, body] of [
      ["/v1/summarize", { text: HARBOUR }],
      ["/models/any/model", { inputs: HARBOUR }],
    ] as const) {
      const headers = { "idempotency-key": `once ${path}`.replaceAll(" ", "-") };
      const first = await post(path, body, headers);
      const again = await post(path, body, headers);
      expect([first.status, again.status]).toEqual([200, 200]);
      expect(again.headers.get("idempotency-replayed")).toBe("true");
      expect(again.headers.get("link")).toBe(first.headers.get("link"));
      const other = await post(
        path,
        { ...body, ...("text" in body ? { text: LIBRARY } : { inputs: LIBRARY }) },
        headers,
      );
      // Hugging Face answers 400 for all invalid requests.
      expect([400, 422]).toContain(other.status);
    }
  });

  it("ends what it has begun before it stops, and goes on with its ledger", async () => {
    const { id } = await summarize({ text: HARBOUR });
    const slow = halfway(host.url);
    // Once a later request is answered, the host has received the earlier data.
    await summarize({ text: HARBOUR });
    const stopped = host.stop();
    await until(async () => host.output().includes('"stopping"'));
    slow.go();
    expect(await slow.answered).toBe(200);
    expect(await stopped).toBe(0);

    const next = await startHost({
      folder: host.folder,
      settings: { ZONE: "FR", ENVIRONMENT: "development" },
    });
    const found = await fetch(`${next.url}/v1/emissions/requests/${id}`);
    expect(found.status).toBe(200);
    expect(await next.stop()).toBe(0);
  });
});

describe("a host with unusable settings", () => {
  it.each([
    ["ZONE", "Atlantis"],
    ["MAX_CONCURRENT", "none"],
    ["REGIONS", "[{}]"],
  ])("names the variable %s", async (name, value) => {
    await expect(startHost({ settings: { [name]: value } })).rejects.toThrow(name);
  });
});
