import { parseArgs } from "node:util";
import type { RegionsJson } from "../contract/placement.ts";
import { describeRegions } from "./regions/describe.ts";

const USAGE = `Usage: npm run regions -- [URL]

Lists the regions of a deployment, cleanest first, with their reported locations. Pinned Workers
and hosts are asked again, at most every ten minutes; a Durable Object never moves, and is not woken.

  URL   the deployment's address; http://localhost:8787 by default
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: "boolean", default: false } },
});
const [url = "http://localhost:8787"] = positionals;
if (values.help) console.log(USAGE);
else {
  try {
    const response = await fetch(new URL("/v1/regions", url));
    if (!response.ok) throw new Error(`status ${response.status}`);
    console.log(describeRegions((await response.json()) as RegionsJson));
  } catch (error) {
    console.error(`${url} did not answer: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
