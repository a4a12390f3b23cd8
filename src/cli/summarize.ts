import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createClient, type SummaryInput } from "../api/client.ts";
import type { SummaryAnswer } from "../contract/summary.ts";
import { withWorker } from "./worker.ts";

const USAGE = `Usage: npm run summarize -- [options] FILE|-

Prints the summary of a text file, or of standard input, and what it cost the climate.

  --length short|medium|long               a sentence, 50 or 150 words (medium)
  --format paragraph|key-points|headline   how the summary is laid out (paragraph)
  --query QUESTION                         favour what answers it
  --model auto|nano|small                  (auto)
  --compress                               trim sentences; needs small
  --language auto|en|zh                    (auto)
  --region auto|edge|ID                    where to run (auto)
  --url URL                                a running greengist; without it, one is started here
  --key KEY                                an API key, if it wants one
  --json                                   print the whole answer
`;

function print({ summary, model, usage, placement, emissions }: SummaryAnswer): void {
  const { total_g, energy_kwh, grid, saved_g } = emissions;
  const figure = (value: number) => value.toPrecision(3);
  const joules = energy_kwh.value * 3_600_000;
  console.log(`${summary}
---
${figure(total_g.value)} g CO2e (${figure(total_g.min)} to ${figure(total_g.max)}), ${figure(joules)} J
${Math.round(grid.grams_per_kwh)} g/kWh in ${grid.zone} (${grid.kind}, ${grid.source})
${placement.weight}, ran at ${placement.region ?? "the edge"}: ${placement.reason}${
    saved_g === 0 ? "" : ` Saved ${figure(saved_g)} g.`
  }
${usage.input_tokens} tokens in, ${usage.output_tokens} out, ${model.name} ${model.version}`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      length: { type: "string" },
      format: { type: "string" },
      query: { type: "string" },
      model: { type: "string" },
      compress: { type: "boolean" },
      language: { type: "string" },
      region: { type: "string" },
      url: { type: "string" },
      key: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  const [file] = positionals;
  if (values.help || !file) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const { url, key, json, help: _, ...fields } = values;
  // What was typed in is checked where every other request is.
  const body = { text: readFileSync(file === "-" ? 0 : file, "utf8"), ...fields } as SummaryInput;
  const ask = (baseUrl: string) => createClient({ baseUrl, apiKey: key }).summarize(body);
  const answer = url ? await ask(url) : await withWorker(ask);
  if (json) console.log(JSON.stringify(answer, null, 2));
  else print(answer);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
