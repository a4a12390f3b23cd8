import { expect, it, vi } from "vitest";
import { find } from "../../src/ledger/find.ts";
import { record } from "../../src/ledger/log.ts";
import { bulkOf, readLost } from "../../src/ledger/lost.ts";
import { page } from "../../src/ledger/page.ts";
import { asKv, FakeKv } from "./fake-kv.ts";
import { receipt } from "./receipts.ts";

const retentionMs = 90 * 86_400_000;
const now = Date.now();

/** The line that a Worker logs for a receipt while KV is down. */
async function lineOf(one = receipt(now), secret?: string): Promise<string> {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const kv = new FakeKv();
  kv.fault = () => {
    throw new Error("KV PUT failed: 503");
  };
  await record({ kv: asKv(kv), retentionMs, secret }, one, async () => {});
  const line = log.mock.calls[0]?.[0] as string;
  log.mockRestore();
  return line;
}

const SECRET = "a secret for tests only";
const tailed = (message: string, headers: Record<string, string> = {}) =>
  JSON.stringify({
    outcome: "ok",
    event: { request: { url: "https://greengist.example/", headers } },
    logs: [{ level: "error", message: [message] }],
  });

it("takes receipts from plain lines and what `wrangler tail` prints, and signed ones after a prefix", async () => {
  for (const secret of [undefined, SECRET]) {
    const all = [receipt(now), receipt(now - 1), receipt(now - 2)];
    const lines: string[] = [];
    for (const one of all) lines.push(await lineOf(one, secret));
    const [plain, inTail, another] = lines as [string, string, string];
    const log = [
      "GET /healthz 200 OK",
      plain,
      tailed(inTail),
      secret ? `\u001b[31m✘ [ERROR]\u001b[0m \u001b[1m${another}\u001b[0m` : another,
      ...(secret ? [`2026-11-23T12:00:00Z (error) ${another}`] : []),
      '{"event":"world-refreshed"}',
      plain,
    ].join("\n");
    expect(await readLost(log, secret)).toEqual({ receipts: all, skipped: [] });
  }
});

it("takes no receipt that a caller could have written, and goes on", async () => {
  const good = await lineOf(receipt(now), SECRET);
  const forged = JSON.stringify({
    event: "receipt-not-written",
    receipt: { ...receipt(now - 5), totalGrams: { value: -1e9, min: -1e9, max: -1e9 } },
  });
  const withHeader = tailed("another message", { "user-agent": forged });
  const asPrefix = `GET /healthz 200 "${forged}"`;
  const inMessage = tailed(JSON.stringify({ event: "error", detail: forged }));
  const log = [withHeader, asPrefix, inMessage, `ua=${forged}`, good].join("\n");
  for (const secret of [undefined, SECRET]) {
    const { receipts, skipped } = await readLost(log, secret);
    expect(receipts.map(({ id }) => id)).toEqual([JSON.parse(good).receipt.id]);
    expect(skipped.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
  }
});

it("skips a signed line that was changed, one signed by another, and one that is unsigned", async () => {
  const good = await lineOf(receipt(now), SECRET);
  const log = [
    good.replace('"weight":"heavy"', '"weight":"light"'),
    await lineOf(receipt(now - 1), "the secret of another"),
    await lineOf(receipt(now - 2)),
    good,
  ].join("\n");
  const { receipts, skipped } = await readLost(log, SECRET);
  expect(receipts).toHaveLength(1);
  expect(skipped).toHaveLength(3);
  expect(skipped[0]?.why).toMatch(/signature/);
});

it("skips a line that holds no whole receipt, and reports what is wrong", async () => {
  const line = await lineOf();
  const log = [
    line.replace('"weight":"heavy"', '"weight":"huge"'),
    '{"event":"receipt-not-written"}',
    line,
  ];
  const { receipts, skipped } = await readLost(log.join("\n"));
  expect(receipts).toHaveLength(1);
  expect(skipped).toEqual([
    { line: 1, why: expect.stringContaining("weight") },
    { line: 2, why: expect.any(String) },
  ]);
});

it("loaded twice, a line is one receipt", async () => {
  const one = receipt(now);
  const kv = new FakeKv();
  for (let turn = 0; turn < 2; turn++) {
    for (const { key, value, ...options } of bulkOf(
      (await readLost(await lineOf(one))).receipts,
      retentionMs,
      now,
    )) {
      await kv.put(key, value, options);
    }
  }
  expect(kv.entries.size).toBe(1);
  expect((await page(asKv(kv), {})).receipts).toHaveLength(1);
  expect(await find(asKv(kv), one.id)).toMatchObject({ id: one.id, weight: one.weight });
});

it("marks the hours whose rollups are final", () => {
  const keys = bulkOf([receipt(now - 86_400_000), receipt(now)], retentionMs, now).map(
    ({ key }) => key,
  );
  expect(keys.filter((key) => key.startsWith("stale/"))).toHaveLength(1);
});
