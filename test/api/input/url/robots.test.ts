import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Robots } from "../../../../src/api/input/url/robots.ts";
import { allows, matches, rulesFor } from "../../../../src/api/input/url/robots-rules.ts";

const isAllowed = (text: string, path: string) =>
  allows(rulesFor("greengist", text), new URL(path, "https://a.org"));

describe("rules of a robots.txt", () => {
  it.each<[string, string, boolean]>([
    ["User-agent: *\nDisallow: /a", "/a/b", false],
    ["User-agent: *\nDisallow: /a", "/b", true],
    ["User-agent: *\nDisallow:", "/b", true],
    ["User-agent: *\nDisallow: /\nAllow: /open", "/open/x", true],
    ["User-agent: *\nDisallow: /a\nAllow: /a", "/a", true],
    ["User-agent: *\nDisallow: /\n\nUser-agent: GreenGist/2\nAllow: /", "/x", true],
    ["User-agent: other\nUser-agent: greengist\nDisallow: /x # ours too", "/x", false],
    ["User-agent: greengist\nDisallow: /x\nUser-agent: *\nDisallow: /y", "/y", true],
    ["User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", false],
    ["User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", true],
    ["User-agent: *\nDisallow: /*?sort=", "/a?sort=up", false],
    ["User-agent: *\r\nDisallow: /caf%c3%a9", "/café", false],
    ["User-agent: *\nDisallow: /café", "/caf%C3%A9", false],
    ["Disallow: /", "/x", true],
    ["User-agent: *\nDisallow: /", "/robots.txt", true],
    ["no rules at all", "/x", true],
  ])("%j: %s may be read: %s", (text, path, expected) => {
    expect(isAllowed(text, path)).toBe(expected);
  });

  it("match as regular expressions made of them do", () => {
    const part = fc.stringMatching(/^[ab*]{0,8}$/);
    fc.assert(
      fc.property(part, fc.boolean(), fc.stringMatching(/^[ab]{0,12}$/), (pattern, isEnd, path) => {
        const expected = new RegExp(`^${pattern.replaceAll("*", ".*")}${isEnd ? "$" : ""}`);
        expect(matches(pattern + (isEnd ? "$" : ""), path)).toBe(expected.test(path));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["one rule of 500,000 stars", `User-agent: *\nDisallow: /${"*a".repeat(250_000)}`],
    [
      "many rules of many stars",
      `User-agent: *\n${`Disallow: /${"*a".repeat(400)}b\n`.repeat(600)}`,
    ],
    [
      "2,000 agents and 2,000 rules",
      `${"User-agent: *\n".repeat(2_000)}${"Disallow: /*x*y*z\n".repeat(20_000)}`,
    ],
    ["groups in turn", "User-agent: greengist\nDisallow: /a*b\n".repeat(12_000)],
  ])("of %s are read to a bound", (_, text) => {
    // Matching that is not bounded would not end here; `npm run bench:hostile` measures its time.
    expect(typeof isAllowed(text, `/${"a".repeat(3_900)}`)).toBe("boolean");
  });
});

describe("what is remembered of robots.txt", () => {
  it("is bounded, however many origins and rules there are", async () => {
    let asked = 0;
    const robots = new Robots();
    const text = `User-agent: *\n${`Disallow: /${"a".repeat(900)}\n`.repeat(200)}`;
    const ask = async () => {
      asked++;
      return { status: 200, text };
    };
    for (let at = 0; at < 20; at++) await robots.permission(new URL(`https://a${at}.org/`), ask);
    expect(robots.size).toBeLessThan(700_000);
    expect(asked).toBe(20);
    await robots.permission(new URL("https://a19.org/x"), ask);
    expect(asked).toBe(20);
    await robots.permission(new URL("https://a0.org/x"), ask);
    expect(asked).toBe(21);
  });
});
