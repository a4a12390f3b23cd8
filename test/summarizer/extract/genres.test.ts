import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { openNano } from "../../../models/bridge/open.ts";
import { type ExtractOptions, extract } from "../../../src/summarizer/extract/extract.ts";
import { readDocument } from "../../../src/summarizer/text/document.ts";
import { readableLanguage } from "../../../src/summarizer/text/language.ts";

/** A text of our own, a question about it, and the sentences that a person would keep and drop. */
interface Genre {
  ask: Partial<ExtractOptions> & { max_chars?: number };
  contain: string[];
  lack: string[];
  text: string;
}

const FOLDER = "test/fixtures/genres";
const genres = readdirSync(FOLDER).map((file) => ({
  name: file.replace(/\.json$/, ""),
  genre: JSON.parse(readFileSync(`${FOLDER}/${file}`, "utf8")) as Genre,
}));

let nano: Awaited<ReturnType<typeof openNano>>;
beforeAll(async () => {
  nano = await openNano();
}, 60_000);

async function summarize({ text, ask: { max_chars: _, ...options } }: Genre) {
  const document = readDocument(text, readableLanguage(text), nano.tokenizer);
  return extract(
    document,
    { length: "medium", format: "paragraph", ...options },
    { nano: nano.graph },
  );
}

describe.each(genres)("$name", ({ genre }) => {
  test("gives the fact and not the junk", async () => {
    const { summary } = await summarize(genre);
    for (const part of genre.contain) expect(summary).toContain(part);
    for (const part of genre.lack) expect(summary).not.toContain(part);
    expect(summary.length).toBeLessThanOrEqual(genre.ask.max_chars ?? Infinity);
    expect(summary.length).toBeLessThan(genre.text.length);
  });

  test("says where every sentence stands in the text", async () => {
    const { sentences } = await summarize(genre);
    const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    for (const { text, start, end, kept } of sentences) {
      const parts = kept ?? [[start, end]];
      const pieces = parts.map(([from, to]) => genre.text.slice(from, to));
      expect(letters(pieces.join(""))).toBe(letters(text));
      for (const [from, to] of parts) {
        expect(from).toBeGreaterThanOrEqual(start);
        expect(to).toBeLessThanOrEqual(end);
      }
      if (!kept) expect(text).toBe(genre.text.slice(start, end));
    }
  });
});
