import { globSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };

const text = readFileSync("CONTRIBUTING.md", "utf8");
const codes = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
const FILE = /^[\w.*/-]+(?:\/|\.(?:ts|tsx|css|py|sh|toml|json|md))$/;
const MADE = /^dist\//;

describe("CONTRIBUTING", () => {
  const paths = [...new Set(codes.filter((code) => FILE.test(code) && !MADE.test(code)))];

  test("names enough files to be a guide", () => {
    expect(paths.length).toBeGreaterThan(40);
  });

  test.each(paths)("%s is in the repository", (path) => {
    // In lists for future additions, NAME is a placeholder; an existing file matches it.
    const pattern = path.replaceAll("NAME", "*").replace(/\/$/, "");
    const found = globSync(
      [pattern, `src/**/${pattern}`, `test/${pattern}`, `models/**/${pattern}`],
      {
        exclude: ["node_modules/**"],
      },
    );
    expect(found).not.toEqual([]);
  });

  test("names only scripts that there are", () => {
    const scripts = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name);
    expect(scripts.filter((name) => !(name in packageJson.scripts))).toEqual([]);
    expect(scripts.length).toBeGreaterThan(15);
  });

  test("says what is in every room of src", () => {
    const rooms = readdirSync("src").filter((entry) => !entry.endsWith(".d.ts"));
    expect(rooms.filter((room) => !text.includes(`src/${room}`))).toEqual([]);
  });
});
