import type { ChatRequest } from "../../contract/openai.ts";
import { InvalidRequestError } from "../../contract/request.ts";
import { detectLanguage } from "../../summarizer/text/language.ts";
import { type ChatTurn, readConversation } from "./chat/conversation.ts";
import type { DialectRequest } from "./dialect.ts";
import type { Wishes } from "./wishes/wishes.ts";

type ChatMessage = Pick<ChatRequest["messages"][number], "role" | "content">;

const ROLES: Readonly<Record<ChatMessage["role"], ChatTurn["role"] | null>> = {
  system: "system",
  developer: "system",
  user: "user",
  assistant: "assistant",
  tool: null,
  function: null,
};

/**
 * The turns of a conversation. Messages of tools are left out, because they hold nothing to summarize.
 * @throws InvalidRequestError
 */
export const turnsOf = (messages: readonly ChatMessage[]): ChatTurn[] =>
  messages.flatMap((message): ChatTurn[] => {
    const role = ROLES[message.role];
    return role ? [{ role, text: textOf(message) }] : [];
  });

/**
 * The document in a conversation and the caller's requests for its summary. `maxTokens` is the caller's own limit,
 * applied in addition to any limit stated in the text.
 * @throws InvalidRequestError if there is no document
 */
export function toWish(
  turns: readonly ChatTurn[],
  maxTokens: number | null | undefined,
): DialectRequest {
  const { document, wishes } = readConversation(turns);
  if (!/[\p{L}\p{N}]/u.test(document)) throw noDocument();
  refuseOtherLanguage(wishes, document);
  const { language: _, size, length, ...rest } = wishes;
  const bounds = size && tokensOf(size, document);
  // Hardly a sentence is as short, so the best one is cut.
  const isCut = size && !size.isRough && (bounds?.most ?? SHORTEST_TOKENS) < SHORTEST_TOKENS;
  return {
    text: document,
    ...rest,
    ...(length && { length }),
    ...(size?.most !== undefined &&
      !size.isRough && { limit: { unit: size.unit, most: size.most } }),
    max_length: least(maxTokens ?? undefined, isCut ? undefined : bounds?.most),
    min_length: bounds?.least,
  };
}

const textOf = ({ content }: ChatMessage): string => {
  if (typeof content === "string") return content;
  const other = content?.find(({ type }) => !TEXT_PARTS.has(type));
  if (other) {
    const detail = `messages: only parts of type text can be summarized, not ${other.type.slice(0, 40)}.`;
    throw new InvalidRequestError("invalid-field", detail, "messages");
  }
  return (content ?? []).map(({ text }) => text ?? "").join("\n\n");
};
const TEXT_PARTS: ReadonlySet<string> = new Set(["text", "input_text", "output_text", "refusal"]);

/** Fewer tokens than this are no sentence that says something: "I see." */
const SHORTEST_TOKENS = 10;

/** Tokens per word, and per Chinese character, that leave most sentences of that size whole. */
const TOKENS_PER = { words: 1.25, characters: { en: 0.3, zh: 0.75 } } as const;

function tokensOf(
  { unit, most, least: lower, isRough }: NonNullable<Wishes["size"]>,
  document: string,
): { most?: number; least?: number } {
  const language = detectLanguage(document) === "zh" ? "zh" : "en";
  const rate = unit === "words" ? TOKENS_PER.words : TOKENS_PER.characters[language];
  const room = isRough ? 1.15 : 1;
  return {
    ...(most !== undefined && { most: Math.max(1, Math.round(most * rate * room)) }),
    ...(lower !== undefined && { least: Math.max(1, Math.round(lower * rate)) }),
  };
}

const least = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b);

/** A summary consists of words of the text, or is written in the language of the text. */
function refuseOtherLanguage({ language }: Wishes, document: string): void {
  if (!language || detectLanguage(document).split("-")[0] === language.code) return;
  const detail = `messages: a summary keeps the language of its text; it cannot be given in ${language.name}.`;
  throw new InvalidRequestError("language-not-offered", detail, "messages");
}

const noDocument = () =>
  new InvalidRequestError(
    "no-document",
    "messages contain no document to summarize: send the text with your request, in the same message or an earlier one.",
    "messages",
  );
