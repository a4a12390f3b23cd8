import { describe, expect, it, vi } from "vitest";
import { find } from "../../src/ledger/find.ts";
import { keyOf } from "../../src/ledger/key.ts";
import { record } from "../../src/ledger/log.ts";
import { asKv, FakeKv } from "./fake-kv.ts";
import { receipt } from "./receipts.ts";

const awake = async () => {};
const retentionMs = 90 * 86_400_000;

function failing(times: number): FakeKv {
  const kv = new FakeKv();
  let left = times;
  kv.fault = (operation) => {
    if (operation === "put" && left-- > 0) throw new Error("KV PUT failed: 500");
  };
  return kv;
}

describe("record", () => {
  it("keeps the longest receipt within KV's 1,024 bytes of metadata, until it is to be forgotten", async () => {
    const kv = new FakeKv();
    const one = receipt();
    await record({ kv: asKv(kv), retentionMs }, one);
    const entry = kv.entries.get(keyOf(one.id) as string);
    expect(JSON.stringify(entry?.metadata).length).toBeLessThanOrEqual(1024);
    expect(entry?.value).toBe("");
    expect(entry?.expiration).toBe(Math.ceil((Date.parse(one.at) + retentionMs) / 1000));
  });

  it("gives a receipt that is older than the retention a day", async () => {
    const kv = new FakeKv();
    const old = receipt(Date.now() - 2 * retentionMs);
    await record({ kv: asKv(kv), retentionMs }, old);
    const { expiration } = kv.entries.get(keyOf(old.id) as string) ?? {};
    expect(expiration).toBeGreaterThan(Date.now() / 1000 + 86_000);
  });

  it("tries again when KV fails", async () => {
    const kv = failing(3);
    const one = receipt(Date.now());
    await record({ kv: asKv(kv), retentionMs }, one, awake);
    expect(kv.puts).toEqual([keyOf(one.id)]);
    expect(await find(asKv(kv), one.id)).toMatchObject({ id: one.id, at: one.at });
  });

  it("writes one log line that holds the whole receipt when KV stays down", async () => {
    const line = vi.spyOn(console, "error").mockImplementation(() => {});
    const one = receipt();
    await record({ kv: asKv(failing(Infinity)), retentionMs }, one, awake);
    expect(line).toHaveBeenCalledTimes(1);
    expect(JSON.parse(line.mock.calls[0]?.[0])).toMatchObject({
      event: "receipt-not-written",
      receipt: one,
    });
    line.mockRestore();
  });
});

it("find does not ask KV for an id that cannot exist", async () => {
  const kv = new FakeKv();
  expect(await find(asKv(kv), "nonsense")).toBeUndefined();
  expect(kv.operations).toBe(0);
});
