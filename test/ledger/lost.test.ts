import { expect, it, vi } from "vitest";
import { find } from "../../src/ledger/find.ts";
import { record } from "../../src/ledger/log.ts";
import { bulkOf, LostReceiptError, readLost } from "../../src/ledger/lost.ts";
import { page } from "../../src/ledger/page.ts";
import { asKv, FakeKv } from "./fake-kv.ts";
import { receipt } from "./receipts.ts";

const retentionMs = 90 * 86_400_000;
const now = Date.now();

/** The line that a Worker logs for a receipt while KV is down. */
async function lineOf(one = receipt(now)): Promise<string> {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const kv = new FakeKv();
  kv.fault = () => {
    throw new Error("KV PUT failed: 503");
  };
  await record({ kv: asKv(kv), retentionMs }, one, async () => {});
  const line = log.mock.calls[0]?.[0] as string;
  log.mockRestore();
  return line;
}

it("takes receipts from plain lines, prefixed lines and what `wrangler tail` prints", async () => {
  const all = [receipt(now), receipt(now - 1), receipt(now - 2)];
  const lines: string[] = [];
  for (const one of all) lines.push(await lineOf(one));
  const [plain, prefixed, tailed] = lines as [string, string, string];
  const log = [
    "GET /healthz 200 OK",
    plain,
    `2026-11-23T12:00:00Z (error) ${prefixed}`,
    JSON.stringify({ outcome: "ok", logs: [{ level: "error", message: [tailed] }] }),
    '{"event":"world-refreshed"}',
    plain,
  ].join("\n");
  expect(readLost(log)).toEqual(all);
});

it("refuses a line that holds no whole receipt, and says what is wrong", async () => {
  const line = await lineOf();
  expect(() => readLost(line.replace('"weight":"heavy"', '"weight":"huge"'))).toThrow(/weight/);
  expect(() => readLost('{"event":"receipt-not-written","id":"x"}')).toThrow(LostReceiptError);
});

it("loaded twice, a line is one receipt", async () => {
  const one = receipt(now);
  const kv = new FakeKv();
  for (let turn = 0; turn < 2; turn++) {
    for (const { key, value, ...options } of bulkOf(
      readLost(await lineOf(one)),
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
