import { execFileSync } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { createTestHarness } from "wrangler";
import bundle, { BUNDLE } from "../http/bundle.ts";
import type { Row } from "./row.ts";

/**
 * Calls a local greengist with the clients that people have, and prints for each client and call whether it works.
 * Exits with 1 if one does not. The Python clients need python3, the browser's needs Chromium, Prometheus its promtool.
 *
 *     npm run clients                 the clients of npm, and small ones of Python
 *     npm run clients -- --large      LangChain, LlamaIndex and others of Python, too: 900 MB in a temporary folder
 *     npm run clients -- --all        these, and more than 3,000 requests that schemathesis makes from the OpenAPI
 *                                     document instead of some hundreds
 *     npm run clients -- --npm        the clients of npm alone
 *     npm run clients -- --bundled    with the Worker that the tests have just bundled
 */
const { values } = parseArgs({
  options: {
    large: { type: "boolean" },
    all: { type: "boolean" },
    npm: { type: "boolean" },
    bundled: { type: "boolean" },
  },
});
const ROOT = new URL("../..", import.meta.url).pathname;
/** A copy, because tests that start meanwhile bundle anew. */
const COPY = "dist/clients";

if (!values.bundled) bundle();
cpSync(BUNDLE, COPY, { recursive: true });
Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false });

execFileSync("npm", ["install", "--prefix", import.meta.dirname, "--no-audit", "--no-fund"], {
  stdio: ["ignore", "ignore", "inherit"],
});
const { npmRows } = await import("./npm.ts");
const { generatorRows } = await import("./generators.ts");

const server = createTestHarness({
  root: ROOT,
  workers: [
    {
      configPath: "wrangler.toml",
      prebuiltWorkerDir: COPY,
      vars: { ENVIRONMENT: "development", LEDGER_FLUSH_SECONDS: "0.1", CORS_ORIGINS: "*" },
    },
  ],
});
const rows: Row[] = [];
try {
  const url = (await server.listen()).url.href;
  rows.push(...(await npmRows(url)));
  if (existsSync(process.env.CHROMIUM ?? "/usr/bin/chromium")) {
    const { browserRow } = await import("./browser.ts");
    rows.push(await browserRow(url));
  }
  rows.push(...(await generatorRows(url)));
  if (existsSync("/usr/bin/promtool")) {
    const { prometheusRows } = await import("./prometheus.ts");
    rows.push(...(await prometheusRows(url)));
  }
  if (!values.npm) {
    const { pythonRows } = await import("./python.ts");
    rows.push(...(await pythonRows(url, { large: values.large || values.all, whole: values.all })));
  }
} finally {
  await server.close();
}

console.log("| client | call | works |\n| --- | --- | --- |");
for (const { client, call, failure } of rows) {
  console.log(`| ${client} | ${call} | ${failure === null ? "yes" : `no: ${failure}`} |`);
}
const failed = rows.filter(({ failure }) => failure !== null).length;
console.log(`\nClients: ${rows.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
