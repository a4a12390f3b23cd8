import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import {
  ATTRIBUTIONS,
  PROVINCES_ATTRIBUTION,
  YEARLY_ATTRIBUTION,
} from "../../grid/attributions.ts";
import { render } from "../pages/document.tsx";
import { MESSAGES as SITE } from "../pages/messages.ts";
import { linkTo } from "../pages/navigation.ts";
import { count } from "../pages/quantity.ts";
import { SAMPLES } from "../playground/samples.ts";
import { addressWith, PATH, receiptsAddress, seriesAddress } from "./address.ts";
import { Headline } from "./headline.tsx";
import { Receipts } from "./receipts.tsx";
import { Regions } from "./regions.tsx";
import { Series } from "./series.tsx";
import { Splits } from "./splits.tsx";
import type { Frame, LedgerView, View } from "./view.ts";
import { PRESETS, type Preset } from "./window.ts";

/** Placeholder for the content in the frame. */
const PLACEHOLDER = "<!--content-->";

/** The page around its content: the parts that depend neither on the ledger nor on the grids. */
export function renderFrame(view: Frame): { before: string; after: string } {
  const { messages: t, query } = view;
  const html = render({
    language: view.language,
    title: t.title,
    description: t.description,
    page: "analytics",
    hasScript: true,
    assets: view.assets,
    skip: t.skip,
    inLanguage: (language) => addressWith(query, { lang: language }),
    children: (
      <main id="main" tabindex={-1} data-locale={view.language}>
        <Toolbar view={view} />
        {raw(PLACEHOLDER)}
        <Footer view={view} />
      </main>
    ),
  });
  const [before = "", after = ""] = html.split(PLACEHOLDER);
  return { before, after };
}

/**
 * The content of the page in its order, each part rendered by itself: the figures first. It is complete without the
 * page's script, which adds charts and refreshes.
 */
export const CONTENT: readonly ((view: View) => string)[] = [
  (view) => String(<Figures view={view} />),
  (view) => String(<Regions view={view} grid={view.grid} />),
  (view) => String(<Details view={view} />),
];

/** The whole page as HTML. */
export function renderAnalytics(view: View): string {
  const { before, after } = renderFrame(view);
  return before + CONTENT.map((render) => render(view)).join("") + after;
}

/** Everybody whose grid data may be behind a figure. */
const SOURCES = [YEARLY_ATTRIBUTION, PROVINCES_ATTRIBUTION, ...Object.values(ATTRIBUTIONS)].join(
  "; ",
);

const Figures = ({ view }: { view: View }) => {
  const { messages: t, ledger } = view;
  return (
    <>
      <div class="notices" id="notices" data-live>
        {view.window.isFallback && <p class="notice alarm">{t.fallback}</p>}
        {ledger && !ledger.isComplete && <p class="notice alarm">{t.incomplete}</p>}
        {ledger && <Simulated view={view} ledger={ledger} />}
      </div>
      <p class="notice alarm stale" id="stale" role="status" hidden>
        {t.stale}
      </p>
      {ledger === null ? (
        <Message title={t.failure.title} text={t.failure.text} isAlarm />
      ) : (
        <Ledger view={view} ledger={ledger} />
      )}
    </>
  );
};

const Details = ({ view }: { view: View }) => {
  const { ledger } = view;
  if (!ledger || ledger.totals.requests === 0) return null;
  return (
    <>
      <Splits view={view} ledger={ledger} />
      <Receipts view={view} ledger={ledger} />
    </>
  );
};

const Ledger = ({ view, ledger }: { view: View; ledger: LedgerView }) => (
  <>
    <Headline view={view} ledger={ledger} />
    {ledger.totals.requests === 0 ? (
      <Message title={view.messages.empty.title} text={view.messages.empty.text}>
        {view.window.to > view.nowMs && <First view={view} />}
      </Message>
    ) : (
      <Series view={view} ledger={ledger} />
    )}
  </>
);

