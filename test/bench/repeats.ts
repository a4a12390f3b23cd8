import { openNano } from "../../models/bridge/open.ts";
import { extract } from "../../src/summarizer/extract/extract.ts";
import { readDocument } from "../../src/summarizer/text/document.ts";

/**
 * CPU time of a text by its length, for one repeated sentence and for distinct ones: `node test/bench/repeats.ts`. Both
 * times depend only on the length.
 */
const LENGTHS = [250_000, 500_000, 1_000_000];
const SENTENCE = "The harbour master wrote that the boats had passed the narrows before noon. ";

const nano = await openNano();
const texts = {
  repeated: (length: number) => SENTENCE.repeat(length / SENTENCE.length + 1).slice(0, length),
  distinct: (length: number) =>
    Array.from(
      { length: length / 80 + 1 },
      (_, index) =>
        `In ${1000 + (index % 900)} the master of pier ${index} wrote that ${index * 7} boats had passed before noon. `,
    )
      .join("")
      .slice(0, length),
};

async function cpuSeconds(text: string): Promise<number> {
  const before = process.cpuUsage();
  const document = readDocument(text, "en", nano.tokenizer);
  await extract(document, { length: "long", format: "paragraph" }, { nano: nano.graph });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

await cpuSeconds(texts.distinct(50_000));
console.log("| characters | repeated, s of CPU | distinct, s of CPU |\n|---|---|---|");
for (const length of LENGTHS) {
  const seconds = [
    await cpuSeconds(texts.repeated(length)),
    await cpuSeconds(texts.distinct(length)),
  ];
  console.log(`| ${length} | ${seconds.map((one) => one.toFixed(2)).join(" | ")} |`);
}
