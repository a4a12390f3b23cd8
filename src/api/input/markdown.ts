import { decodeHTML } from "entities";
import { Lexer, type Token, type Tokens } from "marked";
import { readHtml } from "./html.ts";
import { prepared } from "./markdown-lines.ts";

/**
 * For some markup, the lexer's time grows with the square of a block's length, so longer blocks are returned unchanged.
 */
const MAX_INLINE_LENGTH = 4_000;

/**
 * The prose of a Markdown text: headings, paragraphs, quotations and list items as separate blocks, without markup,
 * front matter, link addresses, notes, images and code blocks. The rows of a table stay between bars. A text that
 * consists only of code is returned unchanged. Time is linear in the length.
 * @throws DeepHtmlError
 */
export function readMarkdown(markdown: string): string {
  const blocks = new Lexer({ gfm: true }).blockTokens(prepared(markdown)).flatMap(blocksOf);
  const text = blocks
    .map((block) => block.replace(/\s+/g, " ").trim())
    .filter((block) => /[\p{L}\p{N}]/u.test(block));
  return text.length > 0 ? text.join("\n\n") : markdown;
}

const IN_PAGE_LINK = /^\s{0,4}\[[^\]\n]{1,200}\]\(#[^()\s]{0,200}\)\s{0,4}$/;

function blocksOf(token: Token): string[] {
  switch (token.type) {
    case "heading":
    case "paragraph":
    case "text":
      return [proseOf(token.text)];
    case "list":
      // A table of contents links to places on the page.
      return (token as Tokens.List).items
        .filter(({ text }) => !IN_PAGE_LINK.test(text))
        .flatMap(({ tokens }) =>
          tokens.flatMap(blocksOf).map((block, at) => (at === 0 ? `- ${block}` : block)),
        );
    case "table": {
      const { header, rows } = token as Tokens.Table;
      return [header, ...rows].map(
        (row) => `| ${row.map(({ text }) => proseOf(text)).join(" | ")} |`,
      );
    }
    case "blockquote":
      return ((token as Tokens.Blockquote).tokens ?? []).flatMap(blocksOf);
    case "html":
      return readHtml((token as Tokens.HTML).text).text.split("\n\n");
    default:
      return [];
  }
}

/** The words of a block, without its markup. */
const proseOf = (text: string): string =>
  text.length > MAX_INLINE_LENGTH ? text : decodeHTML(Lexer.lexInline(text).map(wordsOf).join(""));

function wordsOf(token: Token): string {
  if (token.type === "image") return "";
  if ("tokens" in token && token.tokens) return token.tokens.map(wordsOf).join("");
  switch (token.type) {
    case "br":
      return " ";
    case "html":
    case "checkbox":
      return "";
    default:
      return "text" in token ? String(token.text) : "";
  }
}
