import type { Receipt } from "../../ledger/receipt.ts";
import { MESSAGES as SITE } from "../pages/messages.ts";
import { count, grams, inWords } from "../pages/quantity.ts";
import { placeName } from "../pages/zone-name.ts";
import { addressWith, type Filters, PATH } from "./address.ts";
import { Derived } from "./derived.tsx";
import type { AnalyticsMessages } from "./messages.en.ts";
import type { LedgerView, View } from "./view.ts";

/** The latest receipts. Each of them can be opened to show its derivation. */
export const Receipts = ({ view, ledger }: { view: View; ledger: LedgerView }) => {
  const { messages: t, query } = view;
  const shown = ledger.asked ? [ledger.asked, ...ledger.receipts] : ledger.receipts;
  return (
    <section class="receipts" aria-labelledby="receipts-title">
      <h2 id="receipts-title">{t.receipts.title}</h2>
      <p class="soft">{t.receipts.note}</p>
      <Filter view={view} ledger={ledger} />
      <ol id="receipts" data-live>
        {shown.map((receipt) => (
          <li>
            <details id={`r-${receipt.id}`} open={receipt.id === query.receipt}>
              <summary>
                <Line t={t} receipt={receipt} listed={SITE[view.language].listed} />
              </summary>
              <Derived view={view} receipt={receipt} />
            </details>
          </li>
        ))}
        {shown.length === 0 && <li class="soft none">{t.receipts.none}</li>}
      </ol>
      {ledger.cursor && (
        <p class="more">
          <a href={addressWith(query, { cursor: ledger.cursor, receipt: undefined })} data-swap>
            {t.receipts.older}
          </a>
        </p>
      )}
    </section>
  );
};

const Line = (props: { t: AnalyticsMessages; receipt: Receipt; listed: string }) => {
  const { t, receipt, listed } = props;
  return (
    <>
      <time class="when" datetime={receipt.at}>
        {receipt.at.slice(5, 19).replace("T", " ")}
      </time>
      <span class="what">
        {receipt.model}
        {listed}
        {receipt.language}
        {listed}
        {(t.split.keys[receipt.weight] ?? receipt.weight).toLowerCase()}
        <span class="soft">
          {" "}
          {t.tokens(count(receipt.inputTokens), count(receipt.outputTokens))}
        </span>
      </span>
      <span class="ran">
        {receipt.region ?? t.receipts.edge}
        <span class="soft"> {receipt.grid.zone.replaceAll("+", ", ")}</span>
        {receipt.isHoldout && <span class="chip">{t.receipts.held}</span>}
        {isFallback(receipt) && <span class="chip alarm">{t.receipts.fallback}</span>}
        {receipt.isForced && <span class="chip">{t.receipts.asked}</span>}
        {receipt.isSimulated && <span class="chip">{t.receipts.simulated}</span>}
      </span>
      <data class="grams" value={String(receipt.totalGrams.value)}>
        {inWords(grams(receipt.totalGrams.value))}
      </data>
    </>
  );
};

/** Bytes went to a region, and yet the edge did the work. */
const isFallback = ({ ran, inputs }: Receipt): boolean =>
  ran === "edge" && (inputs?.bytes.backbone ?? 0) > 0;

const Filter = ({ view, ledger }: { view: View; ledger: LedgerView }) => {
  const { messages: t, query, language } = view;
  const models = (ledger.splits.model ?? []).map(({ key }) => key);
  const { colo, region } = query;
  const choices: [keyof Filters, string, readonly string[]][] = [
    ["weight", t.split.weight, ["light", "heavy"]],
    ["ran", t.split.placement, ["edge", "region"]],
    ["model", t.split.model, models],
  ];
  return (
    <form class="filter" action={PATH} method="get" data-swap>
      {(["lang", "range", "from", "to"] as const).map(
        (name) => query[name] && <input type="hidden" name={name} value={query[name]} />,
      )}
      {colo && region && (
        <p class="chip-row">
          <input type="hidden" name="colo" value={colo} />
          <input type="hidden" name="region" value={region} />
          {t.receipts.only(colo, placeName(region, language))}{" "}
          <a
            href={addressWith(query, { colo: undefined, region: undefined, cursor: undefined })}
            data-swap
          >
            {t.receipts.everything}
          </a>
        </p>
      )}
      {choices.map(([name, label, values]) => (
        <label>
          <span class="soft">{label}</span>{" "}
          <select name={name}>
            <option value="">{t.receipts.all}</option>
            {values.map((value) => (
              <option value={value} selected={query[name] === value}>
                {t.split.keys[value] ?? value}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button type="submit">{t.receipts.filtered}</button>
    </form>
  );
};
