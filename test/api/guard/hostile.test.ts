import { describe, expect, it } from "vitest";
import { DeepHtmlError } from "../../../src/api/input/html.ts";
import { RefusedError } from "../../../src/contract/refused.ts";
import { READERS } from "../../bench/hostile/readers.ts";
import { CATALOGUE } from "../../bench/hostile/shapes.ts";

// `npm run bench:hostile` measures how their time grows. What each comes to does not depend on the machine.
describe("input made to be slow", () => {
  it("is of at least 60 kinds", () => {
    expect(new Set(CATALOGUE.map(({ target, name }) => `${target} ${name}`)).size).toBeGreaterThan(
      60,
    );
  });

  it.each(CATALOGUE.map((shape) => [`${shape.target}: ${shape.name}`, shape] as const))(
    "%s is read or refused, and is never a fault of ours",
    async (_, { target, of }) => {
      try {
        await READERS[target](of(5_000));
      } catch (error) {
        expect(error instanceof RefusedError || error instanceof DeepHtmlError).toBe(true);
      }
    },
  );
});
