import { globSync, readFileSync } from "node:fs";
import { type Node, parse } from "acorn";
import { transformSync } from "esbuild";

/** A regular expression as written in the code. */
export interface Found {
  file: string;
  pattern: string;
  flags: string;
}

/**
 * Left out: commands and replays read only their operator's input, and pages' scripts run in the reader's own browser.
 */
const OTHERS = /^src\/(?:cli|placement\/replay|site\/[a-z]+\/client)\//;

export const rooms = (): string[] =>
  globSync("src/**/*.{ts,tsx}").filter((file) => !OTHERS.test(file) && !file.endsWith(".d.ts"));

/** All expressions that a file contains as literals, and the number that it constructs in other ways. */
export function expressionsIn(file: string): { literals: Found[]; made: number } {
  const source = readFileSync(file, "utf8");
  const { code } = transformSync(source, {
    loader: file.endsWith("x") ? "tsx" : "ts",
    jsx: "automatic",
    target: "esnext",
  });
  const literals: Found[] = [];
  let made = 0;
  walk(parse(code, { ecmaVersion: "latest", sourceType: "module" }), (node) => {
    const { type, regex, callee } = node as Node & {
      regex?: { pattern: string; flags: string };
      callee?: { name?: string };
    };
    if (type === "Literal" && regex) literals.push({ file, ...regex });
    if (/^(?:New|Call)Expression$/.test(type) && callee?.name === "RegExp") made++;
  });
  return { literals, made };
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const one of value) walk(one, visit);
  } else if (typeof value === "object" && value !== null && "type" in value) {
    visit(value as Node);
    for (const one of Object.values(value)) walk(one, visit);
  }
}
