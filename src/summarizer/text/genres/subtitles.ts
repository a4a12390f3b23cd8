import { type Blank, blank, linesOf } from "./blank.ts";

/** "00:00:04,500 --> 00:00:08,000 align:start", of SubRip and WebVTT. */
const TIMING =
  /^\s{0,4}(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s{1,4}-->\s{1,4}(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}(?=\s|$)/;
const HEADER = /^\uFEFF?WEBVTT(?:[ \t]|$)/;
const BLOCK = /^(?:NOTE|STYLE|REGION)(?:[ \t]|$)/;
/** "<v Ana>", "</i>", "{\an8}", "[applause]", "♪ a song ♪": not spoken text. */
const ORNAMENT =
  /<\/?[a-z][^<>\n]{0,100}>|<\d[\d:.]{4,12}>|\{\\[^{}\n]{1,40}\}|\[[^[\]\n]{1,40}\]|[♪♫]/gi;
const DASH = /^\s{0,4}[-–—]\s?(?=\S)/;
const LONGEST_TIMING = 60;

/**
 * A file of subtitles as running text: numbers, times, settings and marks of cues are blanked, and cues are joined,
 * because their lines end anywhere. Any other text is returned unchanged.
 */
export function withoutCues(text: string): string {
  if (!text.includes("-->")) return text;
  if (!text.includes("-->")) return text;
  const lines = [...linesOf(text)];
  const at = (index: number) => {
    const line = lines[index];
    return line ? text.slice(line.start, line.end).trim() : "";
  };
  const isTiming = lines.map(({ start, end }) =>
    TIMING.test(text.slice(start, Math.min(end, start + LONGEST_TIMING))),
  );
  if (!isTiming.includes(true)) return text;
  const blanks: Blank[] = [];
  /** From one line's end to the next line's start: the cue continues, or another one follows. */
  let from = 0;
  let isSkipping = false;
  lines.forEach(({ start, end }, index) => {
    const line = at(index);
    if (line === "") isSkipping = false;
    else if ((index === 0 && HEADER.test(line)) || (at(index - 1) === "" && BLOCK.test(line))) {
      isSkipping = true;
    }
    const isName =
      isTiming[index + 1] && (index === 0 || at(index - 1) === "" || /^\d+$/.test(line));
    if (line === "" || isSkipping || isTiming[index] || isName) return;
    const said = start + (DASH.exec(text.slice(start, Math.min(end, start + 8)))?.[0].length ?? 0);
    if (said > from) blanks.push({ start: from, end: said });
    for (const { 0: mark, index: offset } of text.slice(said, end).matchAll(ORNAMENT)) {
      blanks.push({ start: said + offset, end: said + offset + mark.length });
    }
    from = end;
  });
  if (from < text.length) blanks.push({ start: from, end: text.length });
  return blank(text, blanks);
}
