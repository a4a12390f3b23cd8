import type { WrittenLanguage } from "../../contract/language.ts";
import type { Format } from "../../contract/options.ts";
import type { Abstract } from "../generation/abstract.ts";
import { type Confidence, whyUnfaithful } from "../generation/faithfulness.ts";
import { faultOf } from "./checks.ts";
import { headlineFaultOf } from "./headline.ts";

/** The first beam in which no check finds anything false or broken, or the reason why there is none. */
export function chooseBeam(
  source: string,
  { summary, alternatives, meanLogProbability }: Abstract,
  language: WrittenLanguage,
  confidence: Confidence,
  format: Format,
): { shown: string; why?: undefined } | { shown: undefined; why: string } {
  const faultIn = format === "headline" ? headlineFaultOf : faultOf;
  const faultWith = (text: string) =>
    whyUnfaithful({ source, summary: text, meanLogProbability }, confidence) ??
    faultIn({ source, candidate: text, language });
  const why = faultWith(summary);
  if (why === null) return { shown: summary };
  const shown = alternatives.find((one) => faultWith(one) === null);
  return shown === undefined ? { shown, why } : { shown };
}
