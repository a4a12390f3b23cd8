import { expect, test } from "vitest";
import { callbackSecret, isJobId, newJobId, open, seal } from "../../src/jobs/seal.ts";

const asText = (pieces: readonly Uint8Array[]) =>
  pieces.map((piece) => Buffer.from(piece).toString("latin1")).join("");

test("what is sealed is opened by its id, and by no other", async () => {
  const id = newJobId();
  const value = { text: "Zwei Boote lagen im Hafen, 两条船。", n: [1, 2] };
  const sealed = await seal(id, value);
  expect(asText(sealed)).not.toContain("Boote");
  expect(await open(id, sealed)).toEqual(value);
  await expect(open(newJobId(), sealed)).rejects.toThrow();
  const [first = new Uint8Array()] = sealed;
  first[first.length - 1] = (first.at(-1) ?? 0) ^ 1;
  await expect(open(id, [first]), "bent").rejects.toThrow();
});

test("the same text is never sealed to the same bytes", async () => {
  const id = newJobId();
  expect(asText(await seal(id, "a"))).not.toBe(asText(await seal(id, "a")));
});

test("a text of a million characters comes in pieces that a row holds", async () => {
  const id = newJobId();
  let state = 7;
  const text = Array.from({ length: 1_000_000 }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(0x4e00 + (state % 20_000));
  }).join("");
  const sealed = await seal(id, text);
  expect(sealed.length).toBeGreaterThan(1);
  for (const piece of sealed) expect(piece.length).toBeLessThanOrEqual(1_000_000);
  expect(await open(id, sealed)).toBe(text);
});

test("ids are 256 random bits, and are told from other words", () => {
  const ids = new Set(Array.from({ length: 1_000 }, newJobId));
  expect(ids.size).toBe(1_000);
  for (const id of ids) expect(isJobId(id)).toBe(true);
  for (const word of ["", "job_", "job_short", `${newJobId()}x`, "job_../../../../etc/passwd"])
    expect(isJobId(word)).toBe(false);
});

test("callbacks are signed with a secret of the job's own", async () => {
  const id = newJobId();
  expect(await callbackSecret(id)).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(await callbackSecret(id)).toBe(await callbackSecret(id));
  expect(await callbackSecret(newJobId())).not.toBe(await callbackSecret(id));
});
