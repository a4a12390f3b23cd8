import { byId, el } from "./dom.ts";
import { t } from "./here.ts";

/** Characters of a block; the browser lays out only the blocks in view. */
const BLOCK_LENGTH = 4_000;

type Span = { start: number; end: number };

/** Shows a text with spans of it marked; they are in order and do not overlap. */
export function showText(text: string, spans: readonly Span[]): void {
  const reader = byId("reader");
  reader.setAttribute("aria-label", t.source.marked(String(spans.length)));
  reader.replaceChildren();
  let next = 0;
  for (let start = 0; start < text.length; ) {
    const end = endOfBlock(text, start, spans);
    const block = el("div", "", "block");
    let at = start;
    for (let span = spans[next]; span && span.start < end; span = spans[++next]) {
      const mark = el("mark", text.slice(span.start, span.end));
      mark.id = markId(next);
      mark.tabIndex = -1;
      block.append(text.slice(at, span.start), mark);
      at = span.end;
    }
    // The block itself breaks the line.
    block.append(text.slice(at, end).replace(/\n$/, ""));
    reader.append(block);
    start = end;
  }
}

/** Brings a marked span into view, and the focus to it. */
export function jumpTo(index: number): void {
  const mark = byId(markId(index));
  mark.focus({ preventScroll: true });
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  mark.scrollIntoView({ block: "center", behavior: isStill ? "instant" : "smooth" });
}

const markId = (index: number) => `sentence-${index + 1}`;

/** The end of a line, beyond any span that it would cut. */
function endOfBlock(text: string, start: number, spans: readonly Span[]): number {
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
