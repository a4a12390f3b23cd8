import { type Blank, blank, linesOf, type TextLine } from "./blank.ts";

/** "00:00:04,500 --> 00:00:08,000 align:start", of SubRip and WebVTT. */
const TIMING =
  /^\s{0,4}(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}(?:\s{1,4}-->\s{1,4}|,)(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}(?=\s|$)/;
/** "0:05", "(1:02:03)": the time of a transcript, on a line of its own or in front of a sentence. */
const TIME_ALONE = /^\s{0,4}[[(]?(?:\d{1,2}:)?\d{1,3}:\d{2}[\])]?\s{0,4}$/;
const TIME_INSIDE = /[[(](?:\d{1,2}:)?\d{1,3}:\d{2}[\])] ?/g;
/** The beginning of a recording; times of day start later. */
const START = /^\s{0,4}(?:00?:)?00?:[0-5]\d\s/;
const ANY_TIME = /(?<!\S)(?:\d{1,2}:)?\d{1,3}:\d{2}(?=\s)/g;
/** A time in front of a line, and the name of a speaker after it. */
const TIME_FIRST = /^\s{0,4}[[(](?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,:]\d{1,3})?[\])]\s{0,4}/;
const NAMED = /^[^:：.!?。]{1,40}[:：]/;
const HEAD_LENGTH = 80;
/** Minimum number of such times, and minimum share of lines. */
const TIMES = { least: 3, share: 0.3 };
/** "(applause)", "[MUSIC]": a sound, alone on its line. */
const SOUND = /^[([（][^()[\]（）]{1,40}[)\]）]$/;
const HEADER = /^\uFEFF?WEBVTT(?:[ \t]|$)/;
const BLOCK = /^(?:NOTE|STYLE|REGION)(?:[ \t]|$)/;
/** "<v Ana>", "</i>", "{\an8}", "[applause]", "♪ a song ♪": not spoken text. */
const ORNAMENT =
  /<\/?[a-z][^<>\n]{0,100}>|<\d[\d:.]{4,12}>|\{\\[^{}\n]{1,40}\}|\[[^[\]\n]{1,40}\]|[♪♫]/gi;
/** A dash, or the name of a speaker in capitals: "- ", "MAN: ". */
const DASH =
  /^\s{0,4}(?:[-–—]\s?(?=\S)|(?:[-–—>]{1,2}\s?)?\p{Lu}[\p{Lu}\p{N} .'’]{1,24}:\s(?=\S))/u;
const LONGEST_TIMING = 60;
const LONGEST_TIME = 20;
const HAS_TIME = /\d:\d{2}/;

/**
 * A file of subtitles as running text: numbers, times, settings and marks of cues are blanked, and cues are joined,
 * because their lines end anywhere. Any other text is returned unchanged.
 */
export function withoutCues(text: string): string {
  if (!text.includes("-->") && !HAS_TIME.test(text)) return text;
  const lines = [...linesOf(text)];
  const at = (index: number) => {
    const line = lines[index];
    return line ? text.slice(line.start, line.end).trim() : "";
  };
  const isTiming = lines.map(({ start, end }) =>
    TIMING.test(text.slice(start, Math.min(end, start + LONGEST_TIMING))),
  );
  if (!isTiming.includes(true)) return withoutTimes(text, lines);
  const blanks: Blank[] = [];
  /** From one line's end to the next line's start: the cue continues, or another one follows. */
  let from = 0;
  let isSkipping = false;
  let last = "";
  lines.forEach(({ start, end }, index) => {
    const line = at(index);
    if (line === "") isSkipping = false;
    else if ((index === 0 && HEADER.test(line)) || (at(index - 1) === "" && BLOCK.test(line))) {
      isSkipping = true;
    }
    if (SOUND.test(line)) return;
    // Rolling captions show the last line of a cue again in the next one.
    const words = line.replace(ORNAMENT, "").trim();
    if (words !== "" && words === last && !isTiming[index]) return;
    const isName =
      isTiming[index + 1] && (index === 0 || at(index - 1) === "" || /^\d+$/.test(line));
    if (line === "" || isSkipping || isTiming[index] || isName) return;
    const said = start + (DASH.exec(text.slice(start, Math.min(end, start + 40)))?.[0].length ?? 0);
    if (said > from) blanks.push({ start: from, end: said });
    for (const { 0: mark, index: offset } of text.slice(said, end).matchAll(ORNAMENT)) {
      blanks.push({ start: said + offset, end: said + offset + mark.length });
    }
    from = end;
    last = words;
  });
  if (from < text.length) blanks.push({ start: from, end: text.length });
  return blank(text, blanks);
}

/**
 * A transcript whose times stand alone on lines, or in brackets inside running text, without these times. Times at the
 * beginnings of lines are those of a conversation.
 */
function withoutTimes(text: string, lines: readonly TextLine[]): string {
  const written = lines.filter(({ start, end }) => text.slice(start, end).trim() !== "");
  const alone = written.filter(
    ({ start, end }) => end - start < LONGEST_TIME && TIME_ALONE.test(text.slice(start, end)),
  );
  if (alone[0] === written[0] && alone.length >= TIMES.least) {
    if (alone.length < TIMES.share * written.length) return text;
    // With the line break in front, so that a sentence continues after the time.
    return blank(
      text,
      alone.map(({ start, end }) => ({ start: Math.max(0, start - 1), end })),
    );
  }
  const heads = written.flatMap(({ start, end }) => {
    const head = text.slice(start, Math.min(end, start + HEAD_LENGTH));
    const time = TIME_FIRST.exec(head)?.[0];
    return time && !NAMED.test(head.slice(time.length))
      ? [{ start, end: start + time.length }]
      : [];
  });
  if (heads.length >= TIMES.least && heads.length * 2 >= written.length) return blank(text, heads);
  const inside = [
    ...text.matchAll(START.test(text.slice(0, LONGEST_TIME)) ? ANY_TIME : TIME_INSIDE),
  ];
  if (inside.length < TIMES.least || inside.length <= written.length) return text;
  if (text.slice(0, inside[0]?.index).trim() !== "") return text;
  return blank(
    text,
    inside.map(({ 0: mark, index }) => ({ start: index, end: index + mark.length })),
  );
}
