import type { Group } from "../../ledger/query.ts";
import { merge } from "../../ledger/totals.ts";
import { count, gramsInUnitOf, inWords, percent } from "../pages/quantity.ts";
import { Accuracy } from "./accuracy.tsx";
import type { AnalyticsMessages } from "./messages.en.ts";
import { type ChartDimension, DIMENSIONS, type LedgerView, type View } from "./view.ts";

const MAX_ROWS = 6;

/** Emissions by dimension, one table each, largest first. */
export const Splits = ({ view, ledger }: { view: View; ledger: LedgerView }) => {
  const { messages: t } = view;
  return (
    <section class="splits" aria-labelledby="splits-title">
      <h2 id="splits-title">{t.split.title}</h2>
      <div class="columns" id="splits" data-live>
        {DIMENSIONS.map((dimension) => {
          const groups = ledger.splits[dimension];
          return groups && <Split t={t} dimension={dimension} groups={groups} />;
        })}
        <Accuracy t={t} bands={ledger.bands} />
      </div>
    </section>
  );
};

/** Merges the smallest groups into one row. */
const togetherOf = (t: AnalyticsMessages, rest: readonly Group[]): Group => ({
  key: t.split.others(count(rest.length)),
  totals: rest.map(({ totals }) => totals).reduce(merge),
});

const Split = (props: {
  t: AnalyticsMessages;
  dimension: ChartDimension;
  groups: readonly Group[];
}) => {
  const { t, dimension } = props;
  const of = ({ totals }: Group) => totals.totalGrams.value;
  const all = props.groups.reduce((sum, group) => sum + of(group), 0);
  const grams = gramsInUnitOf(all);
  const sorted = props.groups.toSorted((one, other) => of(other) - of(one));
  const isLong = sorted.length > MAX_ROWS;
  const groups = isLong ? sorted.slice(0, MAX_ROWS - 1) : sorted;
  if (isLong) groups.push(togetherOf(t, sorted.slice(MAX_ROWS - 1)));
  return (
    <table class="split" data-dimension={dimension}>
      <caption>{t.split[dimension]}</caption>
      <thead class="hidden-text">
        <tr>
          <th scope="col">{t.split[dimension]}</th>
          <th scope="col">{t.receipts.what}</th>
          <th scope="col">{t.split.share}</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr>
            <th scope="row">
              {dimension === "zone"
                ? group.key.replaceAll("+", ", ")
                : (t.split.keys[group.key] ?? group.key)}
              <span class="soft small"> {t.summaries(count(group.totals.requests))}</span>
              <svg class="bar" width="100%" height="3" aria-hidden="true">
                <rect width="100%" height="100%" class="track" />
                <rect width={`${all === 0 ? 0 : (100 * of(group)) / all}%`} height="100%" />
              </svg>
            </th>
            <td class="number">
              <data value={String(of(group))}>{inWords(grams(of(group)))}</data>
            </td>
            <td class="number soft">{all > 0 && percent(of(group) / all)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
