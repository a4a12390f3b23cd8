import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createTestHarness } from "wrangler";

const USAGE = `Usage: npm run summarize -- [options] FILE|-

Prints the summary of a text file, or of standard input, and what it cost the climate.

  --length short|medium|long               about 1, 3 or 6 sentences (medium)
  --format paragraph|key-points|headline   how the summary is laid out (paragraph)
  --query QUESTION                         favour what answers it
  --model auto|nano|small                  (auto)
  --compress                               trim sentences; needs small
  --language auto|en|zh                    (auto)
  --region auto|edge|ID                    where to run (auto)
  --url URL                                a running greengist; without it, one is started here
  --json                                   print the whole answer
`;

type Answer = Awaited<ReturnType<typeof ask>>;

/** Sends the text through the HTTP API, as any other caller would. */
async function ask(url: string, body: object) {
  const response = await fetch(new URL("/v1/summarize", url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error((answer as { detail: string }).detail);
  return answer as {
    summary: string;
    model: { name: string; version: string };
    usage: { input_tokens: number; output_tokens: number };
    placement: { weight: string; ran: string; region: string | null; reason: string };
    emissions: {
      energy_kwh: { value: number };
      grid: { zone: string; grams_per_kwh: number; kind: string; source: string };
      total_g: { value: number; min: number; max: number };
      saved_g: number;
    };
  };
}

/** Runs `use` against a greengist of its own, on this machine. */
async function withWorker<T>(use: (url: string) => Promise<T>): Promise<T> {
  const server = createTestHarness({
    root: new URL("../..", import.meta.url).pathname,
    workers: [{ configPath: "wrangler.toml" }],
  });
  try {
    return await use((await server.listen()).url.href);
  } finally {
    await server.close();
  }
}

function print({ summary, model, usage, placement, emissions }: Answer): void {
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
  const { url, json, help: _, ...fields } = values;
  const body = { text: readFileSync(file === "-" ? 0 : file, "utf8"), ...fields };
  const answer = url ? await ask(url, body) : await withWorker((own) => ask(own, body));
  if (json) console.log(JSON.stringify(answer, null, 2));
  else print(answer);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
