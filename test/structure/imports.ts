import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** One import between two files of `src`; paths from the root of the repository. */
export interface Import {
  from: string;
  to: string;
  /** Whether it disappears when types are erased. */
  isType: boolean;
}

const STATEMENT =
  /^(?:import|export)\s+(type\s+)?(\{[^}]*\}|[^"';{]*?(?:,\s*\{[^}]*\})?)\s*(?:from\s+)?"(\.[^"]+)"/gm;

/** Every import and re-export between files of `src`, read from their text. */
export function importsOf(root: string): Import[] {
  const files = sourcesOf(root);
  const known = new Set(files);
  return files.flatMap((from) =>
    [...readFileSync(join(root, from), "utf8").matchAll(STATEMENT)].flatMap(
      ([, type, names = "", path = ""]) => {
        const to = normalize(join(dirname(from), path)).replaceAll("\\", "/");
        if (!known.has(to)) return [];
        return { from, to, isType: type !== undefined || onlyTypes(names) };
      },
    ),
  );
}

/** The TypeScript files of `src`, without declarations for third-party modules. */
export const sourcesOf = (root: string): string[] =>
  globSync("src/**/*.{ts,tsx}", { cwd: root })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => !file.endsWith(".d.ts"))
    .sort();

/** The top-level room of a file: its folder below `src`, or the file itself. */
export function roomOf(file: string): string {
  const [, room = ""] = file.split("/");
  return room;
}

/** Groups of nodes that reach each other: each group of two or more is a cycle. */
export function cyclesOf(edges: readonly (readonly [from: string, to: string])[]): string[][] {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of edges) {
    if (from === to) continue;
    next.set(from, (next.get(from) ?? new Set()).add(to));
  }
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  // Tarjan's algorithm (1972).
  const visit = (node: string): void => {
    index.set(node, index.size);
    low.set(node, index.get(node) as number);
    stack.push(node);
    for (const other of next.get(node) ?? []) {
      if (!index.has(other)) visit(other);
      if (stack.includes(other)) {
        low.set(node, Math.min(low.get(node) as number, low.get(other) as number));
      }
    }
    if (low.get(node) !== index.get(node)) return;
    const group = stack.splice(stack.indexOf(node));
    if (group.length > 1) found.push(group.sort());
  };
  for (const node of next.keys()) if (!index.has(node)) visit(node);
  return found;
}

const onlyTypes = (names: string): boolean =>
  names.startsWith("{") &&
  names
    .slice(1, -1)
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean)
    .every((name) => name.startsWith("type "));
