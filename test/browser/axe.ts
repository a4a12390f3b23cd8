import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A rule that is broken, and the first element that breaks it. */
interface Violation {
  id: string;
  nodes: { html: string }[];
}

/**
 * Expects that axe-core finds nothing on the page, or in the part of it that `selector` names, and that the page does not
 * scroll sideways. `state` names the page's state if a rule is broken.
 */
export async function expectAccessible(
  page: Page,
  state: string,
  selector = "html",
): Promise<void> {
  const { width } = page.viewportSize() ?? { width: Number.POSITIVE_INFINITY };
  const scrolled = await page.evaluate("document.documentElement.scrollWidth");
  expect(scrolled, state).toBeLessThanOrEqual(width);
  if (await page.evaluate("!('axe' in globalThis)")) await page.evaluate(AXE);
  const { violations } = (await page.evaluate(
    // Small targets are not looked for unless asked.
    `axe.run(${JSON.stringify(selector)},
       { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } })`,
  )) as { violations: Violation[] };
  expect(
    violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
    state,
  ).toEqual([]);
}
