import fc from "fast-check";
import { expect, it } from "vitest";
import { idOf, keyOf, newId, timeOf } from "../../src/ledger/key.ts";

const time = fc.integer({ min: 0, max: 4_102_444_800_000 }); // to the year 2100

it("an id holds its time, and its key holds the id", () => {
  fc.assert(
    fc.property(time, (now) => {
      const id = newId(now);
      expect(timeOf(id)).toBe(now);
      expect(idOf(keyOf(id) as string)).toBe(id);
    }),
  );
});

it("keys sort newest first, and the keys of one hour share a prefix", () => {
  fc.assert(
    fc.property(time, time, (one, other) => {
      const [left, right] = [keyOf(newId(one)) as string, keyOf(newId(other)) as string];
      if (one !== other) expect(left < right).toBe(one > other);
      const hour = (key: string) => key.split("/")[1];
      expect(hour(left) === hour(right)).toBe(
        Math.floor(one / 3_600_000) === Math.floor(other / 3_600_000),
      );
    }),
  );
});

it("ids of one millisecond differ", () => {
  const ids = Array.from({ length: 10_000 }, () => newId(1_800_000_000_000));
  expect(new Set(ids).size).toBe(ids.length);
});

it.each(["", "x", "../receipt", "0b0e1f6a-6c9f-4d6e-9d3b-0c0f5a1b2c3d", "%00", "receipt/0000001"])(
  "%j is not one of our ids",
  (id) => {
    expect(timeOf(id)).toBeUndefined();
    expect(keyOf(id)).toBeUndefined();
  },
);
