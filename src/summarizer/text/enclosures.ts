/** A pair of marks with the enclosed text. */
export interface Enclosure {
  /** Offsets of the opening and of the closing mark. */
  start: number;
  end: number;
  kind: "quote" | "bracket" | "title";
}

/**
 * Maximum length in characters of an enclosure that keeps its sentence together. A whole paragraph in quotation marks,
 * or text after a mark that was never closed, is split as if the mark were absent.
 */
const MAX_LENGTH = { spaced: 300, unspaced: 120 };

type EnclosureKind = Enclosure["kind"];

/** Closing marks by their opening ones. */
const OPENING: ReadonlyMap<string, { close: string; kind: EnclosureKind }> = new Map([
  ["“", { close: "”", kind: "quote" }],
  ["‘", { close: "’", kind: "quote" }],
  ["«", { close: "»", kind: "quote" }],
  ["「", { close: "」", kind: "quote" }],
  ["『", { close: "』", kind: "quote" }],
  ["(", { close: ")", kind: "bracket" }],
  ["（", { close: "）", kind: "bracket" }],
  ["[", { close: "]", kind: "bracket" }],
  ["【", { close: "】", kind: "bracket" }],
  ["〔", { close: "〕", kind: "bracket" }],
  ["《", { close: "》", kind: "title" }],
  ["〈", { close: "〉", kind: "title" }],
]);
const CLOSING = new Set([...OPENING.values()].map(({ close }) => close));
const KINDS: ReadonlyMap<string, EnclosureKind> = new Map(
  [...OPENING.values()].map(({ close, kind }) => [close, kind]),
);

const LETTER = /[\p{L}\p{N}]/u;
const STARTS = /[\s([{“‘«（—–-]/;
const STOP = /[.!?,…]/;
const MARK = /["'`“”„‘’«»「」『』()（）[\]【】〔〕《》〈〉]/g;

/**
 * The pairs of quotation marks, brackets and title marks of a line, in the order of their starts. Linear in the length
 * of the line: each kind of mark has its own stack, and a mark without a partner encloses nothing.
 */
export function enclosuresIn(line: string, isSpaced: boolean): Enclosure[] {
  const most = isSpaced ? MAX_LENGTH.spaced : MAX_LENGTH.unspaced;
  const found: Enclosure[] = [];
  const open = new Map<string, number[]>();
  const push = (close: string, at: number) => {
    const stack = open.get(close);
    if (stack) stack.push(at);
    else open.set(close, [at]);
  };
  const pop = (close: string, at: number, kind: EnclosureKind): boolean => {
    const start = open.get(close)?.pop();
    if (start === undefined || at - start > most) return false;
    found.push({ start, end: at, kind });
    return true;
  };
  for (const { 0: mark, index } of line.matchAll(MARK)) {
    const before = line.charAt(index - 1);
    const after = line.charAt(index + 1);
    const mayOpen = (before === "" || STARTS.test(before)) && after !== "" && after !== " ";
    if (mark === '"') {
      // The same mark opens and closes, so only the last open one counts.
      if (mayOpen) open.set(mark, [index]);
      else if (before !== " ") pop(mark, index, "quote");
    } else if (mark === "'") {
      if (after === "'") pop("''", index + 1, "quote");
      else if (mayOpen && LETTER.test(after)) open.set(mark, [index]);
      else if (STOP.test(before) && !LETTER.test(after)) pop(mark, index, "quote");
    } else if (mark === "`") {
      if (after === "`") open.set("''", [index]);
    } else if (mark === "„") {
      push("“", index);
    } else if (mark === "“" && pop("“", index, "quote")) {
      // „German“: the opening mark of other languages closes here.
    } else if (mark === "’" && LETTER.test(before) && LETTER.test(after)) {
      // An apostrophe.
    } else if (CLOSING.has(mark)) {
      // „Polish”.
      if (!pop(mark, index, KINDS.get(mark) as EnclosureKind) && mark === "”")
        pop("“", index, "quote");
    } else if (!(mark === "(" && /[:;-]/.test(before))) {
      const pair = OPENING.get(mark);
      if (pair) push(pair.close, index);
    }
  }
  return found.sort((one, other) => one.start - other.start);
}
