import type { TextTokenizer } from "../generation/text.ts";
import { floatsOf, type Runnable, type Tensor } from "../models/graph.ts";
import { pairOf } from "./pair.ts";
import type { Verifier } from "./rewrite.ts";

/**
 * A verifier over a graph that `models/recipe/verifier/` trains: `input_ids` and `kinds`, int32 [pairs, tokens], in;
 * `follows`, float32 [pairs], out. Its tokenizer puts one special token around a text on each side.
 */
export function createVerifier(
  graph: Runnable,
  tokenizer: TextTokenizer,
  threshold: number,
): Verifier {
  const [begin, end] = tokenizer.encode("").ids as [number, number];
  const encode = (text: string) => tokenizer.encode(text).ids.slice(1, -1);
  return {
    threshold,
    async judge({ sentence, before = "" }, candidates) {
      const found: number[] = [];
      // One at a time: 8-bit activations share a scale in a batch, so a candidate's score would depend on the others.
      for (const candidate of candidates) {
        const { ids, kinds } = pairOf(sentence, candidate, before, { begin, end, encode });
        const { follows } = await graph.run({ input_ids: row(ids), kinds: row(kinds) });
        found.push(floatsOf(follows)?.[0] ?? 0);
      }
      return found;
    },
  };
}

const row = (values: readonly number[]): Tensor => ({
  type: "int32",
  data: Int32Array.from(values),
  dims: [1, values.length],
});
