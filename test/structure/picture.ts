import { readFileSync, writeFileSync } from "node:fs";
import { importsOf, roomOf } from "./imports.ts";

/**
 * Draws the rooms of `src` and their imports as a Mermaid diagram between the marks in CONTRIBUTING.md. An arrow that
 * others imply is left out. With `--check` it writes nothing and fails if the picture is out of date.
 */
const FILE = "CONTRIBUTING.md";
const [START, END] = ["<!-- picture: npm run picture -->", "<!-- end of picture -->"];

const edges = new Map<string, Set<string>>();
for (const { from, to, isType } of importsOf(".")) {
  const [a, b] = [roomOf(from), roomOf(to)];
  if (isType || a === b || b.endsWith(".ts") || a === "cli") continue;
  const name = a.endsWith(".ts") ? "entry" : a;
  if (b !== name) edges.set(name, (edges.get(name) ?? new Set()).add(b));
}
const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
  [...(edges.get(from) ?? [])].some((next) => {
    if (next === to) return true;
    if (seen.has(next)) return false;
    seen.add(next);
    return reaches(next, to, seen);
  });
const arrows = [...edges].flatMap(([from, tos]) =>
  [...tos]
    .filter((to) => to !== "contract")
    .filter((to) => ![...tos].some((other) => other !== to && reaches(other, to)))
    .map((to) => `  ${from} --> ${to}`),
);
const diagram = ["```mermaid", "graph TD", ...arrows.sort(), "```"].join("\n");

const text = readFileSync(FILE, "utf8");
const [before, rest = ""] = text.split(START);
const after = rest.split(END)[1] ?? "";
const drawn = `${before}${START}\n${diagram}\n${END}${after}`;
if (process.argv.includes("--check")) {
  if (drawn !== text) {
    console.error(`The picture in ${FILE} is out of date: npm run picture`);
    process.exitCode = 1;
  }
} else writeFileSync(FILE, drawn);
