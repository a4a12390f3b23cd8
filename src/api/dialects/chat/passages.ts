/** A sentence or line of a message, trimmed. Offsets are in UTF-16 code units. */
export interface MessagePassage {
  start: number;
  end: number;
  /** Whether it is the last of its line, or of its paragraph. */
  endsLine: boolean;
  endsParagraph: boolean;
}

const STOPS = new Set(".!?:");
/** They end a sentence regardless of the next character. */
const FULL_WIDTH_STOPS = new Set("。！？：");
const CLOSERS = new Set("\"'”’)」』*_`");
const SPACE = /\s/;
const LOWER = /\p{Ll}/u;
const DIGIT = /\d/;

/**
 * Cuts `text.slice(from, to)` into sentences: at a stop or colon before white space, and at the end of a line unless
 * the line was only wrapped. A line was wrapped if it has no stop and the next line begins in lower case, in brackets or not. Time is
 * linear in the length.
 */
export function passagesOf(text: string, from = 0, to = text.length): MessagePassage[] {
  const passages: MessagePassage[] = [];
  let start = from;
  const push = (end: number, endsLine: boolean, endsParagraph: boolean) => {
    let first = start;
    let last = end;
    while (first < last && SPACE.test(text[first] as string)) first++;
    while (last > first && SPACE.test(text[last - 1] as string)) last--;
    if (first < last) passages.push({ start: first, end: last, endsLine, endsParagraph });
    start = end;
  };
  for (let at = from; at < to; at++) {
    const char = text[at] as string;
    if (char === "\n") {
      let next = at;
      let breaks = 0;
      while (next < to && SPACE.test(text[next] as string)) {
        if (text[next] === "\n") breaks++;
        next++;
      }
      const first = text[next] === "(" ? next + 1 : next;
      const isWrapped = breaks === 1 && start < at && LOWER.test(text[first] ?? "");
      if (!isWrapped) {
        const had = passages.length;
        push(at, true, breaks > 1 || next === to);
        const last = passages.at(-1);
        // The stop before the line break has already ended the sentence.
        if (had === passages.length && last) {
          last.endsLine = true;
          last.endsParagraph ||= breaks > 1 || next === to;
        }
      }
      at = next - 1;
      continue;
    }
    const isFullWidth = FULL_WIDTH_STOPS.has(char);
    if (!isFullWidth && !STOPS.has(char)) continue;
    let end = at + 1;
    while (end < to && CLOSERS.has(text[end] as string)) end++;
    if (isFullWidth) push(char === "：" ? at + 1 : end, false, false);
    else if (end === to || SPACE.test(text[end] as string)) {
      // "1." numbers an item.
      const isNumber = char === "." && DIGIT.test(text[at - 1] ?? "") && at - start <= 3;
      if (!isNumber) push(end, false, false);
    }
  }
  push(to, true, true);
  const last = passages.at(-1);
  if (last) last.endsLine = last.endsParagraph = true;
  return passages;
}
