import type { ReceiptJson } from "../../contract/emissions.ts";
import type { PageLanguage } from "../../contract/language.ts";
import { compare } from "../../emissions/comparison.ts";
import { ComparisonLink } from "../pages/comparison.tsx";
import { PROMPT_KWH } from "../pages/equivalents.ts";
import { type GramsIn, inWords } from "../pages/quantity.ts";
import type { ReceiptMessages } from "./messages.en.ts";

/** Two significant digits, more than the precision of these figures: "1,400", "8", "0.33". */
const digits = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });

/** The summary beside the same by BART-large, a prompt to an AI assistant and a web search, on the grid where it ran. */
export const Comparison = (props: {
  t: ReceiptMessages;
  receipt: ReceiptJson;
  language: PageLanguage;
  grams: GramsIn;
}) => {
  const { receipt, language, grams } = props;
  const { emissions, usage } = receipt;
  if (!emissions.inputs) return null;
  const t = props.t.beside;
  const gramsPerKwh = emissions.grid.grams_per_kwh;
  const { originalGrams, searchGrams } = compare({
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    bytes: emissions.inputs.bytes.access,
    gramsPerKwh,
    edgeGramsPerKwh: emissions.inputs.edge_grid.grams_per_kwh,
  });
  const rows = [
    ["original", originalGrams],
    ["prompt", PROMPT_KWH * gramsPerKwh],
    ["search", searchGrams],
  ] as const;
  return (
    <>
      <h2>{t.title}</h2>
      <dl class="beside">
        {rows.map(([name, value]) => (
          <div data-beside={name}>
            <dt>
              {t[name]} <span class="soft small">{t.sources[name]}</span>
            </dt>
            <dd>
              <span class="soft">{t.times(digits.format(value / emissions.total_g.value))}</span>{" "}
              <data value={String(value)}>{inWords(grams(value))}</data>
            </dd>
          </div>
        ))}
      </dl>
      <p class="soft">
        <ComparisonLink language={language}>{t.how}</ComparisonLink>
      </p>
    </>
  );
};
