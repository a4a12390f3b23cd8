/** Rules of a robots.txt for one agent (RFC 9309). */
export interface Rules {
  patterns: readonly { allow: boolean; path: string }[];
  /** Memory that they take, in UTF-16 code units. */
  size: number;
}

/** Maximum number of rules, more than any real site has; the rest of a file is not read. */
const MAX_RULES = 2_000;
const MAX_PATTERN = 1_000;
/** Maximum number of characters of a path and query that patterns are compared with. */
const MAX_PATH = 4_000;

/**
 * The rules of a robots.txt for an agent: those of all groups that name it, otherwise those of `*`. Time is linear in
 * the length of the text.
 */
export function rulesFor(agent: string, text: string): Rules {
  const own: Rules["patterns"][number][] = [];
  const general: Rules["patterns"][number][] = [];
  let isOwnNamed = false;
  let group = { own: false, general: false };
  let inAgents = false;
  for (const line of text.split(/\r\n|[\n\r]/)) {
    const [key, value] = memberOf(line);
    if (key === "user-agent") {
      if (!inAgents) group = { own: false, general: false };
      inAgents = true;
      const name = value.toLowerCase().split(/[/\s]/, 1)[0];
      group.own ||= name === agent.toLowerCase();
      group.general ||= name === "*";
      isOwnNamed ||= group.own;
    } else if (key === "allow" || key === "disallow") {
      inAgents = false;
      if (value === "" || value.length > MAX_PATTERN) continue;
      const rule = { allow: key === "allow", path: encoded(value).replace(/\*{2,}/g, "*") };
      if (group.own && own.length < MAX_RULES) own.push(rule);
      if (group.general && general.length < MAX_RULES) general.push(rule);
    }
  }
  const patterns = isOwnNamed ? own : general;
  return { patterns, size: patterns.reduce((sum, { path }) => sum + path.length, 100) };
}

/**
 * Whether rules allow a URL to be read: the longest matching pattern decides, and `Allow` wins among equally long ones.
 */
export function allows({ patterns }: Rules, url: URL): boolean {
  const path = encoded(`${url.pathname}${url.search}`).slice(0, MAX_PATH);
  if (path === "/robots.txt") return true;
  let longest = -1;
  let allowed = true;
  for (const rule of patterns) {
    const { length } = rule.path;
    if (length < longest || (length === longest && !rule.allow)) continue;
    if (!matches(rule.path, path)) continue;
    longest = length;
    allowed = rule.allow;
  }
  return allowed;
}

/**
 * Whether a path matches a pattern from its start. `*` stands for any characters and a final `$` for the end. Each part
 * is searched once.
 */
export function matches(pattern: string, path: string): boolean {
  const isEnd = pattern.endsWith("$");
  const parts = (isEnd ? pattern.slice(0, -1) : pattern).split("*");
  const [first = "", ...rest] = parts;
  if (!path.startsWith(first)) return false;
  if (rest.length === 0) return !isEnd || path.length === first.length;
  const last = rest.pop() as string;
  let at = first.length;
  for (const part of rest) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return isEnd
    ? path.length - last.length >= at && path.endsWith(last)
    : path.indexOf(last, at) >= 0;
}

/** Name and value of a line, without its comment. */
function memberOf(line: string): [name: string, value: string] {
  const hash = line.indexOf("#");
  const bare = hash < 0 ? line : line.slice(0, hash);
  const colon = bare.indexOf(":");
  if (colon < 0) return ["", ""];
  return [bare.slice(0, colon).trim().toLowerCase(), bare.slice(colon + 1).trim()];
}

/** Converts non-ASCII characters and escapes to one form. */
const encoded = (path: string): string =>
  path
    .replace(/[^\x21-\x7e]/gu, (char) =>
      char.isWellFormed() ? encodeURIComponent(char) : "%EF%BF%BD",
    )
    .replace(/%[\da-f]{2}/gi, (code) => code.toUpperCase());
