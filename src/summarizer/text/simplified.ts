import table from "./variants.json" with { type: "json" };

/** Traditional, Hong Kong, Taiwan and Japanese forms of Han characters, and their Simplified forms. */
export const VARIANTS: ReadonlyMap<string, string> = new Map(
  [...table.variants].map((variant, index) => [variant, table.simplified[index] as string]),
);
const HAN = /[\u3400-\u9fff\uf900-\ufaff]/g;

/** A text with the Simplified form of every Han character that has one, of the same length. */
export const toSimplified = (text: string): string =>
  text.replace(HAN, (one) => VARIANTS.get(one) ?? one);
