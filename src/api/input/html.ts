import { Parser } from "htmlparser2";
import { type Block, mainOf } from "./main-content.ts";

/** What a page holds for a reader. */
export interface Page {
  title: string | undefined;
  /** Blocks of the main content, a blank line between them. */
  text: string;
}

const words = (list: string) => new Set(list.split(" "));

/** Never prose of the page's own. */
const SKIPPED = words(
  "script style noscript template svg math iframe object canvas audio video select option button " +
    "textarea datalist nav footer aside dialog head",
);
const SKIPPED_ROLES = words(
  "navigation banner contentinfo complementary search menu menubar dialog",
);
const HEADINGS = words("h1 h2 h3 h4 h5 h6");
const MAIN = words("main article");
/** Each begins and ends a block. */
const BLOCKS = words(
  "address article blockquote body caption center dd details div dl dt fieldset figcaption figure form " +
    "h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul",
);

const MAX_TITLE = 300;

/** As in browsers; to close an element, the parser looks through all that are open. */
const MAX_DEPTH = 512;

/** A page that no browser would show as it is written. */
export class DeepHtmlError extends Error {
  constructor() {
    super(`elements nest deeper than ${MAX_DEPTH}`);
    this.name = "DeepHtmlError";
  }
}

const SPACE = /\s+/g;

/**
 * Reads the main content of a page in one pass, without a tree: cost and memory grow linearly with the page.
 * Scripts and styles are not run. Throws `DeepHtmlError`.
 */
export function readHtml(html: string): Page {
  const blocks: Block[] = [];
  let title = "";
  let inTitle = false;
  let text: string[] = [];
  let linked = 0;
  /** How many elements of each kind stand open around. */
  const open = { skipped: 0, link: 0, main: 0, item: 0, heading: 0, pre: 0 };
  /** What each open element counted as, so that its end counts it out. */
  const stack: (keyof typeof open | null)[] = [];

  const flush = () => {
    const joined = text.join("").replace(SPACE, " ").trim();
    if (joined !== "") {
      blocks.push({
        text: joined,
        linkShare: linked / joined.length,
        isMain: open.main > 0,
        isItem: open.item > 0,
        isHeading: open.heading > 0,
        isCode: open.pre > 0,
      });
    }
    text = [];
    linked = 0;
  };

  const parser = new Parser(
    {
      onopentag(name, { hidden, role = "", "aria-hidden": ariaHidden }) {
        if (BLOCKS.has(name)) flush();
        if (name === "br") text.push(" ");
        if (name === "title" && open.main === 0) inTitle = title === "";
        const kind =
          SKIPPED.has(name) ||
          hidden !== undefined ||
          ariaHidden === "true" ||
          SKIPPED_ROLES.has(role.toLowerCase()) ||
          (name === "header" && open.main === 0)
            ? "skipped"
            : name === "a"
              ? "link"
              : MAIN.has(name) || role === "main"
                ? "main"
                : name === "li"
                  ? "item"
                  : HEADINGS.has(name)
                    ? "heading"
                    : name === "pre"
                      ? "pre"
                      : null;
        if (kind) open[kind]++;
        if (stack.push(kind) > MAX_DEPTH) throw new DeepHtmlError();
      },
      ontext(data) {
        if (inTitle) title = (title + data).slice(0, MAX_TITLE);
        else if (open.skipped === 0) {
          text.push(data);
          if (open.link > 0) linked += data.trim().length;
        }
      },
      onclosetag(name) {
        if (name === "title") inTitle = false;
        if (BLOCKS.has(name)) flush();
        const kind = stack.pop();
        if (kind) open[kind]--;
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  flush();
  return {
    title: title.replace(SPACE, " ").trim() || undefined,
    text: mainOf(blocks)
      .map(({ text: line, isItem }) => (isItem ? `- ${line}` : line))
      .join("\n\n"),
  };
}
