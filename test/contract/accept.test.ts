import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { preferred } from "../../src/contract/accept.ts";

const OFFERS = ["application/json", "text/plain", "text/markdown", "text/event-stream"] as const;

describe("preferred", () => {
  it.each<[string | null, string | undefined]>([
    [null, "application/json"],
    ["", "application/json"],
    ["*/*", "application/json"],
    ["application/json, text/plain, */*", "application/json"],
    ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json"],
    ["text/plain", "text/plain"],
    ["TEXT/PLAIN", "text/plain"],
    ["text/plain; charset=utf-8", "text/plain"],
    ["text/plain, */*", "text/plain"],
    ["text/*", "text/plain"],
    ["text/*, text/plain;q=0.5", "text/markdown"],
    ["text/plain;q=0.4, text/markdown;q=0.6", "text/markdown"],
    ["text/plain;q=0, */*", "application/json"],
    ["application/json;q=0, */*", "text/plain"],
    ["text/event-stream", "text/event-stream"],
    ["image/png", "application/json"],
    ["image/png, application/json;q=0", undefined],
    ["*/*;q=0", undefined],
    ["*/*;q=0, text/markdown", "text/markdown"],
  ])("%j gives %j", (accept, expected) => {
    expect(preferred(accept, OFFERS)).toBe(expected);
  });

  it("never gives what the caller refuses by name", () => {
    const item = fc.tuple(
      fc.constantFrom(...OFFERS, "text/*", "*/*", "image/png"),
      fc.constantFrom("", ";q=0", ";q=0.3", ";q=1"),
    );
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 6 }),
        fc.constantFrom(...OFFERS),
        (items, refused) => {
          const others = items.filter(([type]) => type !== refused).map((parts) => parts.join(""));
          expect(preferred([...others, `${refused};q=0`].join(", "), OFFERS)).not.toBe(refused);
        },
      ),
    );
  });
});
