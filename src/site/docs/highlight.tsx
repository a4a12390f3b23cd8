import type { Child } from "hono/jsx";

/**
 * Kinds of tokens, in the order in which they are tried; the rest of a text is plain. A mark in the middle of a word or
 * an address, such as "https://", starts no comment.
 */
const TOKENS = {
  comment: /(?<![:\w$"])(?:\/\/|#).*$/,
  string: /"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|'(?:[^'\\]|\\.)*'/,
  number: /\b\d[\d.e+-]*\b/,
  keyword:
    /\b(?:import|from|const|await|async|for|of|in|if|elif|else|as|with|new|def|return|not|print|true|false|null|True|False|None)\b/,
} as const;

type Kind = keyof typeof TOKENS;
const KINDS = Object.keys(TOKENS) as Kind[];

const TOKEN = new RegExp(KINDS.map((kind) => `(?<${kind}>${TOKENS[kind].source})`).join("|"), "gm");

/** In a shell command, the JSON in a quoted body is colored, not the body as a whole. */
const COMMAND = /(?<string>"(?:\\.|[^"\\\n])*")|(?<keyword>\bcurl\b)/g;

/** Colors strings, numbers, comments and keywords of a shell command, TypeScript, Python or JSON. */
export function highlighted(text: string, isCommand = false): Child[] {
  const parts: Child[] = [];
  let at = 0;
  for (const match of text.matchAll(isCommand ? COMMAND : TOKEN)) {
    const kind = KINDS.find((one) => match.groups?.[one] !== undefined);
    if (match.index > at) parts.push(text.slice(at, match.index));
    parts.push(<span class={`t-${kind}`}>{match[0]}</span>);
    at = match.index + match[0].length;
  }
  return [...parts, text.slice(at)];
}
