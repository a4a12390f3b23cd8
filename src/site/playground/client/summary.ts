import { LOCALES } from "../../../contract/language.ts";
import type { Outcome } from "../outcome.ts";
import { reasonIn } from "../reasons.ts";
import { byId, el } from "./dom.ts";
import { here, t } from "./here.ts";
import { jumpTo, light } from "./reader.ts";

const WHITE_SPACE = /\s+/g;
/** The words of a reason that are about the request; a reader wants to know the check. */
const AS_ASKED = /^As asked(?=[.:;])/;
const STOP = /[.。]$/;

/** Shows the summary. Each sentence links to its source in the text and highlights it on hover. */
export function showSummary(
  { summary, sentences, truncated, modeReason, isWritten }: Outcome,
  isList: boolean,
): void {
  const parts = partsOf(summary, sentences);
  const body = el(isList ? "ul" : "p");
  if (isList) for (const part of parts) body.append(item(part));
  else body.append(...parts.map(piece));
  byId("summary").replaceChildren(body);
  byId("truncated").hidden = !truncated;
  showModeReason(modeReason, isWritten);
}

/** The result of the check of a written text, also where it replaced the text by sentences of the source. */
function showModeReason(reason: string | null, isWritten: boolean): void {
  const { text, lang } = reasonIn(here.language, reason ?? "");
  const place = byId("mode-reason");
  place.textContent = lang === "en" ? text.replace(AS_ASKED, t.summary.checked) : text;
  place.lang = LOCALES[lang];
  place.hidden = !isWritten && !text.includes(t.summary.fellBack);
}

/** Clears the summary before text is written. */
export function showDraft(): void {
  const draft = el("p", "", "draft");
  draft.setAttribute("aria-busy", "true");
  byId("summary").replaceChildren(draft);
  byId("mode-reason").hidden = true;
}

/** Appends a piece to the text that is being written. */
export function addDraft(text: string): void {
  document.querySelector("#summary .draft")?.append(text);
}

/** Marks the summary as outdated because the text has changed. */
export function showStale(isStale: boolean): void {
  byId("stale").hidden = !isStale;
  byId("result").toggleAttribute("data-stale", isStale);
}

interface ShownPart {
  text: string;
  sentence?: { index: number; how: Outcome["sentences"][number]["how"] };
}

/** Finds the sentences in the summary. Text between them, or outside any sentence, has no link. */
function partsOf(summary: string, sentences: Outcome["sentences"]): ShownPart[] {
  const parts: ShownPart[] = [];
  let at = 0;
  sentences.forEach(({ text, how }, index) => {
    const flat = text.replace(WHITE_SPACE, " ");
    // A headline has no full stop at its end.
    const form = [flat, flat.replace(STOP, "")].find((one) => summary.indexOf(one, at) !== -1);
    if (!form) return;
    const start = summary.indexOf(form, at);
    if (start > at) parts.push({ text: summary.slice(at, start) });
    parts.push({ text: form, sentence: { index, how } });
    at = start + form.length;
  });
  if (at < summary.length) parts.push({ text: summary.slice(at) });
  return parts;
}

const piece = ({ text, sentence }: ShownPart): Node =>
  sentence ? link(text, sentence) : document.createTextNode(text);

/** The list draws its own dashes between key points. */
function item(part: ShownPart): Node {
  if (!part.sentence && part.text.replace(/[\s-]/g, "") === "") return el("span");
  const entry = el("li");
  entry.append(piece(part));
  return entry;
}

function link(text: string, { index, how }: NonNullable<ShownPart["sentence"]>): HTMLAnchorElement {
  const anchor = el("a", text);
  anchor.href = `#sentence-${index + 1}`;
  anchor.title = how ? t.summary.how[how] : t.summary.jump;
  for (const type of ["pointerenter", "focus"]) anchor.addEventListener(type, () => light(index));
  for (const type of ["pointerleave", "blur"]) anchor.addEventListener(type, () => light(null));
  anchor.addEventListener("click", (event) => {
    event.preventDefault();
    byId("reader").dispatchEvent(new Event("show"));
    jumpTo(index);
  });
  return anchor;
}
