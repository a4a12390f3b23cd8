import { Parser } from "htmlparser2";
import { furnitureOf } from "./furniture.ts";
import { type HtmlAttributes, hiddenSelectors, isHidden } from "./hidden.ts";
import { articleBodyIn } from "./json-ld.ts";
import { isSaying, mainOf, type PageBlock } from "./main-content.ts";

/** The readable content of a page. */
export interface HtmlPage {
  title: string | undefined;
  /** Blocks of the main content, separated by blank lines. */
  text: string;
}

const words = (list: string) => new Set(list.split(/\s+/));

/** Elements that never contain the page's own prose. */
const SKIPPED = words(
  `script style noscript template svg math iframe object canvas audio video select option button textarea datalist nav
  footer aside dialog head map progress meter`,
);
const HEADINGS = words("h1 h2 h3 h4 h5 h6");
const MAIN = words("main article");
/** Elements that begin and end a block. */
const BLOCKS = words(
  `address article blockquote body caption center dd details dir div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5
  h6 header hgroup hr html legend li main menu ol p pre search section summary table tbody td tfoot th thead tr ul`,
);

/** "wp-caption-text", "image-caption". */
const CAPTION = /(?:^|[\s_-])caption(?:-text)?(?:$|\s)/i;

const MAX_TITLE = 300;

/** The limit of browsers. To close an element, the parser searches all open ones. */
const MAX_DEPTH = 512;

/** A page nested more deeply than browsers support. */
export class DeepHtmlError extends Error {
  constructor() {
    super(`elements nest deeper than ${MAX_DEPTH}`);
    this.name = "DeepHtmlError";
  }
}

const SPACE = /\s+/g;

/** How an element counts while it is open. */
type ElementRole =
  | "skipped"
  | "comments"
  | "link"
  | "main"
  | "item"
  | "heading"
  | "pre"
  | "caption"
  | "sheet"
  | "data";

/** Elements that hold text only on pages that have it nowhere else. */
const BESIDE_TEXT = words("aside footer dialog header");
/** "[1]", "[note 2]": a reference to a note. */
const NOTE_REFERENCE = /^\[[\p{L}\p{N} ]{1,12}\]$/u;

/**
 * Reads the main content of a page without building a tree: time and memory grow linearly with the page. Scripts are
 * not run, and only styles that hide text are considered. If there is no prose, the page is read again, with the parts
 * whose names suggest that they are not its text.
 * @throws DeepHtmlError
 */
export function readHtml(html: string): HtmlPage {
  const { title, blocks, articleBody } = readBlocks(html, true);
  let found = mainOf(blocks);
  if (articleBody === "" && !found.some(isSaying)) {
    const all = mainOf(readBlocks(html, false).blocks);
    if (all.some(isSaying)) found = all;
  }
  return { title, text: better(textOf(found), articleBody) };
}

interface PageParts {
  title: string | undefined;
  blocks: PageBlock[];
  /** The body in the page's linked data; "" if there is none. */
  articleBody: string;
}

