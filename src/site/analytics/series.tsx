import type { Range } from "../../emissions/range.ts";
import type { Totals } from "../../ledger/totals.ts";
import { type GramsIn, gramsInUnitOf, inWords, kwhInUnitOf } from "../pages/quantity.ts";
import type { LedgerView, View } from "./view.ts";

const Cell = ({ value, text }: { value: number; text: string }) => (
  <td class="number">
    <data value={String(value)}>{text}</data>
  </td>
);

interface ChartProps {
  name: string;
  title: string;
  unit: string;
  /** "per hour" or a similar text. */
  per: string;
  /** The legend: class and text of each key. */
  keys: Readonly<Record<string, string>>;
}

const Chart = ({ name, title, unit, per, keys }: ChartProps) => (
  <figure class={`chart ${name}`}>
    <figcaption>
      <span class="chart-title">{title}</span>{" "}
      <span class="soft">
        <span class="chart-unit">{unit}</span> {per}
      </span>
      {Object.keys(keys).length > 0 && (
        <ul class="legend">
          {Object.entries(keys).map(([key, text]) => (
            <li class={`key ${key}`}>{text}</li>
          ))}
        </ul>
      )}
    </figcaption>
    <div class="plot" id={`${name}-plot`} data-plot={name} />
  </figure>
);

/** Carbon and energy over time. The script draws the charts from this table. */
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
  // One unit for all rows, so that they can be compared.
  const grams = gramsInUnitOf(most(({ totalGrams }) => totalGrams));
  const kwh = kwhInUnitOf(most(({ energyKwh }) => energyKwh));
  return (
    <section class="series" aria-labelledby="series-title">
      <h2 id="series-title">{t.overTime.title}</h2>
      <div class="charts">
        <Chart
          name="saving"
          title={t.overTime.saving}
          unit={grams(0).unit}
          per={per}
          keys={{
            ran: t.overTime.ran,
            stayed: t.staying,
            saved: t.overTime.saved,
            uncertainty: t.overTime.uncertainty,
          }}
        />
        <Chart
          name="carbon"
          title={t.overTime.carbon}
          unit={grams(0).unit}
          per={per}
          keys={{
            operational: t.terms.operational,
            network: t.terms.network,
            embodied: t.terms.embodied,
          }}
        />
        <Chart name="energy" title={t.overTime.energy} unit={kwh(0).unit} per={per} keys={{}} />
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
                  <Grams value={totals.operationalGrams} grams={grams} />
                  <Grams value={totals.networkGrams} grams={grams} />
                  <Grams value={totals.embodiedGrams} grams={grams} />
                  <Grams value={totals.totalGrams.value} grams={grams} />
                  <Grams value={totals.counterfactualGrams} grams={grams} />
                  <Cell
                    value={totals.energyKwh.value}
                    text={inWords(kwh(totals.energyKwh.value))}
                  />
                  <Grams value={totals.totalGrams.min} grams={grams} />
                  <Grams value={totals.totalGrams.max} grams={grams} />
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </section>
  );
};

const Grams = ({ value, grams }: { value: number; grams: GramsIn }) => (
  <Cell value={value} text={inWords(grams(value))} />
);
