import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Record<string, { integrity?: string; link?: boolean }>;
};

it("every package of the lock file has the hash that npm checks a download against", () => {
  const entries = Object.entries(packages).filter(([path, { link }]) => path !== "" && !link);
  expect(entries.length).toBeGreaterThan(100);
  const unchecked = entries.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"));
  expect(unchecked.map(([path]) => path)).toEqual([]);
});
