/** Maximum number of members of one object of linked data that are examined. */
const MAX_NODES = 5_000;
const MAX_LENGTH = 2_000_000;

/**
 * The body of an article that a page gives as linked data (schema.org `articleBody`), the longest if there are
 * several; "" where there is none. `script` is the text of a script of type application/ld+json.
 */
export function articleBodyIn(script: string): string {
  if (script.length > MAX_LENGTH || !script.includes("articleBody")) return "";
  let root: unknown;
  try {
    root = JSON.parse(script);
  } catch {
    return "";
  }
  let longest = "";
  const open: unknown[] = [root];
  for (let seen = 0; open.length > 0 && seen < MAX_NODES; seen++) {
    const node = open.pop();
    if (typeof node !== "object" || node === null) continue;
    for (const [name, value] of Object.entries(node)) {
      if (name === "articleBody" && typeof value === "string") {
        if (value.length > longest.length) longest = value;
      } else if (typeof value === "object") open.push(value);
    }
  }
  return longest;
}
