import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as estimate from "../../../src/emissions/estimate.ts";
import { Formula } from "../../../src/site/methodology/formula.tsx";
import { toHtml } from "../../../src/site/methodology/markdown.ts";
import { MESSAGES } from "../../../src/site/methodology/messages.ts";

const PAGES = ["METHODOLOGY.md", "METHODOLOGY.zh.md"];
const read = (page: string) => readFileSync(`src/emissions/${page}`, "utf8");

/** Rows of the table of constants: a name of the code, then low, central and high as printed. */
const rowsOf = (markdown: string) =>
  [...markdown.matchAll(/^\| `([A-Z_]+)` \|([^|]*)\|([^|]*)\|([^|]*)\|/gm)].map(
    ([, name = "", ...cells]) => ({ name, printed: cells.map((cell) => cell.trim()) }),
  );

/** Every exported number with its unit in its name, as low, central and high. */
const constants = new Map(
  Object.entries(estimate)
    .filter(([, constant]) => typeof constant === "number" || typeof constant === "object")
    .map(([name, constant]) => [
      name,
      typeof constant === "number"
        ? [undefined, constant, undefined]
        : [
            (constant as { min: number }).min,
            (constant as { value: number }).value,
            (constant as { max: number }).max,
          ],
    ]),
);

describe.each(PAGES)("%s", (page) => {
  const markdown = read(page);

  it("lists every constant of the code, and no other", () => {
    expect(new Set(rowsOf(markdown).map(({ name }) => name))).toEqual(new Set(constants.keys()));
  });

  it.each(rowsOf(markdown))("prints $name as the code has it", ({ name, printed }) => {
    const code = constants.get(name) ?? [];
    for (const [at, figure] of printed.entries()) {
      const exact = code[at];
      const digits = figure.replace(/^0\.?0*|\./g, "").length || 1;
      expect(figure === "" ? undefined : Number(figure)).toBe(
        exact === undefined ? undefined : Number(exact.toPrecision(digits)),
      );
    }
  });

  it("gives every row a source that it names", () => {
    const sources = markdown.match(/^\d\. /gm)?.map((line) => Number(line[0])) ?? [];
    const cited = [...markdown.matchAll(/\[(\d)\](?!\()/g)].map(([, number]) => Number(number));
    expect(new Set(cited)).toEqual(new Set(sources));
  });

  it("works its example out as the code does", () => {
    const { operationalGrams, accessGrams, embodiedGrams, totalGrams } = estimate.estimate({
      computations: [{ cpuSeconds: 1, pue: 1.2, gramsPerKwh: 400 }],
      accessBytes: 100_000,
      backboneBytes: 0,
      edgeGramsPerKwh: 400,
      regionGramsPerKwh: 400,
    });
    const printed = (term: string) =>
      Number(new RegExp(`^    ${term} .*= ([\\d.]+) g$`, "m").exec(markdown)?.[1]);
    expect(printed("operational_g")).toBeCloseTo(operationalGrams.value, 8);
    expect(printed("access_g")).toBeCloseTo(accessGrams.value, 8);
    expect(printed("embodied_g")).toBeCloseTo(embodiedGrams.value, 8);
    expect(printed("total_g")).toBeCloseTo(totalGrams.value, 8);
  });
});

describe("the page", () => {
  it("has the same sections, formulas and tables in both languages", () => {
    const [en, zh] = PAGES.map((page) => {
      const html = toHtml(read(page));
      return ["<h1 ", "<h2 ", "<pre ", "<table>", "<li>"].map((tag) => html.split(tag).length);
    });
    expect(zh).toEqual(en);
  });

  it("shows the formula as a picture, in both languages", () => {
    for (const { formula } of Object.values(MESSAGES)) {
      const html = String(Formula({ t: formula }));
      expect(html.match(/<li class="(operational|network|embodied|total)">/g)).toHaveLength(4);
      for (const text of [...Object.values(formula.factors), formula.total]) {
        expect(html).toContain(text);
      }
    }
  });

  it("gives headings an address, also Chinese ones", () => {
    expect(toHtml(read("METHODOLOGY.md"))).toContain('<h2 id="what-is-not-counted">');
    expect(toHtml(read("METHODOLOGY.zh.md"))).toContain('<h2 id="没有计入的">');
  });

  it("joins Chinese lines without a space, and no paragraphs", () => {
    expect(toHtml("一行，\n二行\nthree\n\n四")).toBe("<p>一行，二行\nthree</p>\n<p>四</p>\n");
  });

  it("escapes code, and lets what is wide scroll by keyboard", () => {
    expect(toHtml("    a < b & c > d\n")).toBe(
      '<pre tabindex="0"><code>a &lt; b &amp; c &gt; d</code></pre>\n',
    );
    expect(toHtml("| a |\n|---|\n| `b` |\n")).toMatch(/<div class="wide" tabindex="0"><table>/);
  });
});

it("sets CO₂ and × as characters, and leaves links alone", () => {
  const html = toHtml("SCI = E x I, in CO2e ([CO2.js](https://example.org/CO2-x))");
  expect(html).toContain("SCI = E × I, in CO₂e");
  expect(toHtml("接入 kWh x 边缘的 I")).toContain("接入 kWh × 边缘的 I");
  expect(html).toContain('href="https://example.org/CO2-x"');
});
