import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { cyclesOf, importsOf, roomOf, sourcesOf } from "./imports.ts";

/**
 * Prints figures that show how easy it is to find one's way in `src`. ROOT may be another checkout for a comparison;
 * its `dist/host` must have been built there.
 *
 *     npm run structure [-- ROOT]
 */
const root = resolve(process.argv[2] ?? ".");
const imports = importsOf(root);
const values = imports.filter(({ isType }) => !isType);
const fileEdges = values.map(({ from, to }) => [from, to] as const);
const roomEdges = values.map(({ from, to }) => [roomOf(from), roomOf(to)] as const);
const fanOut = (name: string): number =>
  new Set(imports.filter(({ from }) => from.endsWith(name)).map(({ to }) => to)).size;

const typesOf = (file: string): string[] =>
  [
    ...readFileSync(join(root, file), "utf8").matchAll(
      /^(?:export )?(?:interface|type|(?:abstract )?class) (\w+)/gm,
    ),
  ].map(([, name = ""]) => name);
const names = sourcesOf(root).flatMap(typesOf);
const twice = [...new Set(names.filter((name, at) => names.indexOf(name) !== at))].sort();

const script = join(import.meta.dirname, "request.ts");
const passed: string[] = JSON.parse(
  execFileSync(process.execPath, [script, root], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  }),
);

/** Below these limits, a request touches only rooms that can each be read alone. */
const way = passed.filter((file) => /^src\/(app\.ts|api\/|summary\/)/.test(file));

const declared = [...new Set(way.flatMap(typesOf))];
const texts = sourcesOf(root).map((file) => readFileSync(join(root, file), "utf8"));
/** A type that only its own file names is read with that file; one has to learn those that others name, too. */
const shared = declared.filter((type) => {
  const isImported = new RegExp(`import [^;]*\\b${type}\\b[^;]*from `);
  return texts.some((text) => isImported.test(text));
});

const longest = cyclesOf(roomEdges).map((group) => `${group.length} (${group.join(", ")})`);
const rows: [string, string | number][] = [
  ["entries at the top of src", readdirSync(join(root, "src")).length],
  ["files, lines", `${sourcesOf(root).length}, ${linesOf(sourcesOf(root))}`],
  ["cycles between rooms, by value", longest.join("; ") || "none"],
  [
    "cycles between files, by value",
    cyclesOf(fileEdges)
      .map((g) => g.join(", "))
      .join("; ") || "none",
  ],
  ["files that app.ts imports", fanOut("src/app.ts")],
  ["files that problem.ts imports", fanOut("problem.ts")],
  ["files called for one extractive request on the host", passed.length],
  ["of these in app, api and summary, which one reads to follow it", way.length],
  [
    "types declared in those; of these, imported by other files",
    `${declared.length}; ${shared.length}`,
  ],
  ["type names declared in more than one file", `${twice.length} (${twice.join(", ")})`],
];
for (const [name, value] of rows) console.log(`${name}: ${value}`);

function linesOf(files: string[]): number {
  return files.reduce(
    (sum, file) => sum + readFileSync(join(root, file), "utf8").split("\n").length - 1,
    0,
  );
}
