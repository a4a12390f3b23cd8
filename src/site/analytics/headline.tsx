import type { Child } from "hono/jsx";
import { percentile } from "../../ledger/histogram.ts";
import { savedGramsOf, savingPer1000Tokens, type Totals } from "../../ledger/totals.ts";
import { EquivalentsSource } from "../pages/comparison.tsx";
import { carDistance, phoneCharges } from "../pages/equivalents.ts";
import { MESSAGES as SITE } from "../pages/messages.ts";
import {
  count,
  type GramsIn,
  gramsInUnitOf,
  inWords,
  kwh,
  millisecondsInUnitOf,
  type ShownQuantity,
} from "../pages/quantity.ts";
import type { AnalyticsMessages } from "./messages.en.ts";
import type { LedgerView, View } from "./view.ts";

/** A figure with its exact value as data. */
const Figure = ({ of, value }: { of: ShownQuantity; value: number }) => (
  <data value={String(value)}>
    {of.figure}
    <span class="unit">{`\u00a0${of.unit}`}</span>
  </data>
);

/** The range in sentences, followed by its figures; all grams are in one unit. */
export const Headline = ({ view, ledger }: { view: View; ledger: LedgerView }) => {
  const { messages: t, window } = view;
  const { joint } = SITE[view.language];
  const { totals, today, month } = ledger;
  // An empty range has no unit of its own.
  const grams = gramsInUnitOf(totals.totalGrams.value || month.totalGrams.value);
  const mean = totals.requests === 0 ? 0 : totals.totalGrams.value / totals.requests;
  return (
    <section class="headline" id="headline" data-live aria-labelledby="headline-title">
      <div class="lede">
        <h1 id="headline-title">{t.headline[window.range]}</h1>
        <Story t={t} totals={totals} grams={grams} joint={joint} />
        {totals.requests > 0 && (
          <p class="soft">
            {t.million(carDistance(mean), phoneCharges(mean))}{" "}
            <EquivalentsSource language={view.language} />
            <br />
            {t.spread(grams(totals.totalGrams.min).figure, inWords(grams(totals.totalGrams.max)))}
          </p>
        )}
      </div>
      <dl class="figures">
        <Stat title={t.today} id="today" note={t.summaries(count(today.requests))}>
          <Figure of={grams(today.totalGrams.value)} value={today.totalGrams.value} />
        </Stat>
        <Stat title={t.month} id="month" note={t.summaries(count(month.requests))}>
          <Figure of={grams(month.totalGrams.value)} value={month.totalGrams.value} />
        </Stat>
        {totals.requests > 0 && <PerSummary t={t} totals={totals} grams={grams} mean={mean} />}
        <Stat
          title={t.energy}
          id="energy"
          note={t.tokens(count(totals.inputTokens), count(totals.outputTokens))}
        >
          <Figure of={kwh(totals.energyKwh.value)} value={totals.energyKwh.value} />
        </Stat>
        <Staying t={t} totals={totals} grams={grams} />
        {totals.requests > 0 && <Latency t={t} totals={totals} />}
      </dl>
    </section>
  );
};

/** A summary in two or three sentences: emitted, moved and avoided, stayed. */
const Story = ({
  t,
  totals,
  grams,
  joint,
}: {
  t: AnalyticsMessages;
  totals: Totals;
  grams: GramsIn;
  joint: string;
}) => {
  const { due, requests, moved, holdouts } = totals;
  const avoided = due.counterfactualGrams - due.grams;
  const figure = (value: number) => <Figure of={grams(Math.abs(value))} value={value} />;
  const summaries = (of: number) => t.summaries(count(of));
  const stayed = requests - moved - holdouts;
  return (
    <p class="story">
      <span id="total">
        {sentence(t.story.emitted(summaries(requests)), figure(totals.totalGrams.value))}
      </span>
      {due.requests > 0 && (
        <span id="avoided">
          {joint}
          {sentence(
            (avoided < 0 ? t.story.cost : t.story.avoided)(summaries(due.requests)),
            figure(avoided),
          )}
        </span>
      )}
      {moved > due.requests && `${joint}${t.saving.named(summaries(moved - due.requests))}`}
      {stayed > 0 && `${joint}${t.story.stayed(summaries(stayed))}`}
      {holdouts > 0 && `${joint}${t.story.control(summaries(holdouts))}`}
    </p>
  );
};

/** A sentence with its figure in place of {grams}. */
const sentence = (text: string, figure: Child): Child[] => {
  const [before = "", after = ""] = text.split("{grams}");
  return [before, figure, after];
};

const Stat = (props: { title: string; id: string; note: Child; children?: Child }) => (
  <div class="stat" id={props.id}>
    <dt>{props.title}</dt>
    <dd>{props.children}</dd>
    <dd class="note">{props.note}</dd>
  </div>
);

const PerSummary = (props: {
  t: AnalyticsMessages;
  totals: Totals;
  grams: GramsIn;
  mean: number;
}) => {
  const { t, totals, grams, mean } = props;
  const at = (share: number) => inWords(grams(percentile(totals.histogram, share) ?? 0));
  return (
    <Stat title={t.perSummary} id="per-summary" note={t.perSummaryNote(at(0.5), at(0.9), at(0.99))}>
      <Figure of={grams(mean)} value={mean} />
    </Stat>
  );
};

/** Measured by the Worker's clock, so in production it is the time spent waiting. */
const Latency = ({ t, totals }: { t: AnalyticsMessages; totals: Totals }) => {
  const at = (share: number) => percentile(totals.latency, share) ?? 0;
  const inUnit = millisecondsInUnitOf(at(0.5));
  const shown = (share: number) => inWords(inUnit(at(share)));
  return (
    <Stat title={t.latency} id="latency" note={t.latencyNote(shown(0.9), shown(0.99))}>
      <Figure of={inUnit(at(0.5))} value={at(0.5)} />
    </Stat>
  );
};

/** Below this number of control requests, the sizes of single texts decide the measured saving. */
const ENOUGH_HELD_OUT = 100;

/** The modeled saving of all requests against the edge, and the saving of moves measured by the control group. */
const Staying = ({
  t,
  totals,
  grams,
}: {
  t: AnalyticsMessages;
  totals: Totals;
  grams: GramsIn;
}) => {
  const saved = savedGramsOf(totals);
  const { modelled, measured } = savingPer1000Tokens(totals);
  // Below a millionth of the total, a difference is only rounding.
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
          totals.heavy === 0 ? (
            t.saving.noneHeavy
          ) : (
            t.saving.noneDue
          )
        ) : (
          <>
            {t.saving.modelled} {inWords(grams(modelled))} {t.saving.unit}
            <br />
            {t.saving.measured}{" "}
            {measured === null
              ? t.saving.noneHeldOut(count(totals.due.requests))
              : `${inWords(grams(measured))} ${t.saving.heldOut(count(totals.holdouts))}`}
            {measured !== null && totals.holdouts < ENOUGH_HELD_OUT && t.saving.tooFew}
          </>
        )}
      </dd>
    </div>
  );
};
