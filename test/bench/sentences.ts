/**
 * Prints the number of golden rules that the splitter satisfies, beside pySBD's own count: `npm run bench:sentences`.
 */
import type { ReadLanguage } from "../../src/contract/language.ts";
import { ENGLISH_RULES, type GoldenRule } from "../summarizer/text/golden-rules.en.ts";
import { PYSBD_CHINESE, PYSBD_ENGLISH, passes, split } from "../summarizer/text/golden-rules.ts";
import { CHINESE_FURTHER_RULES, CHINESE_RULES } from "../summarizer/text/golden-rules.zh.ts";

const failed: string[] = [];

function row(name: string, rules: readonly GoldenRule[], language: ReadLanguage, pysbd: string) {
  const wrong = rules.filter((rule) => !passes(rule, language));
  for (const { rule, text } of wrong) {
    failed.push(`${name}, ${rule}: ${JSON.stringify(split(text, language))}`);
  }
  const passed = rules.length - wrong.length;
  const share = `${((100 * passed) / rules.length).toFixed(1)}%`;
  console.log(`| ${name} | ${rules.length} | ${passed} (${share}) | ${pysbd} |`);
}

const reported = ({ passed, of }: { passed: number; of: number }) =>
  `${passed} (${((100 * passed) / of).toFixed(1)}%)`;

console.log("| golden rules | rules | greengist | pySBD, as it reports |\n|---|---|---|---|");
const among48 = ENGLISH_RULES.filter(({ in48 }) => in48);
row("English, pySBD's", among48, "en", reported(PYSBD_ENGLISH));
row("English, all of pragmatic_segmenter", ENGLISH_RULES, "en", "not reported");
row("Chinese", CHINESE_RULES, "zh", reported(PYSBD_CHINESE));
row("Chinese, further ones of ours", CHINESE_FURTHER_RULES, "zh", "not reported");
if (failed.length > 0) console.log(`\nNot as the rule says:\n${failed.join("\n")}`);
