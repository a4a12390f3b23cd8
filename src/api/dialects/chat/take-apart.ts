import { enclosedIn, unquoted } from "./delimiters.ts";
import { type Head, headOf } from "./head.ts";
import { isRuleLine, rated } from "./rated.ts";
import { sectionsIn } from "./sections.ts";
import { type Tail, tailOf } from "./tail.ts";

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

/** Instructions around a delimited document may contain sentences that this program does not understand. */
const MAX_UNKNOWN = { marks: 1_500, tag: 6_000 };
/**
 * Separates instructions from the document, wherever the instructions stand: before the document, after it, or around
 * it with delimiters. `isAsked` means that another message asks for a summary; then fewer sentences of this message
 * count as instructions. Time is linear in the length of the message.
 *
 *     takeApart("Summarize in one sentence:\n\nThe port closes.").document // "The port closes."
 */
export function takeApart(message: string, isAsked = false): Apart {
  const text = message.replace(TEMPLATE, "\n").trim();
  return (
    ofJson(text, isAsked) ??
    enclosed(text, isAsked) ??
    ofSections(text, isAsked) ??
    peeled(text, isAsked)
  );
}

/** Marks that the templates of some models put around a message: "[INST]", "<|im_start|>user". */
const TEMPLATE =
  /\[\/?INST\]|<\/?(?:s|system|user|human|assistant)>|<\/?SYS>|<<\/?SYS>>|<\|(?:im_start|im_end|start_header_id|end_header_id|eot_id|begin_of_text|end_of_text|system|user|assistant|end)\|>(?:system|user|assistant)?/g;

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

/** A message with a label in front of each part, some of which ask for a summary. */
function ofSections(text: string, isAsked: boolean): Apart | undefined {
  const sections = sectionsIn(text);
  if (!sections || !(isAsked || asksAnywhere(sections.instruction))) return undefined;
  return { ...sections, document: unquoted(sections.document), asks: true };
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
    if (isRuleLine(line.trim())) sections.push([]);
    else sections.at(-1)?.push(line);
  }
  return sections.map((lines) => lines.join("\n").trim()).filter(Boolean);
};

const asksAnywhere = (text: string): boolean =>
  rated(text, 0, text.length).some(({ kind }) => kind === "ask" || kind === "plain");
