import { expect, test } from "vitest";
import { detectLanguage } from "../../../src/summarizer/text/language.ts";

test.each([
  ["The old bridge closes.", "en"],
  ["老桥将于下月关闭。", "zh"],
  ["使用 Kubernetes 部署应用程序", "zh"],
  ["The word 桥 means bridge in Chinese.", "en"],
  ["1234 !!!", "en"],
  ["", "en"],
  ["Привет, мир", "en"],
] as const)("%s is read as %s", (text, language) => {
  expect(detectLanguage(text)).toBe(language);
});
