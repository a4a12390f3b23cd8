import { describe, expect, test } from "vitest";
import { ENGLISH_RULES } from "./golden-rules.en.ts";
import { PYSBD_ENGLISH, passes } from "./golden-rules.ts";
import { CHINESE_FURTHER_RULES, CHINESE_RULES } from "./golden-rules.zh.ts";

const share = (rules: typeof ENGLISH_RULES) =>
  rules.filter((rule) => passes(rule, "en")).length / rules.length;

describe("golden rules", () => {
  test("there are as many as in pragmatic_segmenter and pySBD", () => {
    expect(ENGLISH_RULES).toHaveLength(52);
    expect(ENGLISH_RULES.filter(({ in48 }) => in48)).toHaveLength(48);
    expect(CHINESE_RULES).toHaveLength(2);
  });

  test("at least 95% of the English ones hold, and more of pySBD's 48 than pySBD reports", () => {
    expect(share(ENGLISH_RULES)).toBeGreaterThanOrEqual(0.95);
    const among48 = ENGLISH_RULES.filter(({ in48 }) => in48);
    expect(share(among48)).toBeGreaterThan(PYSBD_ENGLISH.passed / PYSBD_ENGLISH.of);
  });

  test.each([...CHINESE_RULES, ...CHINESE_FURTHER_RULES])("Chinese: $rule", (rule) => {
    expect(passes(rule, "zh")).toBe(true);
  });
});
