/**
 * Runs a verifier's graph as the Worker would, one pair at a time: JSON Lines in, JSON Lines out.
 *
 *     node models/bridge/judge.ts models/verifier/model.onnx < rows.jsonl > answers.jsonl
 *
 * A row has `ids` and `kinds` (models/recipe/verifier/edits.py). The answer is { follows, cpuMs }: the probability that the
 * candidate follows from its sentence, and the CPU time of the whole process during the run.
 */
import { createInterface } from "node:readline";
import { floatsOf } from "../../src/summarizer/models/graph.ts";
import { cpuMsSince } from "./cpu.ts";
import { openGraph } from "./open.ts";

const [file = "models/verifier/model.onnx"] = process.argv.slice(2);
const graph = await openGraph(file);

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { ids, kinds } = JSON.parse(line) as { ids: number[]; kinds: number[] };
  const tensor = (values: number[]) => ({
    type: "int32" as const,
    data: Int32Array.from(values),
    dims: [1, values.length],
  });
  const cpu = process.cpuUsage();
  const { follows } = await graph.run({ input_ids: tensor(ids), kinds: tensor(kinds) });
  const out = { follows: floatsOf(follows)?.[0], cpuMs: cpuMsSince(cpu) };
  process.stdout.write(`${JSON.stringify(out)}\n`);
}
