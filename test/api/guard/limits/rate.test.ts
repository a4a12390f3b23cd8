import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callerOf, countIn, RateLimitedError } from "../../../../src/api/guard/limits/rate.ts";

describe("a caller", () => {
  it.each([
    ["203.0.113.7", "address/203.0.113.7"],
    ["::ffff:203.0.113.7", "address/203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "address/2001:db8:1:2::/64"],
    ["2001:db8:1:2::1", "address/2001:db8:1:2::/64"],
    ["nonsense", "address/unknown"],
    [null, "address/unknown"],
  ])("at %s is counted as %s", (address, caller) => {
    expect(callerOf(undefined, address)).toBe(caller);
  });

  it("with a key is counted by it, wherever he is", () => {
    expect(callerOf("kiosk-4fz2qk", "203.0.113.7")).toBe("key/kiosk-4fz2qk");
  });

  it("has all of a network of 64 bits to himself", () => {
    const group = fc.nat(0xffff).map((value) => value.toString(16));
    fc.assert(
      fc.property(fc.array(group, { minLength: 4, maxLength: 4 }), (host) => {
        const address = `2001:db8:1:2:${host.join(":")}`;
        expect(callerOf(undefined, address)).toBe("address/2001:db8:1:2::/64");
      }),
    );
  });
});

describe("counting", () => {
  it("refuses once the limiter does, and serves on where it fails or is none", async () => {
    await countIn(undefined, "x");
    await countIn({ limit: async () => ({ success: true }) }, "x");
    await countIn({ limit: () => Promise.reject(new Error("down")) }, "x");
    const spent = { limit: async () => ({ success: false }) };
    await expect(countIn(spent, "x")).rejects.toThrow(RateLimitedError);
  });
});
