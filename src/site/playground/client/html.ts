const SKIPPED =
  "script, style, noscript, template, nav, aside, form, button, svg, iframe, [hidden]";
const BLOCKS = new Set(
  "ADDRESS ARTICLE BLOCKQUOTE DD DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TR UL".split(
    " ",
  ),
);

/** The words of an HTML document, a paragraph for each block; nothing in it is run or loaded. */
export function textOfHtml(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const element of page.querySelectorAll(SKIPPED)) element.remove();
  const root = page.querySelector("main, article") ?? page.body;
  return wordsOf(root)
    .replace(/[ \t]*\n\s*/g, "\n\n")
    .trim();
}

function wordsOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? "").replace(/\s+/g, " ");
  if (node.nodeName === "BR") return "\n";
  const words = Array.from(node.childNodes, wordsOf).join("");
  if (!BLOCKS.has(node.nodeName)) return words;
  return node.nodeName === "LI" ? `\n- ${words.trim()}\n` : `\n${words}\n`;
}
