import { expect, it } from "vitest";
import { MAX_CHARACTERS, MAX_QUERY_CHARACTERS } from "../../src/contract/request.ts";
import { regionWork } from "../../src/region/protocol.ts";

const options = { length: "short", format: "paragraph" };

it("a region takes no more text than a caller may send, whoever has its secret", () => {
  const lengthsOf = (text: number, query: number) =>
    regionWork.safeParse({
      text: "a".repeat(text),
      language: "en",
      options: { ...options, query: "b".repeat(query) },
    }).success;
  expect(lengthsOf(MAX_CHARACTERS, MAX_QUERY_CHARACTERS)).toBe(true);
  expect(lengthsOf(MAX_CHARACTERS + 1, 1)).toBe(false);
  expect(lengthsOf(1, MAX_QUERY_CHARACTERS + 1)).toBe(false);
});
