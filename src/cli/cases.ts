import { type CaseResult, readCases, report, runCase } from "./cases/run.ts";
import { withWorker } from "./worker.ts";

const USAGE = `Usage: npm run cases -- FOLDER [URL]

Sends the request of every case file in a folder to a greengist (at URL, or one started here), compares the
answer with the case's "check", and prints each failure and the number passed, by kind.
`;

const [folder, url] = process.argv.slice(2);

async function main(): Promise<void> {
  if (!folder || folder.startsWith("-")) {
    console.log(USAGE);
    process.exitCode = 2;
    return;
  }
  const cases = readCases(folder);
  const runAll = async (address: string) => {
    const outcomes: CaseResult[] = [];
    for (const { name, one } of cases) outcomes.push(await runCase(name, one, address));
    return outcomes;
  };
  const outcomes = await (url ? runAll(url) : withWorker(runAll));
  console.log(report(outcomes).join("\n"));
  if (outcomes.length === 0 || outcomes.some(({ failures }) => failures.length > 0)) {
    process.exitCode = 1;
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
