import { mergeWishes, type Wishes, wishesOf } from "../wishes/wishes.ts";
import { enclosedIn } from "./delimiters.ts";
import { rated } from "./rated.ts";
import { isMereRequest } from "./request.ts";
import { type Apart, takeApart } from "./take-apart.ts";

/** A message of a conversation, as text. */
export interface ChatTurn {
  role: "system" | "user" | "assistant";
  text: string;
}

/** The request that a conversation makes. */
export interface ConversationRequest {
  /** "" if the conversation holds no document. */
  document: string;
  wishes: Wishes;
}

interface Read extends ChatTurn {
  apart: Apart;
}

/** An assistant's text is summarized if it is longer than the user's text. */
const MIN_ASSISTANT_LENGTH = 200;
/** The minimum length for a system message to count as the document. */
const MIN_SYSTEM_LENGTH = 40;
const SPEAKS_TO_ASSISTANT =
  /\b(?:you are|you're|your (?:task|job|role|answers?|responses?)|you (?:must|should|will|always|never))\b|你是|您是|你的|你要|你必须|你应/i;
const WHOLE_CONVERSATION =
  /\b(?:conversation|chat|discussion|dialogue|everything (?:we|above)|so far)\b|对话|聊天|我们(?:刚才|以上)?(?:的|所)?(?:谈|聊|讨论)/i;

/**
 * The document of a conversation and the requests for its summary. The document is in the last messages of the user
 * (several in a row count as one). If those only ask something, it is in what came before: an earlier message, the
 * assistant's own text, or the system message. Later requests win over earlier ones.
 */
export function readConversation(turns: readonly ChatTurn[]): ConversationRequest {
  const asks = turns.map(({ role, text }) => role !== "assistant" && takeApart(text).asks);
  const read: Read[] = turns.map((turn, at) => {
    const isAsked = asks.some((one, other) => one && other !== at);
    const apart = turn.role === "assistant" ? verbatim(turn.text) : takeApart(turn.text, isAsked);
    return { ...turn, apart };
  });
  const system = read.filter(({ role }) => role === "system");
  const talk = read.filter(({ role }) => role !== "system");
  const run = talk.slice(talk.findLastIndex(({ role }) => role === "assistant") + 1);
  const before = talk.slice(0, talk.length - run.length);

  const given = run.filter((turn) => holdsDocument(turn) && !isFollowUp(turn, before));
  const own = given.map(({ apart }) => apart.document).join("\n\n");
  const isFromSystem = own === "" && !before.some(holdsDocument) && !isLongTalk(before);
  const found = own !== "" ? { document: own, at: before.length } : earlier(before, run);
  const document =
    found?.document || (isFromSystem && documentOfSystem(system)) || onlyText(talk, system);

  let wishes: Wishes = {};
  for (const { text, apart } of system) {
    wishes = mergeWishes(
      wishes,
      readWishes(isFromSystem ? apart : { ...apart, instruction: text }),
    );
  }
  const since = own !== "" ? [...announcements(before), ...run] : talk.slice(found?.at ?? 0);
  for (const turn of since) {
    if (turn.role !== "user" || turn.text.trim() === document) continue;
    wishes = mergeWishes(wishes, readWishes(askedIn(turn, document)));
  }
  return { document, wishes };
}

const verbatim = (text: string): Apart => ({ instruction: "", document: text.trim(), asks: false });

const holdsDocument = ({ role, apart }: Read): boolean =>
  role === "user" && apart.document !== "" && !isMereRequest(apart.document);

/** "I will send you an article. Summarize it in one sentence.": requests for a document that had not come yet. */
const announcements = (before: readonly Read[]): Read[] =>
  before.some(holdsDocument)
    ? []
    : before.filter(({ role, apart }) => role === "user" && apart.asks && apart.document === "");

/** A remark about the summary of an earlier document: "too short, add more detail". */
const MAX_FOLLOW_UP = 120;
const FOLLOW_UP_SHARE = 4;

function isFollowUp({ apart }: Read, before: readonly Read[]): boolean {
  const { document } = apart;
  const given = before.filter(holdsDocument).at(-1)?.apart.document ?? "";
  return (
    document.length <= MAX_FOLLOW_UP &&
    given.length >= FOLLOW_UP_SHARE * document.length &&
    !/[.。]\s*\S/.test(document)
  );
}

/** A message that is only a question asks about the document in another message. */
function askedIn({ apart }: Read, document: string): Apart {
  const isRemark = apart.document.length <= MAX_FOLLOW_UP && !document.includes(apart.document);
  if (apart.document === "" || apart.document === document) return apart;
  if (!isRemark && !isMereRequest(apart.document)) return apart;
  const isQuestion = /[?？]\s*$/.test(apart.document) && !apart.asks;
  return {
    ...apart,
    instruction: `${apart.instruction}\n${apart.document}`,
    ...(isQuestion && apart.question === undefined && { question: apart.document }),
  };
}

function readWishes({ instruction, question }: Apart): Wishes {
  const wishes = wishesOf(instruction);
  return question === undefined ? wishes : { ...wishes, query: question };
}

const isLongTalk = (turns: readonly Read[]): boolean =>
  turns.some(({ role, text }) => role === "assistant" && text.length >= MIN_ASSISTANT_LENGTH);

/**
 * The document that a follow-up such as "Shorter please" refers to, and the first message whose requests apply to it.
 */
function earlier(
  before: readonly Read[],
  run: readonly Read[],
): { document: string; at: number } | undefined {
  const asked = run.map(({ text }) => text).join("\n");
  if (before.length > 1 && WHOLE_CONVERSATION.test(asked.slice(0, 2_000))) {
    const lines = before.map(
      ({ role, text }) => `${role === "user" ? "User" : "Assistant"}: ${text.trim()}`,
    );
    return { document: lines.join("\n\n"), at: before.length };
  }
  const at = before.findLastIndex(holdsDocument);
  const document = before[at]?.apart.document ?? "";
  const answer = before.findLast(({ role }) => role === "assistant");
  if (
    answer &&
    answer.text.length >= MIN_ASSISTANT_LENGTH &&
    answer.text.length > document.length
  ) {
    return { document: answer.text.trim(), at: before.length };
  }
  return at < 0 ? undefined : { document, at };
}

/** A customer's request: instructions to somebody else, if the system message asks for a summary of it. */
function onlyText(talk: readonly Read[], system: readonly Read[]): string {
  const [only, ...others] = talk;
  if (!only || others.length > 0 || !system.some(({ apart }) => apart.asks)) return "";
  const text = only.text.trim();
  const passages = rated(text, 0, Math.min(text.length, MAX_REQUEST));
  const tells = passages.some(
    ({ kind, text: one }) => kind === "other" && one.length >= MIN_TELLING,
  );
  return tells ? text : "";
}
/** Of an only message that reads as instructions: the most characters of it, and the least of a statement in it. */
const MAX_REQUEST = 8_000;
const MIN_TELLING = 40;

/** The text between tags or triple quotes, if that is most of the message. */
function markedOff(text: string): string | undefined {
  for (const { inside, kind } of enclosedIn(text)) {
    if (kind !== "fence" && inside.length > text.length / 2) return inside.trim();
  }
  return undefined;
}

/** A system message may also hold the document: "Summarize the following: ..." */
function documentOfSystem(system: readonly Read[]): string {
  return system
    .map(({ apart, text }) => (apart.asks ? apart.document : (markedOff(text) ?? apart.document)))
    .filter(
      (document) =>
        document.length >=
          (/[\u3400-\u9fff]/.test(document) ? MIN_SYSTEM_LENGTH / 3 : MIN_SYSTEM_LENGTH) &&
        !isMereRequest(document) &&
        !SPEAKS_TO_ASSISTANT.test(document.slice(0, 2_000)),
    )
    .join("\n\n");
}
