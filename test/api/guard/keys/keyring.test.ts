import { describe, expect, it } from "vitest";
import { authenticate, UnauthorizedError } from "../../../../src/api/guard/keys/authenticate.ts";
import {
  createKey,
  KEY_PREFIX,
  KeyNameError,
  keyIdOf,
} from "../../../../src/api/guard/keys/key.ts";
import { Keyring, KeysUnavailableError } from "../../../../src/api/guard/keys/keyring.ts";
import { asKv, FakeKv } from "../../../ledger/fake-kv.ts";

async function ring() {
  const kv = new FakeKv();
  const clock = { now: 0 };
  const { id, key, record } = await createKey("kiosk", 0);
  await kv.put(`${KEY_PREFIX}${id}`, JSON.stringify(record));
  return { kv, clock, id, key, record, keyring: new Keyring(asKv(kv), () => clock.now) };
}

describe("a key", () => {
  it("holds its public id, and is never the same twice", async () => {
    const made = await Promise.all(Array.from({ length: 200 }, () => createKey("a-b-2", 0)));
    expect(new Set(made.map(({ key }) => key)).size).toBe(200);
    for (const { id, key, record } of made) {
      expect(keyIdOf(key)).toBe(id);
      expect(id).toMatch(/^a-b-2-[2-9a-z]{6}$/);
      expect(JSON.stringify(record)).not.toContain(key.slice(-43));
    }
  });

  it.each(["", "A", "2a", "a_b", "none!", "x".repeat(25), "钥匙"])(
    "is not made for %j",
    async (name) => {
      await expect(createKey(name, 0)).rejects.toThrow(KeyNameError);
    },
  );
});

describe("a keyring", () => {
  it("knows a good key, and asks KV once in a while", async () => {
    const { kv, clock, id, key, keyring } = await ring();
    kv.operations = 0;
    for (let turn = 0; turn < 5; turn++) expect(await keyring.check(key)).toBe(id);
    expect(kv.operations).toBe(1);
    clock.now = 15_001;
    await keyring.check(key);
    expect(kv.operations).toBe(2);
  });

  it("knows of a revocation once it asks again", async () => {
    const { kv, clock, id, key, record, keyring } = await ring();
    await keyring.check(key);
    await kv.put(`${KEY_PREFIX}${id}`, JSON.stringify({ ...record, revokedAt: "2026-11-24" }));
    clock.now = 15_001;
    expect(await keyring.check(key)).toBeUndefined();
  });

  it("refuses any key that differs in one letter", async () => {
    const { id, key, keyring } = await ring();
    for (let at = key.length - 43; at < key.length; at++) {
      const letter = key[at] === "x" ? "y" : "x";
      const other = key.slice(0, at) + letter + key.slice(at + 1);
      expect(keyIdOf(other)).toBe(id);
      expect(await keyring.check(other)).toBeUndefined();
    }
  });

  it("remembers no more than a thousand ids that callers make up", async () => {
    const { kv, key, keyring } = await ring();
    for (let turn = 0; turn < 1_100; turn++) {
      await keyring.check(key.replace("kiosk-", `ghost-${turn}-`));
    }
    kv.operations = 0;
    await keyring.check(key.replace("kiosk-", "ghost-0-"));
    await keyring.check(key.replace("kiosk-", "ghost-1099-"));
    expect(kv.operations).toBe(1);
  });

  it.each([
    ["an empty X-API-Key beside a good bearer token", (key: string) => ["", `Bearer ${key}`]],
    [
      "a blank X-API-Key beside a good password",
      (key: string) => ["  ", `Basic ${btoa(`me:${key}`)}`],
    ],
    ["a good X-API-Key beside the token of another API", (key: string) => [key, "Bearer sk-other"]],
  ])("takes %s for the good one, whether keys are required or not", async (_, given) => {
    const { id, key, keyring } = await ring();
    const [own = "", authorization = ""] = given(key);
    const headers = new Headers({ "x-api-key": own, authorization });
    for (const isRequired of [true, false]) {
      expect(await authenticate(headers, keyring, isRequired)).toBe(id);
    }
  });

  it("says that it cannot tell while KV is down", async () => {
    const { kv, key, keyring } = await ring();
    kv.fault = () => {
      throw new Error("down");
    };
    await expect(keyring.check(key)).rejects.toThrow(KeysUnavailableError);
    // A key that is not one of ours causes no lookup.
    expect(await authenticate(new Headers(), keyring, false)).toBeUndefined();
    await expect(authenticate(new Headers(), keyring, true)).rejects.toThrow(UnauthorizedError);
  });
});
