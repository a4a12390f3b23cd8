import { expect, it } from "vitest";
import { createVerifier } from "../../../src/summarizer/rewrite/verifier.ts";
import { graphOf } from "../graphs.ts";

const tokenizer = {
  encode: (text: string) => ({
    ids: [0, ...[...text].map((character) => character.charCodeAt(0)), 1],
    isTruncated: false,
  }),
  decode: () => "",
  targetOf: () => ({}),
};

it("judges each candidate in a run of its own, laid out beside its sentence", async () => {
  const runs: Record<string, unknown>[] = [];
  const verifier = createVerifier(
    graphOf((inputs) => {
      runs.push(inputs);
      return { follows: Float32Array.of(runs.length / 4) };
    }),
    tokenizer,
    0.9,
  );
  expect(await verifier.judge({ sentence: "abc" }, ["ab", "c"])).toEqual([0.25, 0.5]);
  expect(runs[0]).toEqual({
    input_ids: { type: "int32", data: Int32Array.of(0, 97, 98, 99, 1, 97, 98, 1), dims: [1, 8] },
    kinds: { type: "int32", data: Int32Array.of(1, 2, 2, 3, 1, 4, 4, 1), dims: [1, 8] },
  });
});
