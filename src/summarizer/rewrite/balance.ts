const PAIRS: readonly (readonly [open: string, close: string])[] = [
  ["“", "”"],
  ["‘", "’"],
  ["「", "」"],
  ["『", "』"],
  ["《", "》"],
  ["〈", "〉"],
  ["（", "）"],
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
  ["【", "】"],
];

/**
 * Whether all quotation marks and brackets are paired. An apostrophe between letters, or after a plural, is not
 * counted.
 */
export const isBalanced = (text: string): boolean => {
  const bare = text.replace(/(?<=\p{L})['’](?=\p{L})|(?<=s)['’](?=\s)/gu, "");
  const count = (mark: string) => bare.split(mark).length - 1;
  return count('"') % 2 === 0 && PAIRS.every(([open, close]) => count(open) === count(close));
};
