import { readHtml } from "../../src/api/input/html.ts";
import { readMarkdown } from "../../src/api/input/markdown.ts";
import { article } from "./texts.ts";

/** Times the extraction of the text from a page or from Markdown: `node test/bench/input.ts`. */
const ROUNDS = 31;

const prose = article(2_000);
const sentences = prose.split(/(?<=\.)\s+/);
const links = Array.from({ length: 60 }, (_, at) => `<li><a href="/${at}">Page ${at}</a></li>`);

/** Half of it is markup, the minimum for pages of news and of documentation. */
const page = `<!doctype html><html><head><title>A page</title>
<style>${".a { color: red; margin: 0 auto }\n".repeat(200)}</style></head><body>
<nav><ul>${links.join("\n")}</ul></nav><main><h1>A page</h1>
${sentences.map((one) => `<p class="body text" data-track="x">${one} <a href="/more">More</a> <b>now</b>.</p>`).join("\n")}
</main><footer><ul>${links.join("\n")}</ul></footer></body></html>`;
const markdown = `# A page\n\n${sentences
  .map((one, at) =>
    at % 4 === 0 ? `- ${one} [more](https://example.org/)` : `${one} **Now** \`code\`.\n`,
  )
  .join("\n")}`;

function medianMicroseconds(read: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    read();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return times.sort((a, b) => a - b)[(ROUNDS - 1) / 2] as number;
}

for (const [name, text, read] of [
  ["html", page, () => readHtml(page)],
  ["markdown", markdown, () => readMarkdown(markdown)],
] as const) {
  const perCharacter = medianMicroseconds(read) / text.length;
  console.log(
    `${name}: ${text.length} characters, ${perCharacter.toFixed(3)} us of CPU a character`,
  );
}
