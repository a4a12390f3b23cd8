import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { configureLedger } from "../ledger/configure.ts";
import { bulkOf, readLost } from "../ledger/lost.ts";

const USAGE = `Usage: npm run ledger:import -- [options] FILE|-

Loads receipts that could not be written to KV back into the ledger, from a Worker's log: plain lines or
\`wrangler tail --format json\`. The same line twice is one receipt. With the deployment's
LEDGER_SECRET, only receipts that it signed are loaded; without it, only those that are all of a line or
of a message. Skipped lines are reported, and the rest is loaded.

  --local               into the storage of \`npm start\` instead of the deployment
  --persist-to FOLDER   that storage, if it is not the usual one
  --retention-days N    the deployment's RECEIPT_RETENTION_DAYS (90)
  --print               print the entries (KV's bulk format) and write nothing
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      local: { type: "boolean" },
      "persist-to": { type: "string" },
      "retention-days": { type: "string" },
      print: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  const [file] = positionals;
  if (values.help || !file) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const { retentionMs } = configureLedger({ RECEIPT_RETENTION_DAYS: values["retention-days"] });
  const secret = process.env.LEDGER_SECRET || undefined;
  const { receipts, skipped } = await readLost(
    readFileSync(file === "-" ? 0 : file, "utf8"),
    secret,
  );
  for (const { line, why } of skipped) console.error(`line ${line} skipped: ${why}`);
  const entries = JSON.stringify(bulkOf(receipts, retentionMs, Date.now()), null, 2);
  if (values.print) {
    console.log(entries);
    return;
  }
  if (receipts.length > 0) {
    write(entries, values.local ? localOf(values["persist-to"]) : ["--remote"]);
  }
  console.log(`${receipts.length} receipts loaded, ${skipped.length} skipped.`);
}

const localOf = (folder: string | undefined): string[] =>
  folder === undefined ? ["--local"] : ["--local", "--persist-to", folder];

function write(entries: string, where: string[]): void {
  const folder = mkdtempSync(join(tmpdir(), "greengist-import-"));
  try {
    const file = join(folder, "entries.json");
    writeFileSync(file, entries);
    execFileSync("wrangler", ["kv", "bulk", "put", file, "--binding", "EMISSIONS", ...where], {
      stdio: "inherit",
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
