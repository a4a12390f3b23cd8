import type { Tensor } from "../models/graph.ts";

/**
 * Returns the tensor whose row i is row `origins[i]` of the given one. Rows that stay in place are not copied: an
 * unchanged order returns the same tensor, and a tensor of the same size is rearranged in place.
 */
export function gatherRows(tensor: Tensor, origins: readonly number[]): Tensor {
  const [rows = 0, ...rest] = tensor.dims;
  const size = rest.reduce((product, dim) => product * dim, 1);
  // Reading past the end would give zeros, and summaries that only look strange.
  const stray = origins.find((origin) => !(origin >= 0 && origin < rows));
  if (stray !== undefined) throw new RangeError(`There is no row ${stray} among ${rows}.`);
  if (origins.length !== rows) return copyRows(tensor, origins, rest, size);
  moveRows(tensor.data, origins, size);
  return tensor;
}

function copyRows(
  tensor: Tensor,
  origins: readonly number[],
  rest: readonly number[],
  size: number,
): Tensor {
  const { data } = tensor;
  const copy = new (data.constructor as new (length: number) => typeof data)(origins.length * size);
  origins.forEach((origin, row) => {
    copy.set(data.subarray(origin * size, (origin + 1) * size) as never, row * size);
  });
  return { ...tensor, data: copy, dims: [origins.length, ...rest] } as Tensor;
}

/** Moves each row only when the row that it overwrites is not needed any more; one spare row opens a cycle. */
function moveRows(data: Tensor["data"], origins: readonly number[], size: number): void {
  const waiting = new Map<number, number>();
  const readers = new Array<number>(origins.length).fill(0);
  origins.forEach((origin, row) => {
    if (origin === row) return;
    waiting.set(row, origin);
    readers[origin] = (readers[origin] ?? 0) + 1;
  });
  const free = [...waiting.keys()].filter((row) => readers[row] === 0);
  while (waiting.size > 0) {
    const row = free.pop();
    if (row === undefined) {
      closeCycle(data, waiting, size);
      continue;
    }
    const origin = waiting.get(row) as number;
    data.copyWithin(row * size, origin * size, (origin + 1) * size);
    waiting.delete(row);
    readers[origin] = (readers[origin] ?? 0) - 1;
    if (readers[origin] === 0 && waiting.has(origin)) free.push(origin);
  }
}

/** Only cycles remain here, in which each row is read by exactly one other. */
function closeCycle(data: Tensor["data"], waiting: Map<number, number>, size: number): void {
  const [first] = waiting.keys() as Iterable<number> as [number];
  const spare = data.slice(first * size, (first + 1) * size);
  let row = first;
  for (;;) {
    const origin = waiting.get(row) as number;
    waiting.delete(row);
    if (origin === first) break;
    data.copyWithin(row * size, origin * size, (origin + 1) * size);
    row = origin;
  }
  data.set(spare as never, row * size);
}
