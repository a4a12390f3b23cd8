import { readFileSync } from "node:fs";
import { Readability } from "@mozilla/readability";
import { Defuddle } from "defuddle/node";
import { parseHTML } from "linkedom";
import { readHtml } from "../../src/api/input/html.ts";

/**
 * Main content of the pages in `test/fixtures/pages`, by this reader and by two well-kept libraries: the share of facts
 * found and of junk included, and the time for a page and for one a hundred times as long. `npm run bench:readers`.
 */
const FOLDER = "test/fixtures/pages";

interface Expected {
  file: string;
  facts: string[];
  junk: string[];
}

const pages = JSON.parse(readFileSync(`${FOLDER}/pages.json`, "utf8")) as Expected[];

type Read = (html: string) => string | Promise<string>;
const READERS: Readonly<Record<string, Read>> = {
  "this reader": (html) => readHtml(html).text,
  "@mozilla/readability": (html) =>
    new Readability(parseHTML(html).document as never).parse()?.textContent ?? "",
  defuddle: async (html) => {
    const { content } = await Defuddle(parseHTML(html).document as never, "https://example.org/");
    return (
      parseHTML(`<!doctype html><html><body>${content}</body></html>`).document.body.textContent ??
      ""
    );
  },
};

for (const [name, read] of Object.entries(READERS)) {
  let [facts, allFacts, junk, allJunk, perfect] = [0, 0, 0, 0, 0];
  const faults: string[] = [];
  for (const page of pages) {
    const text = await read(readFileSync(`${FOLDER}/${page.file}`, "utf8"));
    const flat = text.replace(/\s+/g, " ");
    const found = page.facts.filter((fact) => flat.includes(fact)).length;
    const kept = page.junk.filter((one) => flat.includes(one));
    facts += found;
    allFacts += page.facts.length;
    junk += kept.length;
    allJunk += page.junk.length;
    if (found === page.facts.length && kept.length === 0) perfect++;
    else
      faults.push(
        `${page.file}: ${found} of ${page.facts.length} facts${kept.map((one) => `, "${one.slice(0, 24)}…"`).join("")}`,
      );
  }
  console.log(
    `${name.padEnd(22)} facts ${((100 * facts) / allFacts).toFixed(1)}%  junk ${((100 * junk) / allJunk).toFixed(1)}%  faultless ${perfect} of ${pages.length}`,
  );
  if (process.argv.includes("--faults")) for (const fault of faults) console.log(`    ${fault}`);
}

const body = readFileSync(`${FOLDER}/01-wordpress.html`, "utf8");
const [before = "", after = ""] = body.split(/(?<=<div class="entry-content">)/);
for (const [name, read] of Object.entries(READERS)) {
  const times: string[] = [];
  for (const copies of [100, 800]) {
    const html =
      before +
      "<p>The river rose, and the town watched it from the wall.</p>".repeat(copies * 10) +
      after;
    await read(html);
    const start = process.cpuUsage();
    await read(html);
    const { user } = process.cpuUsage(start);
    times.push(`${(html.length / 1_000).toFixed(0)} kB ${(user / 1_000).toFixed(1)} ms`);
  }
  console.log(`${name.padEnd(22)} ${times.join(", ")}`);
}
