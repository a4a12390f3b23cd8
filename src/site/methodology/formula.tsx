import type { MethodologyMessages } from "./messages.en.ts";

/** The terms of a receipt, in the colors of its picture, and the factors of each. */
const TERMS = [
  ["operational", ["seconds", "watts", "pue", "intensity"]],
  ["network", ["bytes", "networkEnergy", "meanIntensity"]],
  ["embodied", ["seconds", "manufacturing"]],
] as const;

/** The formula as a picture: three terms with their factors, and their sum. */
export const Formula = ({ t }: { t: MethodologyMessages["formula"] }) => (
  <figure class="formula" aria-label={t.label}>
    <ol>
      {TERMS.map(([term, factors], at) => (
        <li class={term}>
          <strong>
            {at > 0 && <span class="sign">+ </span>}
            {t.terms[term]}
          </strong>
          <ul>
            {factors.map((factor, index) => (
              <li>
                {index > 0 && <span class="sign">× </span>}
                {t.factors[factor]}
              </li>
            ))}
          </ul>
        </li>
      ))}
      <li class="total">
        <strong>
          <span class="sign">= </span>
          {t.total}
        </strong>
        <p>{t.per}</p>
      </li>
    </ol>
  </figure>
);