const Message = (props: { title: string; text: string; isAlarm?: boolean; children?: Child }) => (
  <section class={props.isAlarm ? "message alarm" : "message"} data-failed={props.isAlarm}>
    <h2>{props.title}</h2>
    <p>{props.text}</p>
    {props.children}
  </section>
);

/** Sends a sample for its receipt; without a script, a link to the playground, which does the same. */
const First = ({ view: { messages: t, language } }: { view: View }) => (
  <p class="first">
    <a
      class="button"
      id="first"
      href={linkTo("playground", language).href}
      data-text={SAMPLES.find((sample) => sample.language === language)?.text}
      data-sending={t.empty.sending}
      data-failed={t.empty.failed}
    >
      {t.empty.send}
    </a>{" "}
    <span id="first-said" role="status" />
  </p>
);

const Simulated = ({ view, ledger }: { view: View; ledger: LedgerView }) => {
  const { simulated, requests } = ledger.totals;
  if (simulated === 0) return null;
  return <p class="notice">{view.messages.simulated(count(simulated), simulated === requests)}</p>;
};

const Toolbar = ({ view }: { view: Frame }) => {
  const { messages: t, query, window, nowMs } = view;
  const inForm = (ms: number) => new Date(ms).toISOString().slice(0, 16);
  const anew = { from: undefined, to: undefined, cursor: undefined, receipt: undefined };
  return (
    <div class="toolbar">
      <nav class="presets" aria-label={t.range} id="presets" data-live>
        {(Object.keys(PRESETS) as Preset[]).map((range) => (
          <a
            href={addressWith(query, { ...anew, range })}
            aria-current={range === window.range ? "true" : undefined}
            data-swap
          >
            {t.presets[range]}
          </a>
        ))}
      </nav>
      <form class="custom" action={PATH} method="get" data-swap>
        {(["lang", "weight", "ran", "model"] as const).map(
          (name) => query[name] && <input type="hidden" name={name} value={query[name]} />,
        )}
        <label>
          <span class="soft">{t.from}</span>{" "}
          <input
            type="datetime-local"
            name="from"
            required
            value={inForm(window.from)}
            max={inForm(nowMs)}
          />
        </label>
        <label>
          <span class="soft">{t.to}</span>{" "}
          <input type="datetime-local" name="to" required value={inForm(window.to)} />
        </label>
        <button type="submit">{t.show}</button>
      </form>
      <p class="freshness">
        <span class="soft" id="updated" data-live>
          <time datetime={new Date(nowMs).toISOString()}>
            {t.updated(new Date(nowMs).toISOString().slice(11, 19))}
          </time>
        </span>
        <button type="button" id="live" aria-pressed="true" title={t.liveHint} hidden>
          {t.live}
        </button>
      </p>
    </div>
  );
};

const Footer = ({ view }: { view: Frame }) => {
  const { messages: t, window, query } = view;
  const series = seriesAddress(window);
  const receipts = receiptsAddress(query, window);
  const exports = [
    { href: `${series}&format=csv`, label: t.export.csv, isFile: true },
    { href: series, label: t.export.json },
    { href: `${receipts}&format=csv`, label: t.export.receiptsCsv, isFile: true },
    { href: `${receipts}&format=ndjson`, label: t.export.ndjson, isFile: true },
    { href: "/v1/regions", label: t.export.regions },
  ];
  return (
    <footer class="colophon">
      <p class="export" id="export" data-live>
        {t.export.title}
        {exports.map(({ href, label, isFile }, index) => (
          <>
            {index > 0 && SITE[view.language].listed}
            <a href={href} download={isFile}>
              {label}
            </a>
          </>
        ))}
      </p>
      <p>{t.colophon.what}</p>
      <p>
        {t.colophon.data(SOURCES)} {t.utc}
      </p>
      <p>{t.colophon.zero}</p>
    </footer>
  );
};
