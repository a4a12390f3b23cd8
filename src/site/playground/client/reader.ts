import { byId, el } from "./dom.ts";
import { t } from "./here.ts";

/** Characters per block; the browser lays out only the blocks in view. */
const BLOCK_LENGTH = 4_000;

type TextSpan = { start: number; end: number };

/** The mark of each sentence, by its index in the summary; sentences from the same source share a mark. */
const marks = new Map<number, HTMLElement>();

/** Shows a text with some spans marked, which may be in any order. */
export function showText(text: string, spans: readonly TextSpan[]): void {
  const reader = byId("reader");
  reader.setAttribute("aria-label", t.source.marked(spans.length));
  reader.replaceChildren();
  marks.clear();
  const merged = mergeSpans(spans);
  let next = 0;
  for (let start = 0; start < text.length; ) {
    const end = endOfBlock(text, start, merged);
    const block = el("div", "", "block");
    let at = start;
    for (let span = merged[next]; span && span.start < end; span = merged[++next]) {
      const mark = el("mark", text.slice(span.start, span.end));
      mark.id = `sentence-${(span.indices[0] ?? 0) + 1}`;
      mark.tabIndex = -1;
      for (const index of span.indices) marks.set(index, mark);
      block.append(text.slice(at, span.start), mark);
      at = span.end;
    }
    // The block itself breaks the line.
    block.append(text.slice(at, end).replace(/\n$/, ""));
    reader.append(block);
    start = end;
  }
}

/** Highlights the source of one sentence, or none. */
export function light(index: number | null): void {
  for (const lit of document.querySelectorAll("#reader mark.lit")) lit.classList.remove("lit");
  if (index !== null) marks.get(index)?.classList.add("lit");
}

/** Scrolls to the source of a sentence and moves the focus there. */
export function jumpTo(index: number): void {
  const mark = marks.get(index);
  if (!mark) return;
  mark.focus({ preventScroll: true });
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  mark.scrollIntoView({ block: "center", behavior: isStill ? "instant" : "smooth" });
}

type Merged = TextSpan & { indices: number[] };

/** Spans in the order of the text; overlapping spans are merged. */
function mergeSpans(spans: readonly TextSpan[]): Merged[] {
  const ordered = spans
    .map(({ start, end }, index) => ({ start, end, indices: [index] }))
    .filter(({ start, end }) => end > start)
    .sort((one, other) => one.start - other.start);
  const merged: Merged[] = [];
  for (const span of ordered) {
    const last = merged.at(-1);
    if (last && span.start < last.end) {
      last.end = Math.max(last.end, span.end);
      last.indices.push(...span.indices);
    } else merged.push(span);
  }
  return merged;
}

/** The end of a line, extended beyond any span that it would cut. */
function endOfBlock(text: string, start: number, spans: readonly TextSpan[]): number {
  let from = start + BLOCK_LENGTH;
  for (;;) {
    if (from >= text.length) return text.length;
    const lineEnd = text.indexOf("\n", from);
    const end = lineEnd === -1 ? text.length : lineEnd + 1;
    const cut = spans.find((span) => span.start < end && end < span.end);
    if (!cut) return end;
    from = cut.end;
  }
}