function readBlocks(html: string, trustsNames: boolean): PageParts {
  const blocks: PageBlock[] = [];
  let title = "";
  let inTitle = false;
  let text: string[] = [];
  let linked = 0;
  /** The parts of the block, and those in links, before the last raised text. */
  let raised = { from: 0, linked: 0 };
  /** Whether a line break was just read: a second one ends the paragraph. */
  let isBroken = false;
  /** Text of a style sheet or of linked data, while one is open. */
  let aside: string[] = [];
  let articleBody = "";
  const hiddenBySheet = new Set<string>();
  /** Number of open elements of each role. */
  const open: Record<ElementRole, number> = {
    skipped: 0,
    comments: 0,
    link: 0,
    main: 0,
    item: 0,
    heading: 0,
    pre: 0,
    caption: 0,
    sheet: 0,
    data: 0,
  };
  /** The role of each open element, so that its end tag is counted correctly. */
  const stack: (ElementRole | null)[] = [];

  const flush = () => {
    isBroken = false;
    const joined = text.join("").replace(SPACE, " ").trim();
    if (joined !== "") {
      blocks.push({
        text: joined,
        linkShare: linked / joined.length,
        isMain: open.main > 0,
        isItem: open.item > 0,
        isHeading: open.heading > 0,
        isCode: open.pre > 0,
        isComment: open.comments > 0,
        isCaption: open.caption > 0,
      });
    }
    text = [];
    linked = 0;
    raised = { from: 0, linked: 0 };
  };

  function roleOf(name: string, attributes: HtmlAttributes): ElementRole | null {
    if (name === "style") return "sheet";
    if (name === "script") {
      return /^application\/ld\+json/i.test(attributes.type ?? "") ? "data" : "skipped";
    }
    if (open.skipped > 0) return null;
    // Some pages hide the body while it loads, and a script shows it later.
    if (name === "body" || name === "html") return null;
    if (BESIDE_TEXT.has(name) && !trustsNames) return null;
    if (SKIPPED.has(name) || isHidden(name, attributes, hiddenBySheet)) return "skipped";
    if (name === "header" && open.main === 0) return "skipped";
    const furniture = trustsNames ? furnitureOf(name, attributes) : undefined;
    if (furniture) return furniture === "notice" ? "skipped" : "comments";
    if (name === "a") return "link";
    if (MAIN.has(name) || attributes.role === "main" || attributes.itemprop === "articleBody") {
      return "main";
    }
    if (name === "li") return "item";
    if (HEADINGS.has(name) || attributes.role === "heading") return "heading";
    if (name === "figcaption" || CAPTION.test(attributes.class ?? "")) return "caption";
    return name === "pre" ? "pre" : null;
  }

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (BLOCKS.has(name)) flush();
        if (name === "br") {
          if (isBroken) flush();
          else text.push(" ");
          isBroken = !isBroken;
        }
        if (name === "title" && open.main === 0 && open.skipped < 2) inTitle = title === "";
        const role = roleOf(name, attributes);
        if (role === "heading") flush();
        if (name === "sup") raised = { from: text.length, linked };
        if (role) open[role]++;
        if (stack.push(role) > MAX_DEPTH) throw new DeepHtmlError();
      },
      ontext(data) {
        if (inTitle) title = (title + data).slice(0, MAX_TITLE);
        else if (open.sheet > 0 || open.data > 0) aside.push(data);
        else if (open.skipped === 0) {
          text.push(data);
          const isSpace = data.trim() === "";
          if (!isSpace) isBroken = false;
          if (open.link > 0) linked += data.trim().length;
        }
      },
      onclosetag(name) {
        if (name === "title") inTitle = false;
        const role = stack.pop();
        if (name === "sup" && NOTE_REFERENCE.test(text.slice(raised.from).join("").trim())) {
          text.length = raised.from;
          linked = raised.linked;
        }
        if (BLOCKS.has(name) || role === "heading") flush();
        if (!role) return;
        open[role]--;
        if (role === "sheet")
          for (const selector of hiddenSelectors(aside.join(""))) hiddenBySheet.add(selector);
        if (role === "data") {
          const body = articleBodyIn(aside.join(""));
          if (body.length > articleBody.length) articleBody = body;
        }
        if (role === "sheet" || role === "data") aside = [];
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  flush();
  return { title: title.replace(SPACE, " ").trim() || undefined, blocks, articleBody };
}

const textOf = (blocks: readonly PageBlock[]): string =>
  blocks.map(({ text, isItem }) => (isItem ? `- ${text}` : text)).join("\n\n");

/** The article body in the page's linked data, if the page shows less than half of it. */
function better(shown: string, articleBody: string): string {
  if (articleBody.length < 2 * shown.length || articleBody.trim() === "") return shown;
  const isMarkup = /<(?:p|br|div|h\d)\b/i.test(articleBody.slice(0, 10_000));
  const body = isMarkup
    ? readHtml(`<main>${articleBody.replaceAll("application/ld+json", "")}</main>`).text
    : articleBody;
  const lines = body.split(/[\r\n]+/).map((line) => line.replace(SPACE, " ").trim());
  return lines.filter(Boolean).join("\n\n");
}
