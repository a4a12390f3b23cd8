import type { Outcome } from "../outcome.ts";
import { byId, el } from "./dom.ts";
import { t } from "./here.ts";
import { jumpTo } from "./reader.ts";

const WHITE_SPACE = /\s+/g;
const STOP = /[.。]$/;

/** Lays the summary out as it reads, each of its sentences a link to where it stands in the text. */
export function showSummary({ summary, sentences, truncated }: Outcome, isList: boolean): void {
  const parts = partsOf(summary, sentences);
  const body = el(isList ? "ul" : "p");
  if (isList) for (const part of parts) body.append(item(part));
  else body.append(...parts.map(piece));
  byId("summary").replaceChildren(body);
  byId("truncated").hidden = !truncated;
}

interface Part {
  text: string;
  /** Of the sentence; none for what stands between sentences. */
  index?: number;
}

/** Finds the sentences in the summary. One that is not there word for word is no link. */
function partsOf(summary: string, sentences: Outcome["sentences"]): Part[] {
  const parts: Part[] = [];
  let at = 0;
  sentences.forEach(({ text }, index) => {
    const flat = text.replace(WHITE_SPACE, " ");
    // A headline goes without its full stop.
    const form = [flat, flat.replace(STOP, "")].find((one) => summary.indexOf(one, at) !== -1);
    if (!form) return;
    const start = summary.indexOf(form, at);
    if (start > at) parts.push({ text: summary.slice(at, start) });
    parts.push({ text: form, index });
    at = start + form.length;
  });
  if (at < summary.length) parts.push({ text: summary.slice(at) });
  return parts;
}

const piece = (part: Part): Node =>
  part.index === undefined ? document.createTextNode(part.text) : link(part.text, part.index);

/** The dashes between key points are the list's own. */
function item(part: Part): Node {
  if (part.index === undefined && part.text.replace(/[\s-]/g, "") === "") return el("span");
  const entry = el("li");
  entry.append(piece(part));
  return entry;
}

function link(text: string, index: number): HTMLAnchorElement {
  const anchor = el("a", text);
  anchor.href = `#sentence-${index + 1}`;
  anchor.title = t.summary.jump;
  anchor.addEventListener("click", (event) => {
    event.preventDefault();
    byId("reader").dispatchEvent(new Event("show"));
    jumpTo(index);
  });
  return anchor;
}
