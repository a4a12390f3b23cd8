import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runIn } from "./process.ts";
import { type Row, tried } from "./row.ts";

const FOLDER = import.meta.dirname;
const TOOLS = join(FOLDER, "node_modules/.bin");

/** The linter of OpenAPI documents, and generators of clients whose output is compiled. */
export async function generatorRows(url: string): Promise<Row[]> {
  const out = mkdtempSync(join(tmpdir(), "greengist-generators-"));
  const document = join(out, "openapi.json");
  const answer = await fetch(new URL("openapi.json", url));
  writeFileSync(document, JSON.stringify(await answer.json(), null, 2));
  const compile = (file: string) =>
    runIn(FOLDER, "tsc", [
      ...["--noEmit", "--strict", "--target", "es2024", "--module", "preserve"],
      ...["--ignoreConfig", file],
    ]);
  const rows = await Promise.all([
    tried("redocly", "lint", () =>
      runIn(FOLDER, join(TOOLS, "redocly"), ["lint", "--max-problems=20", document]),
    ),
    tried("openapi-typescript", "generate, compile", async () => {
      const file = join(out, "schema.ts");
      await runIn(FOLDER, join(TOOLS, "openapi-typescript"), [document, "--output", file]);
      await compile(file);
    }),
    tried("@hey-api/openapi-ts", "generate, compile", async () => {
      const folder = join(out, "hey-api");
      await runIn(FOLDER, join(TOOLS, "openapi-ts"), ["--input", document, "--output", folder]);
      await compile(join(folder, "index.ts"));
    }),
  ]);
  rmSync(out, { recursive: true });
  return rows;
}
