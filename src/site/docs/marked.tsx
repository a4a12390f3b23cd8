import type { Child } from "hono/jsx";

/** Descriptions have no mark-up but `code`. */
export const marked = (text: string): Child[] =>
  text.split("`").map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part));
