import { enclosedIn, unquoted } from "./delimiters.ts";
import { isBareWish, kindOf, type PassageKind } from "./kind.ts";
import { type MessagePassage, passagesOf } from "./passages.ts";

/** A message, with its instructions separated from its document. */
export interface Apart {
  instruction: string;
  /** "" if the message consists of instructions only. */
  document: string;
  /** Whether the instructions ask for a summary. */
  asks: boolean;
  /** The question that a summary should answer. */
  question?: string;
}

/** Instructions stand in the first or the last characters of a message. The rest is never searched. */
const HEAD_LENGTH = 8_000;
const TAIL_LENGTH = 3_000;
const MAX_QUESTION = 400;
/** Instructions around a delimited document may contain sentences that this program does not understand. */
const MAX_UNKNOWN = { marks: 1_500, tag: 6_000 };
const RULE_LINE = /^[-=*_#~]{3,80}$/;
const RULES =
  /\b(?:rules?|requirements?|guidelines?|instructions?|constraints?|criteria|steps?|format|notes?|as follows|conditions)\b|要求|规则|格式|步骤|注意|条件|如下/i;
const ENDS_IN_COLON = /[:：]["'“”*_`\s]{0,6}$/;

/**
 * Separates instructions from the document, wherever the instructions stand: before the document, after it, or around
 * it with delimiters. `isAsked` means that another message asks for a summary; then fewer sentences of this message
 * count as instructions. Time is linear in the length of the message.
 *
 *     takeApart("Summarize in one sentence:\n\nThe port closes.").document // "The port closes."
 */
export function takeApart(message: string, isAsked = false): Apart {
  const text = message.trim();
  return ofJson(text, isAsked) ?? enclosed(text, isAsked) ?? peeled(text, isAsked);
}

/** A message that a program wrote: {"task": "summarize", "text": "…"}. Its longest string is the document. */
function ofJson(text: string, isAsked: boolean): Apart | undefined {
  if (!text.startsWith("{") || !text.endsWith("}")) return undefined;
  let parsed: object;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const strings = Object.values(parsed).filter((value) => typeof value === "string");
  const longest = strings.reduce((most, one) => (one.length > most.length ? one : most), "");
  if (longest.length < text.length / 2) return undefined;
  const instruction = strings.filter((one) => one !== longest).join("\n");
  const asks = asksAnywhere(instruction);
  const apart = takeApart(longest, isAsked || asks);
  return {
    ...apart,
    instruction: [instruction, apart.instruction].filter(Boolean).join("\n"),
    asks: asks || apart.asks,
  };
}

/** A delimited document with nothing but instructions around it. */
function enclosed(text: string, isAsked: boolean): Apart | undefined {
  for (const { before, inside, after, kind } of enclosedIn(text)) {
    const head = peeled(before, isAsked);
    const tail = peeled(after, isAsked || head.asks);
    const around = `${before.slice(-MAX_UNKNOWN.tag)}\n\n${after.slice(0, MAX_UNKNOWN.tag)}`;
    const asks = head.asks || tail.asks || (kind !== "fence" && asksAnywhere(around));
    const unknown = head.document.length + tail.document.length;
    const most = kind === "fence" ? 0 : MAX_UNKNOWN[kind === "tag" ? "tag" : "marks"];
    if (inside.trim() === "" || (!asks && !isAsked)) continue;
    if (unknown > most || (kind === "marks" && unknown > inside.length)) continue;
    const question = tail.question ?? head.question;
    return {
      instruction: `${before.trim()}\n${after.trim()}`.trim(),
      document: inside.trim(),
      asks,
      ...(question !== undefined && { question }),
    };
  }
  return undefined;
}

/** Removes instructions at either end, and between the parts that lines of dashes separate. */
function peeled(text: string, isAsked: boolean): Apart {
  let head = headOf(text, isAsked);
  const tail = tailOf(text.slice(head.end), isAsked || head.asks, isAsked);
  if (tail.asks && !head.asks && head.question === undefined) {
    head = { ...headOf(text.slice(0, head.end + tail.start), true), asks: false };
    return joined(head, tailOf(text.slice(head.end), isAsked, isAsked), text, isAsked);
  }
  return joined(head, tail, text, isAsked);
}

type Head = ReturnType<typeof headOf>;
type Tail = ReturnType<typeof tailOf>;

function joined(head: Head, tail: Tail, text: string, isAsked: boolean): Apart {
  const asks = head.asks || tail.asks;
  const parts = [text.slice(0, head.end).trim(), text.slice(head.end + tail.start).trim()];
  let document = text.slice(head.end, head.end + tail.start).trim();
  if (asks && /^[-=*_#~]{3,80}$/m.test(document)) {
    const sections = sectionsOf(document).map(peeledOnce);
    document = sections
      .map((section) => section.document)
      .filter(Boolean)
      .join("\n\n");
    parts.push(...sections.map(({ instruction }) => instruction));
  }
  const question = tail.question ?? head.question;
  return {
    instruction: parts.filter(Boolean).join("\n"),
    document: asks || isAsked ? unquoted(document) : document,
    asks,
    ...(question !== undefined && { question }),
  };
}

function peeledOnce(text: string): { instruction: string; document: string } {
  const head = headOf(text, true);
  const tail = tailOf(text.slice(head.end), true, true);
  return {
    instruction: `${text.slice(0, head.end)}\n${text.slice(head.end + tail.start)}`.trim(),
    document: unquoted(text.slice(head.end, head.end + tail.start).trim()),
  };
}

const sectionsOf = (text: string): string[] => {
  const sections: string[][] = [[]];
  for (const line of text.split("\n")) {
    if (RULE_LINE.test(line.trim())) sections.push([]);
    else sections.at(-1)?.push(line);
  }
  return sections.map((lines) => lines.join("\n").trim()).filter(Boolean);
};

const asksAnywhere = (text: string): boolean =>
  rated(text, 0, text.length).some(({ kind }) => kind === "ask" || kind === "plain");

const endsInColon = ({ text }: { text: string }): boolean => ENDS_IN_COLON.test(text.slice(-8));

/** "Follow these rules:" is followed by rules, not by the document. */
const announcesRules = (sentence: string): boolean =>
  (endsInColon({ text: sentence }) || /^#{1,6} /.test(sentence)) && RULES.test(sentence.slice(-60));

interface Rated extends MessagePassage {
  kind: PassageKind | "rule";
  text: string;
}

const rated = (text: string, from: number, to: number): Rated[] =>
  passagesOf(text, from, to).map((passage) => {
    const sentence = text.slice(passage.start, passage.end);
    return {
      ...passage,
      text: sentence,
      kind: RULE_LINE.test(sentence) ? "rule" : kindOf(sentence),
    };
  });

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

/** The offset where the instructions at the front end. */
function headOf(text: string, isAsked: boolean): { end: number; asks: boolean; question?: string } {
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

  for (const paragraph of paragraphsOf(passages)) {
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
        passage.text.length <= MAX_QUESTION
      ) {
        question = passage.text;
        firm = whole = at + 1;
        continue;
      }
      if (areRules || isLead) {
        whole = firm = at + 1;
        continue;
      }
      if (kind === "other" || (kind === "answer" && passage.end < text.length)) break;
      // In the middle of a document, if another message asks for the summary.
      if (kind === "ask" && isAsked && !endsInColon(passage) && !passage.endsLine) break;
      whole = at + 1;
      if (kind !== "imperative") firm = at + 1;
      const names = kind === "label" && goesOn(paragraph[at + 1]);
      if (announcesRules(passage.text) && !names) areRules = true;
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
    areRules &&= isWhole && announcesRules(last.text);
    if (!isWhole) break;
  }
  return allowed({ end, asks, ...(question !== undefined && { question }) });

  /** Without a request for a summary, frames and wishes are part of the document. */
  function allowed(found: { end: number; asks: boolean; question?: string }) {
    if (found.asks || found.question !== undefined) return found;
    if (!isAsked) return { end: labelEnd(passages), asks: false };
    const stays = passages.findIndex(
      ({ kind }) => kind !== "frame" && kind !== "label" && kind !== "rule",
    );
    const lastOff = stays < 0 ? passages.at(-1) : passages[stays - 1];
    return { ...found, end: Math.min(found.end, lastOff?.end ?? 0) };
  }
}

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

/** The offset where the instructions at the back begin. */
function tailOf(
  text: string,
  isAsked: boolean,
  isAskedElsewhere: boolean,
): { start: number; asks: boolean; question?: string } {
  const from = Math.max(0, text.length - TAIL_LENGTH);
  const passages = rated(text, from, text.length);
  if (from > 0) passages.shift();
  let first = passages.length;
  let asks = false;
  let question: string | undefined;
  let at = passages.length - 1;
  while (at >= 0) {
    const passage = passages[at] as Rated;
    const before = passages[at - 1];
    const beginsLine = before === undefined || before.endsLine;
    // "Q:" in the middle of a line is of the document.
    const isLabel =
      before?.kind === "question" &&
      (/\p{L}{2}/u.test(before.text) || (passages[at - 2]?.endsLine ?? true));
    if (isLabel && passage.text.length <= MAX_QUESTION) {
      question = passage.text;
      first = at - 1;
      at -= 2;
      continue;
    }
    const { kind } = passage;
    if (kind === "other" || kind === "question") break;
    // Documents may also end with requests of their own.
    const isOwn = kind === "ask" && isAsked && !beginsLine;
    if (
      isOwn ||
      (kind === "imperative" && passage.endsParagraph && beginsLine && first === passages.length)
    )
      break;
    if (kind === "plain" || kind === "ask" || kind === "answer") {
      first = at;
      asks ||= kind !== "answer" || !isAsked;
    } else if (
      kind === "rule" ||
      kind === "label" ||
      (kind === "frame" && (asks || isAsked || question !== undefined))
    ) {
      if (first < passages.length || kind !== "frame" || (isAskedElsewhere && beginsLine))
        first = at;
    } else if (asks && kind === "wish") first = at;
    else if (isAsked && kind === "wish" && (beginsLine || isBareWish(passage.text))) first = at;
    at--;
  }
  const start = passages[first]?.start ?? text.length;
  if (!asks && !isAsked && question === undefined) return { start: text.length, asks: false };
  return {
    start,
    asks: asks || (question !== undefined && !isAsked),
    ...(question !== undefined && { question }),
  };
}
