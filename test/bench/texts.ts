import { readFileSync } from "node:fs";

export const HARBOUR = readFileSync("test/fixtures/harbour.en.txt", "utf8");
export const LIBRARY = readFileSync("test/fixtures/library.zh.txt", "utf8");

/** An English article with exactly this number of words. */
export const article = (words: number): string => {
  const all = HARBOUR.trim().split(/(?<=\s)/);
  return Array.from({ length: words }, (_, index) => all[index % all.length]).join("");
};

/** Sentences of this number of words each. */
export const sentences = (count: number, words: number): string =>
  Array.from({ length: count }, (_, index) => {
    const body = article(count * words + words)
      .split(/\s+/)
      .slice(index * words, (index + 1) * words);
    return `${body.join(" ").replace(/[.!?"]/g, "")}.`.replace(/^./, (first) =>
      first.toUpperCase(),
    );
  }).join("\n");
