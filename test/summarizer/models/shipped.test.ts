import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ISOLATE_MEMORY_GB } from "../../../src/emissions/estimate.ts";

it("the shipped writer is charged for the memory of an isolate", () => {
  const source = readFileSync("src/summarizer/models/shipped.ts", "utf8");
  expect(source).toContain(`const MEMORY_GB = ${ISOLATE_MEMORY_GB};`);
});
