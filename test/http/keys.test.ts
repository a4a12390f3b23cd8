import { beforeAll, describe, expect, it } from "vitest";
import { createKey, KEY_PREFIX, type KeyRecord } from "../../src/api/guard/keys/key.ts";
import { type Answer, HARBOUR, post, receipt } from "./client.ts";
import { restart } from "./copies.ts";
import { startWorker } from "./worker.ts";

const server = startWorker();

const made = {
  kiosk: await createKey("kiosk", Date.now()),
  gone: await createKey("gone", Date.now()),
};
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const ask = (headers: Record<string, string> = {}): Promise<Response> =>
  post(server, { text: HARBOUR, length: "short" }, headers);

beforeAll(async () => {
  const { KEYS } = await server.getWorker<Env>().getEnv();
  const keep = (id: string, record: KeyRecord) =>
    KEYS.put(`${KEY_PREFIX}${id}`, JSON.stringify(record));
  await keep(made.kiosk.id, made.kiosk.record);
  await keep(made.gone.id, { ...made.gone.record, revokedAt: new Date().toISOString() });
});

const wrong = [
  ["revoked", (): string => made.gone.key],
  [
    "with another secret",
    (): string => `${made.kiosk.key.slice(0, -1)}${made.kiosk.key.endsWith("A") ? "B" : "A"}`,
  ],
  ["of nobody", (): string => made.kiosk.key.replace("kiosk-", "ghost-")],
] as const;

describe("where keys are optional", () => {
  it("a good one stands in the receipt and in the totals by its public id", async () => {
    const byBearer = (await (await ask(bearer(made.kiosk.key))).json()) as Answer;
    const byHeader = (await (await ask({ "x-api-key": made.kiosk.key })).json()) as Answer;
    const without = (await (await ask()).json()) as Answer;
    const keys: unknown[] = [];
    for (const { id } of [byBearer, byHeader, without]) keys.push((await receipt(server, id)).key);
    expect(keys).toEqual([made.kiosk.id, made.kiosk.id, null]);

    const totals = await server.fetch("/v1/emissions?group_by=key");
    const { groups } = (await totals.json()) as { groups: { key: string; requests: number }[] };
    expect(Object.fromEntries(groups.map(({ key, requests }) => [key, requests]))).toEqual({
      [made.kiosk.id]: 2,
      none: 1,
    });
  });

  it.each(wrong)("one %s is 401", async (_, key) => {
    const response = await ask(bearer(key()));
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toContain("Bearer");
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });

  it.each(["hf_aTokenOfAnother", "sk-proj-abc", "", "gg_"])(
    "%j, which is not one of ours, is not a key",
    async (key) => {
      expect((await ask(bearer(key))).status).toBe(200);
    },
  );

  it("a job is read and cancelled with the key that it came with alone", async () => {
    const sent = await server.fetch("/v1/jobs", {
      method: "POST",
      headers: { "content-type": "application/json", ...bearer(made.kiosk.key) },
      body: JSON.stringify({ text: HARBOUR, length: "short" }),
    });
    const { id } = (await sent.json()) as { id: string };
    for (const [path, method] of [
      [`/v1/jobs/${id}`, "GET"],
      [`/v1/jobs/${id}/cancel`, "POST"],
    ] as const) {
      const refused = await server.fetch(path, { method });
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({ type: "urn:greengist:problem:other-key" });
      const headers = bearer(made.kiosk.key);
      expect((await server.fetch(path, { method, headers })).status).toBe(200);
    }
  });
});

describe("where keys are required", () => {
  beforeAll(() => restart(server, { REQUIRE_KEY: "on" }));

  it("a good one is served", async () => {
    expect((await ask(bearer(made.kiosk.key))).status).toBe(200);
  });

  it.each([
    ...wrong,
    ["that is missing", (): string => ""],
    ["of another API", (): string => "sk-proj-abc"],
  ] as const)("one %s is 401", async (_, key) => {
    const response = await ask(key() === "" ? {} : bearer(key()));
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ type: "urn:greengist:problem:unauthorized" });
  });

  it("nothing but a hash is in the storage", async () => {
    const { KEYS } = await server.getWorker<Env>().getEnv();
    const stored = await KEYS.get(`${KEY_PREFIX}${made.kiosk.id}`);
    expect(stored).not.toContain(made.kiosk.key.split("_")[2]);
  });
});
