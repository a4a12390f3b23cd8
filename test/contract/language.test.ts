import { expect, it } from "vitest";
import { chooseLanguage } from "../../src/contract/language.ts";

it.each([
  [undefined, undefined, "en"],
  [undefined, "zh-CN,zh;q=0.9,en;q=0.8", "zh"],
  [undefined, "en;q=0.4, zh-TW;q=0.5", "zh"],
  [undefined, "fr-FR, de;q=0.9", "en"],
  [undefined, "zh;q=0, en;q=0.1", "en"],
  [undefined, "zh;q=nonsense", "en"],
  ["zh", "en", "zh"],
  ["en", "zh", "en"],
  ["fr", "zh", "zh"],
  ["", "", "en"],
] as const)("?lang=%s with Accept-Language: %s is %s", (asked, accept, language) => {
  expect(chooseLanguage(asked, accept)).toBe(language);
});
