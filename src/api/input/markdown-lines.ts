/**
 * The parts of Markdown that are handled line by line before parsing: front matter, definitions of links and notes,
 * directives, and markers that nest. The parser's time grows with the depth of nesting, so the depth is limited here.
 */

/** Maximum indentation of a line in columns: about ten levels of a list. */
const MAX_INDENT = 20;
const MAX_FRONT_MATTER = 20_000;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const DEFINITION = /^ {0,3}\[([^[\]]{1,200})\]:[ \t]*\S/;
const ALERT = /^\[![A-Za-z]{1,20}\][-+]?[^\]]{0,80}$/;
/** ":::note", "{% include x %}", "[[_TOC_]]": directives for the site generator. */
const DIRECTIVE = /^(?::::|\{[%{]|\[\[_?toc|\[toc\]|<!--\s*toc)/i;
const REFERENCE = /(!?)\[((?:[^[\]\n]|\n(?!\s)){1,300})\](?:\[([^[\]\n]{0,200})\])?/g;
/** "[^1]", and "^[A note in place.]". */
const FOOTNOTE = /\[\^[^[\]\s]{1,60}\]|\^\[[^[\]\n]{1,600}\]/g;
/** "[[page]]", "[[page|its name]]", "![[file]]": links of wikis. */
const WIKI_LINK = /(!?)\[\[([^[\]|\n]{1,200})(?:\|([^[\]|\n]{1,200}))?\]\]/g;
/** "==marked==", ":tada:". */
const MARKED = /==(?=\S)([^=\n]{1,300})==/g;
const SHORTCODE = /(?<![^\s(]):[a-z][a-z0-9_+-]{1,40}:(?![^\s.,!?)])/g;
/** A line of a program in MDX. */
const MODULE_LINE =
  /^(?:import\s(?:.{1,200}\sfrom\s{1,4})?["'][^"']{1,200}["'];?|export\s(?:const|let|default|function)\b.{0,300})\s{0,8}$/;
/** ": the meaning of a term", under the term. */
const MEANING = /^ {0,3}:[ \t]{1,4}(?=\S)/;

/** The text after all line-by-line handling. Time is linear in its length. */
export function prepared(markdown: string): string {
  const lines = withoutFrontMatter(markdown).split(/\r\n|[\n\r]/);
  const defined = new Set<string>();
  const kept: string[] = [];
  let fence: string | undefined;
  let inNote = false;
  for (const line of lines) {
    const opening = FENCE.exec(line.replace(/^(?: {0,3}> ?){1,8}/, ""))?.[1]?.[0];
    if (opening && (fence === undefined || fence === opening)) {
      fence = fence === undefined ? opening : undefined;
      kept.push(flat(line));
      continue;
    }
    if (fence !== undefined) {
      kept.push(line);
      continue;
    }
    // A note continues in indented lines.
    inNote &&= line.trim() === "" || /^(?: {2}|\t)/.test(line);
    if (inNote) continue;
    const label = DEFINITION.exec(line)?.[1];
    if (label !== undefined) {
      inNote = label.startsWith("^");
      defined.add(label.toLowerCase());
      continue;
    }
    const one = flat(line);
    const text = one.trim();
    if (MEANING.test(one)) kept.push("", one.replace(MEANING, ""));
    else if (ALERT.test(text) || DIRECTIVE.test(text) || MODULE_LINE.test(one)) kept.push("");
    else kept.push(one);
  }
  return withoutReferences(kept.join("\n"), defined);
}

/** Removes YAML or TOML between lines of dashes or pluses at the very start. */
function withoutFrontMatter(markdown: string): string {
  const text = markdown.replace(/^\uFEFF/, "");
  const mark = text.slice(0, 3);
  if (mark !== "---" && mark !== "+++") return text;
  const [first = "", ...lines] = text.slice(0, MAX_FRONT_MATTER).split("\n");
  if (first.trim() !== mark) return text;
  const end = lines.findIndex(
    (line) => line.trim() === mark || (mark === "---" && line.trim() === "..."),
  );
  const members = lines.slice(0, Math.max(0, end)).filter((line) => line.trim() !== "");
  const isData =
    members.length > 0 && /^(?:#|[\w"'.-]+ *[:=]|\[)/.test((members[0] as string).trim());
  if (end < 0 || !isData) return text;
  return text
    .split("\n")
    .slice(end + 2)
    .join("\n");
}

/** A line without its quotation markers and with at most one list marker, indented no deeper than `MAX_INDENT`. */
function flat(line: string): string {
  let at = 0;
  let indent = -1;
  let marker = "";
  for (;;) {
    const start = at;
    while (line[at] === " " || line[at] === "\t") at++;
    if (indent < 0 && line[at] !== ">") indent = columns(line, start, at);
    if (line[at] === ">") {
      at++;
      continue;
    }
    const found = markerAt(line, at);
    if (found === "") break;
    marker = found;
    at += found.length;
  }
  const rest = line.slice(at);
  if (rest === "" && marker === "") return "";
  return `${" ".repeat(Math.min(Math.max(0, indent), MAX_INDENT))}${marker && `${marker} `}${rest}`;
}

/**
 * The list marker at an offset: "-", "*", "+", "12.", "3)" before white space. A line of three such characters is a
 * horizontal rule.
 */
function markerAt(line: string, at: number): string {
  let end = at;
  if ("-*+".includes(line[at] ?? " ")) end++;
  else {
    while (end < at + 9 && /\d/.test(line[end] ?? "")) end++;
    if (end === at || !/[.)]/.test(line[end] ?? "")) return "";
    end++;
  }
  const next = line[end];
  return next === " " || next === "\t" ? line.slice(at, end) : "";
}

const columns = (line: string, from: number, to: number): number => {
  let count = 0;
  for (let at = from; at < to && count < MAX_INDENT; at++) count += line[at] === "\t" ? 4 : 1;
  return count;
};

/**
 * Replaces "[the plan][1]", and "[the plan]" with a definition, by their words; removes numbers of notes and such
 * images.
 */
function withoutReferences(text: string, defined: ReadonlySet<string>): string {
  const noted = text
    .replace(FOOTNOTE, "")
    .replace(WIKI_LINK, (_, image: string, page: string, name = page) => (image === "" ? name : ""))
    .replace(MARKED, "$1")
    .replace(SHORTCODE, "");
  if (defined.size === 0) return noted;
  return noted.replace(REFERENCE, (whole, image: string, words: string, label?: string) => {
    const isDefined = defined.has((label || words).toLowerCase());
    if (!isDefined) return whole;
    return image === "" ? words : "";
  });
}
