import { Marked } from "marked";

/** "What is not counted" -> "what-is-not-counted"; keeps letters of any script. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, "-")
    .replace(/^-|-$/g, "");

/** Code and tables scroll by themselves if they are wider than the screen, also by keyboard. */
const marked = new Marked({
  renderer: {
    heading({ tokens, depth, text }) {
      return `<h${depth} id="${anchorOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    code({ text }) {
      return `<pre tabindex="0"><code>${escapeHtml(text.trimEnd())}</code></pre>\n`;
    },
    table(token) {
      const cells = (row: typeof token.header, tag: "th" | "td") =>
        row.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join("");
      const rows = token.rows.map((row) => `<tr>${cells(row, "td")}</tr>`).join("\n");
      return `<div class="wide" tabindex="0"><table>
<thead><tr>${cells(token.header, "th")}</tr></thead>
<tbody>${rows}</tbody>
</table></div>\n`;
    },
  },
});

const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A line break inside Chinese text, also where the next line is indented: HTML would show a space there. */
const CHINESE_BREAK =
  /(?<=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])\n {0,8}(?=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])/gu;

/** Renders our own Markdown as HTML. Unsafe for text from others: HTML in it is passed through. */
export const toHtml = (markdown: string): string =>
  typeset(marked.parse(markdown.replace(CHINESE_BREAK, ""), { async: false }));

/** Shows CO₂ and × for CO2 and x in the Markdown; only between tags, so that links stay unchanged. */
const typeset = (html: string): string =>
  html
    .replace(/CO2(?=[^<>]*<)/g, "CO₂")
    .replace(/(?<=[\p{Letter}\p{Number})\]] )x(?= [\p{Letter}\p{Number}([][^<>]*<)/gu, "×");
