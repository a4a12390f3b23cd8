import type { Child } from "hono/jsx";
import type { DocsMessages } from "./messages.en.ts";

/** Descriptions have no mark-up but `code`. */
const marked = (text: string): Child[] =>
  text.split("`").map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part));

/** A description of the OpenAPI document in the language of the page, or as it is if there is no translation. */
export const Description = ({
  text,
  t,
}: {
  text: string;
  t: Pick<DocsMessages, "descriptions">;
}) => {
  const translated = t.descriptions[text];
  return (
    <span lang={translated === undefined ? "en" : undefined}>{marked(translated ?? text)}</span>
  );
};
