import { expect, it } from "vitest";
import { openApi } from "../../../src/api/openapi/document.ts";
import type { PageLanguage } from "../../../src/contract/language.ts";
import { DESCRIPTIONS_ZH } from "../../../src/site/docs/descriptions.zh.ts";
import { docsPage } from "../../../src/site/docs/page.tsx";

const document = openApi("0.0.0-test");

const pageIn = (language: PageLanguage): string =>
  docsPage({
    language,
    document,
    snippets: {},
    origin: "https://greengist.example",
    assets: new Proxy({}, { get: (_, name) => `/static/${String(name)}` }),
  });

/** The texts between tags, so a description with code is in parts. */
const textsOf = (html: string): string[] =>
  [...html.matchAll(/>([^<]+)/g)].map(([, text = ""]) =>
    text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&").trim(),
  );

/** Every description in the OpenAPI document. */
function* descriptionsIn(part: unknown): Generator<string> {
  if (typeof part !== "object" || part === null) return;
  for (const [name, member] of Object.entries(part)) {
    if (name === "description" && typeof member === "string") yield member;
    else yield* descriptionsIn(member);
  }
}

const [en, zh] = [pageIn("en"), pageIn("zh")];
const codesOf = (text: string): string[] => (text.match(/`[^`]+`/g) ?? []).sort();

it("says everything in Chinese on the Chinese page", () => {
  const shown = new Set(textsOf(zh));
  const parts = [...descriptionsIn(document)].flatMap((text) => text.split(/`[^`]+`/));
  const english = parts.map((part) => part.trim()).filter((part) => /[a-z]{2,} [a-z]/i.test(part));
  expect(english.length).toBeGreaterThan(150);
  expect(english.filter((part) => shown.has(part))).toEqual([]);
  expect(zh.match(/<(?!a )\w+ [^>]*lang="en"/g)).toBeNull();
  expect(
    textsOf(zh).filter(
      (text) => /\b[a-z]+ (?:[a-z]+ )+[a-z]+[ .]/.test(text) && !/[{=#]|import |:\/\//.test(text),
    ),
  ).toEqual([]);
});

it("translates only what is on the page, and keeps its code", () => {
  const shown = textsOf(en).join("\n");
  const texts = Object.keys(DESCRIPTIONS_ZH);
  const isShown = (text: string) =>
    text.split(/`[^`]+`/).every((part) => shown.includes(part.trim()));
  expect(texts.filter((text) => !isShown(text))).toEqual([]);
  for (const text of texts) expect(codesOf(DESCRIPTIONS_ZH[text] ?? "")).toEqual(codesOf(text));
});
