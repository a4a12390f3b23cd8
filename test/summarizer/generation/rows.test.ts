import fc from "fast-check";
import { expect, test } from "vitest";
import { gatherRows } from "../../../src/summarizer/generation/rows.ts";
import type { Tensor } from "../../../src/summarizer/models/graph.ts";

/** Rows of three elements each, all different. */
const tensorOf = (rows: number): Extract<Tensor, { type: "float32" }> => ({
  type: "float32",
  data: Float32Array.from({ length: rows * 3 }, (_, index) => index),
  dims: [rows, 3],
});

const gathered = (rows: number, origins: readonly number[]): number[] =>
  origins.flatMap((origin) => [...tensorOf(rows).data.subarray(origin * 3, origin * 3 + 3)]);

const anyGather = fc
  .integer({ min: 1, max: 12 })
  .chain((rows) =>
    fc.tuple(
      fc.constant(rows),
      fc.array(fc.nat({ max: rows - 1 }), { minLength: 1, maxLength: 14 }),
    ),
  );

test("gathers any rows in any order, as often as asked", () => {
  fc.assert(
    fc.property(anyGather, ([rows, origins]) => {
      const { data, dims } = gatherRows(tensorOf(rows), origins);
      expect([...data]).toEqual(gathered(rows, origins));
      expect(dims).toEqual([origins.length, 3]);
    }),
  );
});

test("rearranges as many rows as there are where they lie", () => {
  const sameSize = fc
    .integer({ min: 1, max: 12 })
    .chain((rows) =>
      fc.oneof(
        fc.array(fc.nat({ max: rows - 1 }), { minLength: rows, maxLength: rows }),
        fc.shuffledSubarray([...Array(rows).keys()], { minLength: rows }),
      ),
    );
  fc.assert(
    fc.property(sameSize, (origins) => {
      const tensor = tensorOf(origins.length);
      const { data } = tensor;
      expect(gatherRows(tensor, origins)).toBe(tensor);
      expect(tensor.data).toBe(data);
      expect([...data]).toEqual(gathered(origins.length, origins));
    }),
  );
});

test.each([[[0, 2]], [[-1, 0]], [[0, 1, 2]]])("refuses rows that are not there: %j", (origins) => {
  expect(() => gatherRows(tensorOf(2), origins)).toThrow(RangeError);
});
