import { parseArgs } from "node:util";
import { createClient, type SummaryInput } from "../../api/client.ts";
import type { SummaryAnswer } from "../../contract/summary.ts";
import { readSource } from "./read.ts";

/** Lends the address of a running greengist. */
export type Serve = <T>(use: (url: string) => Promise<T>) => Promise<T>;

const usageOf = (command: string, server: string) => `Usage: ${command} [options] FILE|URL|-

Prints the summary of a text file, of a page, or of standard input, and its emissions.

  --length short|medium|long               a sentence, 50 or 150 words (medium)
  --format paragraph|key-points|headline   form of the summary (paragraph)
  --mode auto|extractive|abstractive       the text's own sentences, or new ones (auto)
  --query QUESTION                         favors sentences that answer it
  --model auto|nano|small                  (auto)
  --compress                               trim sentences; needs small
  --language auto|TAG                      such as en or zh-Hant (auto)
  --region auto|edge|ID                    where to run (auto)
  --url URL                                a running greengist; ${server}
  --key KEY                                an API key, if the server requires one
  --json                                   print the whole answer
`;

/**
 * Summarizes from the terminal. Returns the exit code: 0, 1 for a failure, 2 for wrong usage.
 *
 * @param command the name of the command, for its usage text
 * @param server a description of the server that is used without `--url`
 * @param serve lends that server
 */
export async function summarizeCommand(
  command: string,
  server: string,
  serve: Serve,
): Promise<number> {
  const usage = usageOf(command, server);
  try {
    const { values, positionals } = parse();
    const [source, another] = positionals;
    if (values.help) {
      console.log(usage);
      return 0;
    }
    if (!source || another !== undefined) {
      console.error(usage);
      return 2;
    }
    const { url, key, json, help: _, ...options } = values;
    // The options are checked where those of every other request are.
    const body = { ...(await readSource(source)), ...options } as SummaryInput;
    const ask = (baseUrl: string) => createClient({ baseUrl, apiKey: key }).summarize(body);
    const answer = url ? await ask(url) : await serve(ask);
    console.log(json ? JSON.stringify(answer, null, 2) : inWords(answer));
    return 0;
  } catch (error) {
    console.error(explain(error as Error));
    return 1;
  }
}

const parse = () =>
  parseArgs({
    allowPositionals: true,
    options: {
      length: { type: "string" },
      format: { type: "string" },
      mode: { type: "string" },
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

/** The error in one line; `fetch` keeps the reason of a failed connection in the cause. */
function explain(error: Error): string {
  if (error.message !== "fetch failed") return error.message;
  const { code } = (error.cause ?? {}) as { code?: string };
  return `No greengist answers there${code ? ` (${code})` : ""}. Start one, or name another with --url or GREENGIST_URL.`;
}

function inWords({ summary, model, usage, placement, emissions }: SummaryAnswer): string {
  const { total_g, energy_kwh, grid, saved_g } = emissions;
  const figure = (value: number) => value.toPrecision(3);
  const joules = energy_kwh.value * 3_600_000;
  const saved = saved_g === 0 ? "" : ` Saved ${figure(saved_g)} g.`;
  return `${summary}
---
${figure(total_g.value)} g CO2e (${figure(total_g.min)} to ${figure(total_g.max)}), ${figure(joules)} J
${Math.round(grid.grams_per_kwh)} g/kWh in ${grid.zone} (${grid.kind}, ${grid.source})
${placement.weight}, ran at ${placement.region ?? "the edge"}: ${placement.reason}${saved}
${usage.input_tokens} tokens in, ${usage.output_tokens} out, ${model.name} ${model.version}`;
}
