import { leadOf } from "./lead.ts";
import { endsInColon, type Rated, rated } from "./rated.ts";

/** The instructions in front of a document. */
export interface Head {
  /** The offset where they end; 0 if there are none. */
  end: number;
  /** Whether they ask for a summary. */
  asks: boolean;
  /** The question that a summary should answer. */
  question?: string;
}

/** Instructions stand in the first characters of a message. The rest is never searched. */
const HEAD_LENGTH = 8_000;
/** A longer sentence after "Question:" is not a question. */
export const MAX_QUESTION = 400;
const RULES =
  /\b(?:rules?|requirements?|guidelines?|instructions?|constraints?|criteria|steps?|format|notes?|as follows|conditions)\b|\b(?:must|should)\s?[:：]$|要求|规则|格式|步骤|注意|条件|如下/i;

/** The offset where the instructions at the front end. */
export function headOf(text: string, isAsked: boolean): Head {
  const isCut = text.length > HEAD_LENGTH;
  const passages = rated(text, 0, Math.min(text.length, HEAD_LENGTH));
  // The window cuts this sentence, so only a part of it was read.
  if (isCut) passages.pop();
  let end = 0;
  let asks = false;
  let areRules = false;
  let question: string | undefined;
  const taken = (passage: Rated) => {
    end = passage.end;
    if (passage.kind === "ask" || passage.kind === "plain") asks = true;
  };

  const lead = isAsked ? 0 : leadOf(passages);
  passages.slice(0, lead).forEach(taken);
  const [asked, ...below] = passages.slice(lead);
  if (lead === 0 && !isAsked && asked && isQuestionAbout(asked, below)) {
    return { end: asked.end, asks: false, question: asked.text };
  }

  const paragraphs = paragraphsOf(passages.slice(lead));
  for (const [place, paragraph] of paragraphs.entries()) {
    const last = paragraph.at(-1) as Rated;
    if (areRules) {
      paragraph.forEach(taken);
      areRules = false;
      continue;
    }
    const [first] = paragraph as [Rated];
    const isLead =
      (first.kind === "ask" || first.kind === "plain") &&
      endsInColon(last) &&
      last.end - first.start <= 1_000 &&
      last.end < text.length;
    let whole = 0;
    let firm = 0;
    for (const [at, passage] of paragraph.entries()) {
      const { kind } = passage;
      if (
        question === undefined &&
        paragraph[at - 1]?.kind === "question" &&
        isQuestionLine(passage)
      ) {
        question = passage.text;
        firm = whole = at + 1;
        continue;
      }
      // "要求：…。新闻如下：": the document begins behind its label.
      const isNamed = areRules && kind === "label" && at + 1 < paragraph.length;
      if ((areRules && !isNamed) || isLead) {
        whole = firm = at + 1;
        continue;
      }
      if (kind === "other" || (kind === "answer" && passage.end < text.length)) break;
      // In the middle of a document, if another message asks for the summary.
      if (kind === "ask" && isAsked && !endsInColon(passage) && !passage.endsLine) break;
      whole = at + 1;
      if (kind !== "imperative") firm = at + 1;
      const names = kind === "label" && goesOn(paragraph[at + 1]);
      if (kind !== "label" && announcesRules(passage.text) && !names) areRules = true;
      else if (
        endsInColon(passage) &&
        kind !== "wish" &&
        kind !== "imperative" &&
        kind !== "question" &&
        !names
      ) {
        paragraph.slice(0, at + 1).forEach(taken);
        const rest = labelsAfter(passages, passages.indexOf(passage) + 1);
        return allowed({ end: rest ?? end, asks, ...(question !== undefined && { question }) });
      }
    }
    const isWhole = whole === paragraph.length && firm > 0;
    const upTo = isWhole ? whole : firm;
    paragraph.slice(0, upTo).forEach(taken);
    const isBeforeList = isLead && NUMBERED.test(paragraphs[place + 1]?.[0]?.text ?? "");
    areRules = isWhole && (areRules || isBeforeList) && announcesRules(last.text);
    if (!isWhole) break;
  }
  return allowed({ end, asks, ...(question !== undefined && { question }) });

  /** Without a request for a summary, frames and wishes are part of the document. */
  function allowed(found: { end: number; asks: boolean; question?: string }) {
    if (found.asks || found.question !== undefined) return found;
    if (!isAsked) return { end: labelEnd(passages), asks: false };
    const stays = passages.findIndex(
      ({ kind }) => !["frame", "label", "question", "rule"].includes(kind),
    );
    const lastOff = stays < 0 ? passages.at(-1) : passages[stays - 1];
    return { ...found, end: Math.min(found.end, lastOff?.end ?? 0) };
  }
}

/** Behind "Query:", more than one sentence is a document. */
export const isQuestionLine = ({ text, endsLine }: Rated): boolean =>
  text.length <= MAX_QUESTION && (endsLine || /[?？]["'”’]?$/.test(text));

/** "1. Use one paragraph." */
const NUMBERED = /^(?:\d{1,2}[.)、]|[-*•]) ?\S/;

/** "What did they agree on in this conversation?", on a line of its own above the document. */
const isQuestionAbout = (passage: Rated, below: readonly Rated[]): boolean =>
  passage.kind === "other" &&
  passage.endsLine &&
  passage.text.length <= MAX_QUESTION &&
  below.length > 1 &&
  ABOUT_TEXT.test(passage.text);
export const ABOUT_TEXT =
  /\b(?:this|that|the (?:above|following|attached))(?: \p{L}{2,12})? ?(?:text|article|document|passage|story|content|conversation|transcript|e-?mail|message|thread|report|paper|notes|page|post|excerpt|chat|discussion|review|meeting|call|interview)\b.{0,80}[?？]$|(?:这|上|以上|下|以下)(?:篇|段|份|个|面|文)?.{0,30}[?？]$/iu;

/** "Text:" and lines of dashes may stand between the instructions and the document. */
function labelsAfter(passages: Rated[], from: number): number | undefined {
  let end: number | undefined;
  for (const { kind, end: at } of passages.slice(from)) {
    if (kind !== "label" && kind !== "rule") break;
    end = at;
  }
  return end;
}

/** "Human: Summarize this." */
const goesOn = (next: Rated | undefined): boolean =>
  next !== undefined && ["ask", "plain", "frame"].includes(next.kind);

const labelEnd = ([first]: Rated[]): number => (first?.kind === "label" ? first.end : 0);

/** "Follow these rules:" is followed by rules, not by the document. */
const announcesRules = (sentence: string): boolean =>
  (endsInColon({ text: sentence }) || /^#{1,6} /.test(sentence)) && RULES.test(sentence.slice(-60));

function paragraphsOf(passages: Rated[]): Rated[][] {
  const paragraphs: Rated[][] = [];
  let paragraph: Rated[] = [];
  for (const passage of passages) {
    paragraph.push(passage);
    if (passage.endsParagraph) {
      paragraphs.push(paragraph);
      paragraph = [];
    }
  }
  if (paragraph.length > 0) paragraphs.push(paragraph);
  return paragraphs;
}
