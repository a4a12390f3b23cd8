import type { ChatRequest } from "../../contract/openai.ts";
import { InvalidRequestError } from "../../contract/request.ts";
import type { Wish } from "./dialect.ts";
import { splitInstruction, wishesOf } from "./wishes.ts";

type Message = ChatRequest["messages"][number];

/**
 * The document and the wishes of a conversation. What the document's own first line asks for wins
 * over the system message. Throws `InvalidRequestError`.
 */
export function wishOf({ messages, max_completion_tokens, max_tokens }: ChatRequest): Wish {
  const last = messages.findLast(({ role }) => role === "user");
  if (!last) {
    const detail = "messages must hold a user message: the document.";
    throw new InvalidRequestError("invalid-field", detail, "messages");
  }
  const { instruction, document } = splitInstruction(documentOf(last));
  const prompts = messages.filter(({ role }) => role === "system" || role === "developer");
  return {
    text: document,
    ...wishesOf(prompts.map(textOf).join("\n")),
    ...wishesOf(instruction),
    max_length: max_completion_tokens ?? max_tokens,
  };
}

const textOf = ({ content }: Message): string =>
  typeof content === "string"
    ? content
    : (content ?? []).map(({ text }) => text ?? "").join("\n\n");

function documentOf(message: Message): string {
  const { content } = message;
  const other = Array.isArray(content) && content.find(({ type }) => type !== "text");
  if (other) {
    const detail = `messages: only parts of type text can be summarized, not ${other.type.slice(0, 40)}.`;
    throw new InvalidRequestError("invalid-field", detail, "messages");
  }
  return textOf(message);
}
