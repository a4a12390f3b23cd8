import type { ReceiptJson } from "../../contract/emissions.ts";
import type { PageLanguage } from "../../contract/language.ts";
import type { Assets } from "../pages/assets.ts";
import { EquivalentsSource } from "../pages/comparison.tsx";
import { render } from "../pages/document.tsx";
import { carDistance, phoneCharges } from "../pages/equivalents.ts";
import { MESSAGES as SITE } from "../pages/messages.ts";
import { linkTo } from "../pages/navigation.ts";
import { count, gramsInUnitOf, inWords, significant } from "../pages/quantity.ts";
import { sourceName, zoneName } from "../pages/zone-name.ts";
import { Candidates } from "./candidates.tsx";
import { Comparison } from "./comparison.tsx";
import { Derivation } from "./derivation.tsx";
import type { ReceiptMessages } from "./messages.en.ts";
import { MESSAGES } from "./messages.ts";
import { whyThere } from "./why.ts";

interface ReceiptView {
  receipt: ReceiptJson | null;
  id: string;
  language: PageLanguage;
  assets: Assets;
}

/** One receipt as a page; without a receipt, a page that reports this. */
export function receiptPage({ receipt, id, language, assets }: ReceiptView): string {
  const t = MESSAGES[language];
  return render({
    language,
    title: t.title,
    description: t.description,
    page: "analytics",
    style: "receipt",
    hasScript: false,
    assets,
    skip: t.skip,
    inLanguage: (other) => `/receipts/${encodeURIComponent(id)}?lang=${other}`,
    children: (
      <main id="main" tabindex={-1} class="receipt">
        <h1>{t.heading}</h1>
        {receipt ? <Body t={t} receipt={receipt} language={language} /> : <p>{t.notFound}</p>}
      </main>
    ),
  });
}

const Body = ({
  t,
  receipt,
  language,
}: {
  t: ReceiptMessages;
  receipt: ReceiptJson;
  language: PageLanguage;
}) => {
  const { emissions, usage } = receipt;
  const grams = gramsInUnitOf(emissions.total_g.value);
  const total = grams(emissions.total_g.value);
  return (
    <>
      <p class="display" id="total">
        <data value={String(emissions.total_g.value)}>
          {total.figure}
          <span class="unit">{`\u00a0${total.unit} CO₂e`}</span>
        </data>
      </p>
      <p class="lead" id="why">
        {whyThere(receipt, language)}
      </p>
      <p>
        {t.million(carDistance(emissions.total_g.value), phoneCharges(emissions.total_g.value))}{" "}
        <EquivalentsSource language={language} />
        <br />
        {t.between(grams(emissions.total_g.min).figure, inWords(grams(emissions.total_g.max)))}
      </p>
      {receipt.simulated && <p class="notice">{t.simulated}</p>}
      <Bars t={t} receipt={receipt} />
      <Comparison t={t} receipt={receipt} language={language} grams={grams} />
      <Candidates t={t} receipt={receipt} language={language} grams={grams} />
      <h2>{t.derivation}</h2>
      <p class="soft">{t.derivationNote}</p>
      <Derivation receipt={receipt} language={language} />
      <p class="small soft">
        {t.request(
          receipt.at.slice(0, 19).replace("T", " "),
          receipt.model,
          count(usage.input_tokens),
          count(usage.output_tokens),
        )}
        {SITE[language].joint}
        {gridsOf(receipt, language).join(SITE[language].joint)}
        {SITE[language].joint}
        {t.method(emissions.method)}
      </p>
      <p class="links small">
        <span class="mono soft">{receipt.id}</span>
        <a href={`/v1/emissions/requests/${receipt.id}`}>{t.links.json}</a>
        <a href={`/receipts/${receipt.id}.svg?lang=${language}`}>{t.links.image}</a>
        <a href={linkTo("analytics", language).href}>{t.links.all}</a>
        <a href={linkTo("methodology", language).href}>{t.links.methodology}</a>
      </p>
    </>
  );
};

/** The emissions by parts, and below them the emissions at the edge. */
const Bars = ({ t, receipt: { emissions } }: { t: ReceiptMessages; receipt: ReceiptJson }) => {
  const { total_g, counterfactual_g } = emissions;
  const grams = gramsInUnitOf(total_g.value);
  const most = Math.max(total_g.value, counterfactual_g);
  const parts = [
    ["operational", emissions.operational_g],
    ["network", emissions.network_g],
    ["embodied", emissions.embodied_g],
  ] as const;
  const share = (value: number) => (100 * value) / most;
  let at = 0;
  return (
    <figure class="bars" aria-label={t.comparison}>
      <figcaption class="small">
        {t.ran} {inWords(grams(total_g.value))}
      </figcaption>
      <svg width="100%" height="14" aria-hidden="true">
        {parts.map(([name, value]) => {
          const x = at;
          at += share(value);
          return <rect class={name} x={`${x}%`} width={`${share(value)}%`} height="14" />;
        })}
      </svg>
      <ul class="legend small">
        {parts.map(([name, value]) => (
          <li class={`key ${name}`}>
            {t.parts[name]} {inWords(grams(value))}
          </li>
        ))}
      </ul>
      <p class="small">
        {t.stayed} {inWords(grams(counterfactual_g))}
      </p>
      <svg width="100%" height="14" aria-hidden="true">
        <rect class="stayed" width={`${share(counterfactual_g)}%`} height="14" />
      </svg>
    </figure>
  );
};

function gridsOf(
  { emissions: { grid, inputs }, ran }: ReceiptJson,
  language: PageLanguage,
): string[] {
  const t = MESSAGES[language];
  const shown = (
    place: "edge" | "region",
    { zone, grams_per_kwh, kind, source, as_of }: typeof grid,
  ) =>
    t.grid(
      t.places[place],
      zoneName(zone, language),
      significant(grams_per_kwh),
      t.kinds[kind],
      sourceName(source, language),
      as_of.slice(0, 16).replace("T", " "),
    );
  if (ran === "edge") return [shown("edge", grid)];
  return [...(inputs ? [shown("edge", inputs.edge_grid)] : []), shown("region", grid)];
}
