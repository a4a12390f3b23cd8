import type { Range } from "../../emissions/range.ts";
import type { Totals } from "../../ledger/totals.ts";
import { grams, gramsScale, inWords, kwh, kwhScale } from "../pages/quantity.ts";
import type { LedgerView, View } from "./view.ts";

const Cell = ({ value, text }: { value: number; text: string }) => (
  <td class="number">
    <data value={String(value)}>{text}</data>
  </td>
);

/** Carbon and energy over time. The charts are drawn by the script from this very table. */
export const Series = ({ view, ledger }: { view: View; ledger: LedgerView }) => {
  const { messages: t, window } = view;
  const per = window.groupBy === "hour" ? t.overTime.perHour : t.overTime.perDay;
  const shown = (ms: number) =>
    new Date(ms)
      .toISOString()
      .slice(0, window.groupBy === "hour" ? 16 : 10)
      .replace("T", " ");
  const most = (of: (totals: Totals) => Range) =>
    Math.max(0, ...ledger.series.map(({ totals }) => of(totals).value));
  return (
    <section class="series" aria-labelledby="series-title">
      <h2 id="series-title">{t.overTime.title}</h2>
      <div class="charts">
        <figure class="chart saving">
          <figcaption>
            <span class="chart-title">{t.overTime.saving}</span>{" "}
            <span class="soft">
              <span class="chart-unit">
                {gramsScale(most(({ totalGrams }) => totalGrams)).unit}
              </span>{" "}
              {per}
            </span>
            <ul class="legend">
              <li class="key ran">{t.overTime.ran}</li>
              <li class="key stayed">{t.staying}</li>
              <li class="key saved">{t.overTime.saved}</li>
              <li class="key uncertainty">{t.overTime.uncertainty}</li>
            </ul>
          </figcaption>
          <div class="plot" id="saving-plot" data-plot="saving" />
        </figure>
        <figure class="chart carbon">
          <figcaption>
            <span class="chart-title">{t.overTime.carbon}</span>{" "}
            <span class="soft">
              <span class="chart-unit">
                {gramsScale(most(({ totalGrams }) => totalGrams)).unit}
              </span>{" "}
              {per}
            </span>
            <ul class="legend">
              <li class="key operational">{t.terms.operational}</li>
              <li class="key network">{t.terms.network}</li>
              <li class="key embodied">{t.terms.embodied}</li>
            </ul>
          </figcaption>
          <div class="plot" id="carbon-plot" data-plot="carbon" />
        </figure>
        <figure class="chart energy">
          <figcaption>
            <span class="chart-title">{t.overTime.energy}</span>{" "}
            <span class="soft">
              <span class="chart-unit">{kwhScale(most(({ energyKwh }) => energyKwh)).unit}</span>{" "}
              {per}
            </span>
          </figcaption>
          <div class="plot" id="energy-plot" data-plot="energy" />
        </figure>
      </div>
      <details class="data" id="series-data">
        <summary>{t.asTable}</summary>
        <section class="scroll" tabindex={0} aria-labelledby="series-title">
          <table id="series" data-live data-group-by={window.groupBy}>
            <caption class="hidden-text">
              {t.overTime.title}, {per}
            </caption>
            <thead>
              <tr>
                <th scope="col">{t.time}</th>
                <th scope="col" class="number">
                  {t.summaries("#").replace("#", "").trim()}
                </th>
                <th scope="col" class="number">
                  {t.terms.operational}
                </th>
                <th scope="col" class="number">
                  {t.terms.network}
                </th>
                <th scope="col" class="number">
                  {t.terms.embodied}
                </th>
                <th scope="col" class="number">
                  {t.terms.total}
                </th>
                <th scope="col" class="number">
                  {t.staying}
                </th>
                <th scope="col" class="number">
                  {t.energy}
                </th>
                <th scope="col" class="number">
                  {t.overTime.low}
                </th>
                <th scope="col" class="number">
                  {t.overTime.high}
                </th>
              </tr>
            </thead>
            <tbody>
              {ledger.series.map(({ startMs, totals }) => (
                <tr>
                  <th scope="row">
                    <time datetime={new Date(startMs).toISOString()}>{shown(startMs)}</time>
                  </th>
                  <td class="number">{totals.requests}</td>
                  <Grams value={totals.operationalGrams} />
                  <Grams value={totals.networkGrams} />
                  <Grams value={totals.embodiedGrams} />
                  <Grams value={totals.totalGrams.value} />
                  <Grams value={totals.counterfactualGrams} />
                  <Cell
                    value={totals.energyKwh.value}
                    text={inWords(kwh(totals.energyKwh.value))}
                  />
                  <Grams value={totals.totalGrams.min} />
                  <Grams value={totals.totalGrams.max} />
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </section>
  );
};

const Grams = ({ value }: { value: number }) => <Cell value={value} text={inWords(grams(value))} />;
