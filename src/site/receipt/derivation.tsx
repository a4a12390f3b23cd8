import type { ReceiptJson } from "../../contract/emissions.ts";
import type { PageLanguage } from "../../contract/language.ts";
import { gramsScale, kwhScale } from "../pages/quantity.ts";
import { type DerivationLine, type Factor, linesOf } from "./lines.ts";
import type { ReceiptMessages } from "./messages.en.ts";
import { MESSAGES } from "./messages.ts";

/** Enough digits to recompute a line by hand and get its result. */
const digits = new Intl.NumberFormat("en", { maximumSignificantDigits: 6 });

/** The derivation of a receipt: each line with its factors, and the sum. */
export const Derivation = ({
  receipt: { emissions },
  language,
}: {
  receipt: ReceiptJson;
  language: PageLanguage;
}) => {
  const t = MESSAGES[language];
  const lines = linesOf(emissions);
  if (lines.length === 0) return <p class="soft">{t.earlier}</p>;
  const scales = {
    g: gramsScale(emissions.total_g.value),
    s: { factor: 1, unit: "s" },
    kWh: kwhScale(emissions.energy_kwh.value),
  };
  const inUnit = (value: number, unit: DerivationLine["unit"]) =>
    `${digits.format(value / scales[unit].factor)}\u00a0${scales[unit].unit}`;
  // A time is of all of the work, wherever it was done.
  const isOfPlace = ({ name, unit }: DerivationLine) =>
    unit !== "s" && name !== "access" && name !== "backbone";
  const isMoved = lines.some(({ place, name }) => place === "region" && name !== "backbone");
  return (
    <section class="wide" tabindex={0} aria-label={t.derivation}>
      <table class="lines">
        <thead>
          <tr>
            <th scope="col">{t.columns.line}</th>
            <th scope="col">{t.columns.calculation}</th>
            <th scope="col" class="number">
              {t.columns.result}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr
              class={line.unit === "g" ? "grams" : line.name === "time" ? "time" : undefined}
              data-line={`${line.place}-${line.name}`}
            >
              <th scope="row">
                {t.lines[line.name]}
                {isMoved && isOfPlace(line) && <span class="soft"> ({t.places[line.place]})</span>}
              </th>
              <td>
                <Calculation t={t} line={line} inUnit={inUnit} />
              </td>
              <td class="number">
                <data value={String(line.value)}>{inUnit(line.value, line.unit)}</data>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colspan={2}>
              {t.total}
            </th>
            <td class="number">
              <data value={String(emissions.total_g.value)}>
                {inUnit(emissions.total_g.value, "g")}
              </data>
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
};

const Calculation = (props: {
  t: ReceiptMessages;
  line: DerivationLine;
  inUnit: (value: number, unit: DerivationLine["unit"]) => string;
}) => {
  const { t, line, inUnit } = props;
  const shown = (factor: Factor, sign: string) => (
    <span title={t.factors[factor.of]}>
      {sign && `${sign}\u00a0`}
      {factor.of === "energy"
        ? inUnit(factor.value, "kWh")
        : `${digits.format(factor.value)}${factor.unit && `\u00a0${factor.unit}`}`}
      <small class="soft"> {t.factors[factor.of]}</small>
    </span>
  );
  return (
    <ul class="factors">
      {line.factors.map((factor, at) => (
        <li>{shown(factor, at > 0 ? "×" : "")}</li>
      ))}
      {line.over.map((factor) => (
        <li>{shown(factor, "÷")}</li>
      ))}
    </ul>
  );
};
