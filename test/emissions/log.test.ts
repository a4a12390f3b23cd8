import { describe, expect, it, vi } from "vitest";
import { keyOf } from "../../src/emissions/key.ts";
import { find, InvalidPageError, page, record } from "../../src/emissions/log.ts";
import { receipt } from "./receipts.ts";

const awake = async () => {};

/** KV as far as the log sees it; the real one is used in app.test.ts. */
function kv(failures = 0) {
  const puts: { key: string; value: string; metadata: unknown }[] = [];
  const namespace = {
    puts,
    async put(key: string, value: string, options: { metadata: unknown }) {
      if (failures-- > 0) throw new Error("KV PUT failed: 500");
      puts.push({ key, value, metadata: options.metadata });
    },
    async list() {
      throw new Error("Invalid cursor");
    },
  };
  return namespace as typeof namespace & KVNamespace;
}

describe("record", () => {
  it("keeps the longest receipt within KV's 1,024 bytes of metadata", async () => {
    const store = kv();
    await record(store, receipt());
    expect(JSON.stringify(store.puts[0]?.metadata).length).toBeLessThanOrEqual(1024);
    expect(store.puts[0]?.value).toBe("");
  });

  it("tries again when KV fails", async () => {
    const store = kv(3);
    const one = receipt();
    await record(store, one, awake);
    expect(store.puts.map(({ key }) => key)).toEqual([keyOf(one.id)]);
  });

  it("writes one log line that holds the whole receipt when KV stays down", async () => {
    const line = vi.spyOn(console, "error").mockImplementation(() => {});
    const one = receipt();
    await record(kv(Number.POSITIVE_INFINITY), one, awake);
    expect(line).toHaveBeenCalledTimes(1);
    expect(JSON.parse(line.mock.calls[0]?.[0])).toMatchObject({
      event: "receipt-not-written",
      ...one,
    });
    line.mockRestore();
  });
});

describe("page", () => {
  it.each([0, -1, 1.5, 1001, Number.NaN])("refuses a limit of %d", async (limit) => {
    await expect(page(kv(), { limit })).rejects.toThrow(InvalidPageError);
  });

  it("blames the caller for a cursor that KV refuses, and nobody else", async () => {
    await expect(page(kv(), { cursor: "nonsense" })).rejects.toThrow(InvalidPageError);
    await expect(page(kv(), {})).rejects.toThrow("Invalid cursor");
  });
});

it("find does not ask KV for an id that cannot exist", async () => {
  expect(await find(kv(), "nonsense")).toBeUndefined();
});
