/** The reader that a shape attacks. */
export type Target = "text" | "html" | "markdown" | "json" | "ndjson" | "query" | "header";

/** Deliberately slow input; `of` gives about this number of characters of it. */
export interface Shape {
  target: Target;
  name: string;
  of(characters: number): string;
}

const repeated =
  (unit: string, before = "", after = "") =>
  (characters: number): string =>
    before + unit.repeat(Math.max(1, Math.floor(characters / unit.length))) + after;

const nested =
  (open: string, close: string, inside = "a.") =>
  (characters: number): string => {
    const depth = Math.max(1, Math.floor(characters / (open.length + close.length)));
    return open.repeat(depth) + inside + close.repeat(depth);
  };

const numbered =
  (unit: (at: number) => string) =>
  (characters: number): string => {
    let made = "";
    for (let at = 0; made.length < characters; at++) made += unit(at);
    return made;
  };

const shapes = (target: Target, all: Record<string, (characters: number) => string>): Shape[] =>
  Object.entries(all).map(([name, of]) => ({ target, name, of }));

/** Shapes of the lines and sentences that texts are split into. */
const TEXT = {
  "very short sentences": repeated("a. "),
  "short sentences with capitals": repeated("A. "),
  "one word without end": repeated("a"),
  "one sentence without end": repeated("so "),
  "full stops": repeated("."),
  "spaced full stops": repeated(". "),
  "question and exclamation marks": repeated("?!"),
  "empty lines": repeated("\n", "", "One sentence is here."),
  "spaces before a sentence": repeated(" ", "", "a."),
  tabs: repeated("\t", "a", "b."),
  "opening quotation marks": repeated("“"),
  "nested parentheses": nested("(", ")"),
  abbreviations: repeated("Dr. "),
  initials: repeated("J. R. "),
  "numbers with points": repeated("1.2.3."),
  digits: repeated("9"),
  "thousands separators": repeated("1,234,"),
  "bullet points": repeated("- a\n"),
  "list numbers": numbered((at) => `${at}. a\n`),
  "headings underlined": repeated("a\n===\n"),
  "table rows": repeated("a | b | c\n"),
  hyphens: repeated("a-"),
  dashes: repeated(" — "),
  "combining marks": repeated("\u0301", "e"),
  "joined emoji": repeated("👩‍"),
  "lone surrogates": repeated("\ud83d "),
  "Chinese full stops": repeated("。"),
  "short Chinese sentences": repeated("好。"),
  "Chinese without stops": repeated("好"),
  URLs: repeated("https://a.b/c?d=e "),
  "one long URL": repeated("/a", "https://a.b"),
  "sentences that are all alike": repeated("The boat came in at dawn. "),
  "sentences that are all different": numbered((at) => `Boat ${at} came in ${at * 7} hours late. `),
  "sentences of different words": numbered(
    (at) => `${(at * 7_919).toString(36)} ${(at * 104_729).toString(36)}. `,
  ),
  "zero-width characters": repeated("\u200b", "a", "b."),
  "carriage returns": repeated("\r", "a", "."),
  "right-to-left marks": repeated("\u202e", "a", "."),
};

const HTML = {
  "nested elements": nested("<div>", "</div>"),
  "elements left open": repeated("<p>a."),
  "tags left open": repeated("<a "),
  "angle brackets": repeated("<"),
  attributes: repeated("a=b ", "<p ", ">a.</p>"),
  "one long attribute": repeated("a", '<p title="', '">a.</p>'),
  "comments left open": repeated("<!--", "a."),
  "many comments": repeated("<!---->"),
  entities: repeated("&amp;"),
  "entities without end": repeated("&"),
  "closing tags": repeated("</p>"),
  links: repeated('<a href="/">a</a> '),
  "nested lists": nested("<ul><li>", "</li></ul>"),
  "nested tables": nested("<table><tr><td>", "</td></tr></table>"),
  scripts: repeated("<script>a</script>"),
  "misnested formatting": repeated("<b><i></b></i>a. "),
  "short paragraphs": repeated("<p>a.</p>"),
  CDATA: repeated("<![CDATA["),
};

const MARKDOWN = {
  "nested quotes in lists": repeated("- > "),
  "nested quotes": repeated(">"),
  "nested lists": numbered((at) => `${" ".repeat(2 * (at % 500))}- a\n`),
  "opening brackets": repeated("["),
  "images left open": repeated("!["),
  "links left open": repeated("[a]("),
  "emphasis left open": repeated("*a "),
  underscores: repeated("_a__"),
  backticks: repeated("`"),
  "growing backticks": numbered((at) => `${"`".repeat((at % 300) + 1)} `),
  pipes: repeated("|a", "", "\n|-"),
  backslashes: repeated("\\"),
  "reference definitions": numbered((at) => `[${at}]: /a\n`),
  tildes: repeated("~a~"),
  "autolinks left open": repeated("<a:"),
  "HTML comments left open": repeated("<!-- a\n\n"),
  "emphasis marks": repeated("**a *b "),
  "hard breaks": repeated("a  \n"),
};

const JSON_SHAPES = {
  "nested arrays": nested("[", "]", "1"),
  "nested objects": nested('{"a":', "}", "1"),
  escapes: (n: number) => JSON.stringify({ text: "\u0001".repeat(n / 6) }),
  "many fields": numbered((at) => (at === 0 ? "{" : `"f${at}":1,`)),
  digits: repeated("9", '{"text":"a.","max_length":', "}"),
  spaces: repeated(" ", "{", '"text":"a."}'),
  "many documents": (n: number) =>
    JSON.stringify({ documents: new Array(Math.max(1, Math.floor(n / 14))).fill({ text: "a." }) }),
};

const NDJSON = {
  "empty lines": repeated("\n"),
  "short lines": repeated("{}\n"),
  "one line without end": repeated("a"),
};

const QUERY = {
  words: repeated("boat "),
  "different words": numbered((at) => `w${at} `),
  spaces: repeated(" ", "a"),
};

const HEADER = {
  "Accept-Language": repeated("en;q=0.1,"),
  "Accept without end": repeated("text/html;"),
  "Accept of commas": repeated(","),
  "Authorization of spaces": repeated(" ", "Bearer"),
  "Authorization of Basic": repeated("QQ==", "Basic "),
  "Content-Type parameters": repeated(";charset=utf-8", "application/json"),
  "Idempotency-Key": repeated('"'),
};

/** All shapes; at least 60, of every kind of input that a caller controls. */
export const CATALOGUE: readonly Shape[] = [
  ...shapes("text", TEXT),
  ...shapes("html", HTML),
  ...shapes("markdown", MARKDOWN),
  ...shapes("json", JSON_SHAPES),
  ...shapes("ndjson", NDJSON),
  ...shapes("query", QUERY),
  ...shapes("header", HEADER),
];
