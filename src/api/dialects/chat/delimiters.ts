/** A passage between delimiters, and the text around it. */
export interface Enclosed {
  before: string;
  inside: string;
  after: string;
  /** A fence may be code inside the document itself; a tag or triple quotes rarely are. */
  kind: "marks" | "fence" | "tag";
}

const MARKS = ['"""', "'''", "“““"] as const;
const CLOSING: Readonly<Record<string, string>> = { "“““": "”””" };
const FENCE = "```";
/** The first tag must begin within this number of characters. */
const HEAD_LENGTH = 8_000;
const LANGUAGE_LINE = /^[\w+-]{0,20}\n/;

/** Tags of documents that are themselves HTML. */
const HTML_TAGS = new Set(
  "html head body div span p a b i u em strong br hr ul ol li table tr td th h1 h2 h3 h4 h5 h6 img pre code sub sup details summary blockquote main section header footer nav script style small kbd center font".split(
    " ",
  ),
);
const TAG = /<([\p{L}_][\p{L}\p{N}_.-]{0,40})(?: [^<>]{0,200})?>/gu;

/** "<|document|>". */
const TOKEN_TAG = /<\|([a-z_]{1,40})\|>/g;

/** Passages between delimiters, most likely first. Time is linear in the length. */
export function* enclosedIn(text: string): Generator<Enclosed> {
  for (const open of MARKS) {
    const found = between(text, open, CLOSING[open] ?? open);
    if (found) yield { ...found, kind: "marks" };
  }
  const tried = new Set<string>();
  for (const [tag, name = ""] of text.slice(0, HEAD_LENGTH).matchAll(TAG)) {
    if (HTML_TAGS.has(name.toLowerCase()) || tried.has(name) || tried.size === 4) continue;
    tried.add(name);
    // "<START>…<END>", "<begin_text>…<end_text>".
    const end = `<${name.replace(/^(?:start|begin)/i, (word) => (/^[A-Z]{2}/.test(word) ? "END" : "end"))}>`;
    const found =
      between(text, tag, `</${name}>`) ?? (end === tag ? undefined : between(text, tag, end));
    if (found) yield { ...found, kind: "tag" };
  }
  for (const [tag, name = ""] of text.slice(0, HEAD_LENGTH).matchAll(TOKEN_TAG)) {
    if (tried.has(tag) || tried.size >= 8) continue;
    tried.add(tag);
    const closing = [`<|/${name}|>`, `<|end_${name}|>`].find((one) => text.includes(one));
    const found = closing && between(text, tag, closing);
    if (found) yield { ...found, kind: "tag" };
  }
  const lines = betweenLines(text);
  if (lines) yield { ...lines, kind: "tag" };
  const fenced = between(text, FENCE, FENCE);
  if (fenced) {
    const isAlone = !fenced.inside.includes(FENCE);
    if (isAlone)
      yield { ...fenced, inside: fenced.inside.replace(LANGUAGE_LINE, ""), kind: "fence" };
  }
}

/** "BEGIN CONTENT TO SUMMARIZE:" and "=== End ===": lines in capitals, or that begin with a row of marks. */
const BEGIN_LINE =
  /(?:^|\n)((?:[^\p{Ll}\n]{0,24}\b(?:BEGIN|START)\b[^\p{Ll}\n]{0,40}|[-=*#_~+<[]{2,12} ?(?:begin|start)\b[^\n]{0,40}))\n/u;
const END_LINE =
  /\n((?:[^\p{Ll}\n]{0,24}\bEND\b[^\p{Ll}\n]{0,40}|[-=*#_~+<[]{2,12} ?end\b[^\n]{0,40}))(?=\n|$)/u;

function betweenLines(text: string): Omit<Enclosed, "kind"> | undefined {
  const begin = BEGIN_LINE.exec(text.slice(0, HEAD_LENGTH));
  if (!begin) return undefined;
  const start = begin.index + begin[0].length;
  const end = END_LINE.exec(text.slice(start - 1));
  if (!end) return undefined;
  return {
    before: text.slice(0, begin.index),
    inside: text.slice(start, start - 1 + end.index),
    after: text.slice(start - 1 + end.index + end[0].length),
  };
}

function between(text: string, open: string, close: string): Omit<Enclosed, "kind"> | undefined {
  const start = openingOf(text, open, close);
  const end = text.lastIndexOf(close);
  if (start < 0 || end < start + open.length) return undefined;
  return {
    before: text.slice(0, start),
    inside: text.slice(start + open.length, end),
    after: text.slice(end + close.length),
  };
}

/**
 * The offset where the passage opens. A prompt may mention the delimiters first ("in <text></text> tags", "between
 * three backticks ```").
 */
function openingOf(text: string, open: string, close: string): number {
  const places: number[] = [];
  for (let at = text.indexOf(open); at >= 0 && places.length < 8; ) {
    places.push(at);
    at = text.indexOf(open, at + open.length);
  }
  if (open === close) return places.length === 3 ? (places[1] as number) : (places[0] ?? -1);
  const real = places.find((at) => {
    const next = text.slice(at + open.length, at + open.length + close.length + 8);
    return !next.startsWith(close) && !/^\W{0,3}(?:tags?|and)\b/.test(next);
  });
  return real ?? -1;
}

const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "“": "”",
  "„": "“",
  "「": "」",
  "『": "』",
  "«": "»",
  "‘": "’",
  "'": "'",
  "`": "`",
  "[": "]",
  "【": "】",
  "{": "}",
  "<": ">",
  "‹": "›",
  "(": ")",
  "（": "）",
  "|": "|",
};
const APOSTROPHE = /(?<=\p{L})['’](?=\p{L})/gu;
const OPENS = /[\s([{“"]/;

/** A document without the marks that a prompt put around it, unless they belong to the document: "<<<…>>>". */
export function unquoted(text: string): string {
  let bare = text;
  for (let depth = 0; depth < 3; depth++) bare = withoutPair(bare.replace(STOP_OF_PROMPT, "$1"));
  return bare;
}

/** The full stop of the prompt behind a quoted document: "…".". */
const STOP_OF_PROMPT = /([.!?。！？]["”'’」』])\.$/;
/** "||", "**", "§§§", the same at both ends and nowhere between. */
const RUN = /^[^\p{L}\p{N}\s]{2,12}(?=\s{0,4}[^\s])/u;

function withoutPair(text: string): string {
  const run = RUN.exec(text)?.[0];
  if (
    run &&
    text.length > 2 * run.length &&
    text.indexOf(run, run.length) === text.length - run.length
  )
    return text.slice(run.length, -run.length).trim();
  const close = QUOTES[text[0] ?? ""];
  if (close === undefined || text.length < 3 || !text.endsWith(close)) return text;
  const inside = text.slice(1, -1);
  // An apostrophe closes nothing.
  const at = /['’]/.test(close) ? inside.replace(APOSTROPHE, "_") : inside;
  if (close !== text[0]) {
    // The first quotation mark is closed before the end, so the text begins with a quotation of its own.
    const closes = at.indexOf(close);
    const opens = at.indexOf(text[0] as string);
    return closes < 0 || (opens >= 0 && opens < closes) ? inside.trim() : text;
  }
  const next = at.indexOf(close);
  const isInner = next < 0 || next === 0 || OPENS.test(at[next - 1] as string);
  return isInner ? inside.trim() : text;
}
