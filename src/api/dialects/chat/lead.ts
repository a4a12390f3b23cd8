import type { Rated } from "./rated.ts";

/** Instructions with an explanation are no longer than this. */
const MAX_LEAD = 2_000;
/** Words with which people speak to an assistant, or of themselves. */
export const ADDRESSES =
  /(?<![\p{L}])(?:i|i'm|i've|i'll|i'd|me|my|we|our|us|you|you're|your|yours|chatgpt|assistant)(?![\p{L}])|[请你您我]/iu;
const isAsk = ({ kind }: Rated): boolean => kind === "ask" || kind === "plain";

/**
 * The number of passages in front of a request that explain it: "I have no time to read this. Summarize it, please."
 * The document begins on a line of its own after the request. Everything in front of a request that a label such as
 * "Input:" follows is instructions, too.
 */
export function leadOf(passages: readonly Rated[]): number {
  const end = passages.findIndex(({ end }) => end > MAX_LEAD);
  const near = end < 0 ? passages : passages.slice(0, end);
  for (let at = near.length - 1; at > 0; at--) {
    const passage = near[at] as Rated;
    const next = passages[at + 1];
    if (!isAsk(passage) || !next || !isLastRequest(near, at)) continue;
    const isLabeled = next.kind === "label" && (next.endsLine || /[:：]$/.test(next.text));
    const before = near.slice(0, at);
    const explains = before.some(({ kind }) => kind === "other" || kind === "imperative");
    if (isLabeled || (explains && before.every(isOfRequest))) return at;
  }
  return 0;
}

/** Whether nothing but courtesies and wishes follow a request in its line: "Could you shorten this? Cheers!" */
function isLastRequest(passages: readonly Rated[], from: number): boolean {
  for (let at = from; at < passages.length; at++) {
    const { kind, endsLine } = passages[at] as Rated;
    if (at > from && kind !== "frame" && kind !== "wish") return false;
    if (endsLine) return true;
  }
  return false;
}

/** "What happened?" */
const MAX_SHORT_QUESTION = 60;
const isOfRequest = ({ kind, text }: Rated): boolean =>
  (kind !== "other" && kind !== "imperative") ||
  ADDRESSES.test(text.replaceAll("’", "'")) ||
  (text.length <= MAX_SHORT_QUESTION && /[?？]$/.test(text));
