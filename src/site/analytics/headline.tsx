import type { Child } from "hono/jsx";
import { percentile } from "../../ledger/histogram.ts";
import { savedGramsOf, savingPer1000Tokens, type Totals } from "../../ledger/totals.ts";
import {
  bounds,
  count,
  grams,
  inWords,
  kwh,
  milliseconds,
  type Quantity,
} from "../pages/quantity.ts";
import type { Messages } from "./messages.en.ts";
import type { LedgerView, View } from "./view.ts";

/** A figure that carries its exact value for whoever reads the page with a program. */
const Figure = ({ of, value }: { of: Quantity; value: number }) => (
  <data value={String(value)}>
    {of.figure}
    <span class="unit"> {of.unit}</span>
  </data>
);

export const Headline = ({ view, ledger }: { view: View; ledger: LedgerView }) => {
  const { messages: t, window } = view;
  const { totals, today, month } = ledger;
  const spread = bounds(totals.totalGrams);
  return (
    <section class="headline" id="headline" data-live aria-labelledby="headline-title">
      <div class="lede">
        <h1 id="headline-title">{t.headline[window.range]}</h1>
        <p class="display" id="total">
          <Figure of={grams(totals.totalGrams.value)} value={totals.totalGrams.value} />
        </p>
        <p class="lede-text">
          {t.lede(t.summaries(count(totals.requests)))}
          {totals.requests > 0 && <span class="soft"> {t.spread(spread.from, spread.to)}</span>}
        </p>
      </div>
      <dl class="figures">
        <Stat title={t.today} id="today" note={t.summaries(count(today.requests))}>
          <Figure of={grams(today.totalGrams.value)} value={today.totalGrams.value} />
        </Stat>
        <Stat title={t.month} id="month" note={t.summaries(count(month.requests))}>
          <Figure of={grams(month.totalGrams.value)} value={month.totalGrams.value} />
        </Stat>
        <PerSummary t={t} totals={totals} />
        <Stat
          title={t.energy}
          id="energy"
          note={t.tokens(count(totals.inputTokens), count(totals.outputTokens))}
        >
          <Figure of={kwh(totals.energyKwh.value)} value={totals.energyKwh.value} />
        </Stat>
        <Staying t={t} totals={totals} />
        <Latency t={t} totals={totals} />
      </dl>
    </section>
  );
};

const Stat = (props: { title: string; id: string; note: Child; children?: Child }) => (
  <div class="stat" id={props.id}>
    <dt>{props.title}</dt>
    <dd>{props.children}</dd>
    <dd class="note">{props.note}</dd>
  </div>
);

const PerSummary = ({ t, totals }: { t: Messages; totals: Totals }) => {
  const mean = totals.requests === 0 ? 0 : totals.totalGrams.value / totals.requests;
  const at = (share: number) => inWords(grams(percentile(totals.histogram, share) ?? 0));
  return (
    <Stat
      title={t.perSummary}
      id="per-summary"
      note={totals.requests > 0 && t.perSummaryNote(at(0.5), at(0.9), at(0.99))}
    >
      <Figure of={grams(mean)} value={mean} />
    </Stat>
  );
};

/** By the Worker's clock: deployed, what was waited for. */
const Latency = ({ t, totals }: { t: Messages; totals: Totals }) => {
  const at = (share: number) => percentile(totals.latency, share) ?? 0;
  const inMs = (share: number) => inWords(milliseconds(at(share)));
  return (
    <Stat
      title={t.latency}
      id="latency"
      note={totals.requests > 0 && t.latencyNote(inMs(0.9), inMs(0.99))}
    >
      <Figure of={milliseconds(at(0.5))} value={at(0.5)} />
    </Stat>
  );
};

/** The modelled saving of all requests, and beside it what was modelled and measured of due moves. */
const Staying = ({ t, totals }: { t: Messages; totals: Totals }) => {
  const saved = savedGramsOf(totals);
  const { modelled, measured } = savingPer1000Tokens(totals);
  // Below a millionth of the total, a difference is the rounding of sums.
  const isEven = Math.abs(saved) <= totals.totalGrams.value * 1e-6;
  const size = isEven ? 0 : Math.abs(saved);
  const verdict = isEven ? "even" : saved > 0 ? "saved" : "cost";
  return (
    <div class="stat staying" id="staying">
      <dt>{t.stayingLocal.title}</dt>
      <dd>
        <Figure of={grams(size)} value={saved} />{" "}
        <span class={`verdict ${verdict}`}>{t.stayingLocal[verdict]}</span>
      </dd>
      <dd class="note">
        {totals.requests === 0 ? null : modelled === null ? (
          <>
            {totals.moved > 0 && `${t.saving.named(t.summaries(count(totals.moved)))} `}
            {totals.heavy === 0 ? t.saving.noneHeavy : t.saving.noneDue}
          </>
        ) : (
          <>
            {t.saving.modelled} {inWords(grams(modelled))} {t.saving.unit}
            <br />
            {t.saving.measured}{" "}
            {measured === null
              ? t.saving.noneHeldOut(count(totals.due.requests))
              : `${inWords(grams(measured))} ${t.saving.heldOut(count(totals.holdouts))}`}
          </>
        )}
      </dd>
    </div>
  );
};
