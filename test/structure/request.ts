import { mkdtempSync, readFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Runs one `POST /v1/summarize` through the host's bundle (`dist/host`, made by `node src/host/build.ts`) and prints,
 * as JSON, the files of `src` whose functions were called for it. An earlier request warms up caches and models.
 *
 *     node test/structure/request.ts [ROOT]
 */
const root = resolve(process.argv[2] ?? ".");
const bundle = join(root, "dist/host/main.js");
const port = 18_790;
const text =
  "The harbour town of Kelsmouth will switch off its last diesel generator next spring. All nine members of the " +
  "council voted for the plan on Tuesday night. Six turbines will be anchored in the narrows.";

process.chdir(root);
process.argv = [
  process.execPath,
  bundle,
  `--port=${port}`,
  `--models=${mkdtempSync(join(tmpdir(), "models-"))}`,
  `--data=${mkdtempSync(join(tmpdir(), "data-"))}`,
];
const log = console.log;
console.log = () => {};
await import(pathToFileURL(bundle).href);
const url = `http://127.0.0.1:${port}`;
while (!(await fetch(`${url}/healthz`).catch(() => null)))
  await new Promise((r) => setTimeout(r, 50));

const summarize = async (): Promise<void> => {
  const response = await fetch(`${url}/v1/summarize`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text, length: "short" }),
  });
  if (!response.ok) throw new Error(await response.text());
  await response.json();
};

await summarize();
const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
await session.post("Profiler.takePreciseCoverage");
await summarize();
const { result } = await session.post("Profiler.takePreciseCoverage");

// esbuild begins the code of each module with a comment that names its file.
const code = readFileSync(bundle, "utf8");
const heads = [...code.matchAll(/^\/\/ (\S+\.(?:ts|tsx|js|mjs|json))$/gm)].map((match) => ({
  file: match[1] as string,
  at: match.index,
}));
const fileAt = (offset: number): string => heads.findLast(({ at }) => at <= offset)?.file ?? "";
const called = new Set<string>();
for (const { url: script, functions } of result) {
  if (!script.endsWith("dist/host/main.js")) continue;
  for (const { ranges, functionName } of functions) {
    const [range] = ranges;
    if (!range?.count || (functionName === "" && range.startOffset === 0)) continue;
    called.add(fileAt(range.startOffset));
  }
}
log(JSON.stringify([...called].filter((file) => file.startsWith("src/")).sort()));
process.exit(0);
