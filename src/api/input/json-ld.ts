import { decodeHTML } from "entities";

/** Maximum number of members of one object of linked data that are examined. */
const MAX_NODES = 5_000;
const MAX_LENGTH = 2_000_000;

/**
 * The body of an article that a page gives as linked data (schema.org `articleBody`), the longest if there are
 * several; "" where there is none. `script` is the text of a script of type application/ld+json.
 */
export function articleBodyIn(script: string): string {
  if (script.length > MAX_LENGTH || !script.includes("articleBody")) return "";
  const root = parsed(unwrapped(script));
  let longest = "";
  const open: unknown[] = [root];
  for (let seen = 0; open.length > 0 && seen < MAX_NODES; seen++) {
    const node = open.pop();
    if (typeof node !== "object" || node === null) continue;
    for (const [name, value] of Object.entries(node)) {
      if (name === "articleBody" && typeof value === "string") {
        if (value.length > longest.length) longest = value;
      } else if (typeof value === "object") open.push(value);
    }
  }
  return ESCAPED.test(longest) ? decodeHTML(longest) : longest;
}

/** Some pages wrap the data in a comment, as was once done for scripts. */
const OPENING = ["/*", "//", "<![CDATA[", "<!--", "*/"];
const CLOSING = ["*/", "//", "/*", "]]>", "-->"];

function unwrapped(script: string): string {
  let text = script.trim();
  for (let turn = 0; turn < OPENING.length; turn++) {
    const first = OPENING.find((mark) => text.startsWith(mark));
    const last = CLOSING.find((mark) => text.endsWith(mark));
    if (!first && !last) break;
    text = text.slice(first?.length ?? 0, text.length - (last?.length ?? 0)).trim();
  }
  return text;
}

/** Markup that was escaped once more. */
const ESCAPED = /&(?:lt|gt|amp|quot|nbsp|#\d{1,5}|#x[\da-f]{1,5});/i;
/** Some pages leave line breaks and tabs inside strings. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON does not allow
const CONTROL = /[\u0000-\u001f]+/g;

function parsed(script: string): unknown {
  for (const text of [script, script.replace(CONTROL, " ")]) {
    try {
      return JSON.parse(text);
    } catch {
      // The next form, or none.
    }
  }
  return undefined;
}
