import type { Child } from "hono/jsx";
import { type Assets, addressOf } from "../pages/assets.ts";
import { render } from "../pages/document.tsx";
import type { Language } from "../pages/language.ts";
import { MESSAGES, type Messages } from "./messages.ts";
import { SAMPLES } from "./samples.ts";
import { DEFAULTS, FORMATS, LENGTHS, MAX_QUERY_LENGTH, PLACES, RUNTIMES } from "./settings.ts";

/** What the page is told beside its language. */
export interface PlaygroundProps {
  assets: Assets;
  /** The most that the server reads. */
  maxCharacters: number;
}

/** The playground as HTML: its frame, which the script brings to life. */
export function playgroundPage(language: Language, props: PlaygroundProps): string {
  const t = MESSAGES[language];
  return render({
    language,
    title: t.title,
    description: t.description,
    page: "playground",
    hasScript: true,
    assets: props.assets,
    skip: t.skip,
    links: [
      { href: `/?lang=${language}`, text: t.nav.playground, isCurrent: true },
      { href: `/analytics?lang=${language}`, text: t.nav.emissions, isCurrent: false },
      { href: `/methodology?lang=${language}`, text: t.nav.methodology, isCurrent: false },
      { href: `/docs?lang=${language}`, text: t.nav.docs, isCurrent: false },
    ],
    inLanguage: (other) => `/?lang=${other}`,
    children: <Main t={t} language={language} {...props} />,
  });
}

const Main = ({
  t,
  language,
  assets,
  maxCharacters,
}: PlaygroundProps & { t: Messages; language: Language }) => (
  <main
    id="main"
    tabindex={-1}
    data-language={language}
    data-device={addressOf(assets, "device.js")}
    data-pdf-worker={addressOf(assets, "pdf.worker.mjs")}
    data-pdf-tables={addressOf(assets, "pdf.cmaps/")}
    data-max-characters={maxCharacters}
  >
    <header class="opening">
      <h1>{t.heading}</h1>
      <p class="soft">{t.lede}</p>
    </header>
    <noscript>
      <p class="notice alarm">
        {t.noScript} <code>POST /v1/summarize</code>
      </p>
    </noscript>
    <form class="bench" id="bench" autocomplete="off">
      <Source t={t} />
      <div class="side">
        <Controls t={t} />
        <Status t={t} />
        <Summary t={t} />
      </div>
    </form>
    <Receipt t={t} language={language} />
    <Shortcuts t={t} />
    <Footer t={t} />
    <p class="drop" id="drop" hidden>
      {t.source.drop}
    </p>
  </main>
);

const Source = ({ t }: { t: Messages }) => (
  <section class="source" aria-label={t.source.label}>
    <div class="bar">
      <label class="bar-title" for="text" id="text-label">
        {t.source.label}
      </label>
      <span class="soft small" id="count" />
      <span class="bar-end">
        <button type="button" class="plain" id="edit" hidden>
          {t.source.edit}
        </button>
        <button type="button" class="plain" id="clear" hidden>
          {t.source.clear}
        </button>
        <button type="button" class="plain" id="open-file">
          {t.source.open}
        </button>
        <input
          type="file"
          id="file"
          hidden
          accept=".txt,.md,.markdown,.html,.htm,.pdf,text/plain,text/markdown,text/html,application/pdf"
        />
      </span>
    </div>
    <textarea
      id="text"
      spellcheck={false}
      placeholder={t.source.placeholder}
      aria-describedby="count"
    />
    <section class="reader" id="reader" tabindex={0} aria-label={t.source.label} hidden />
    <p class="samples small">
      <span class="soft">{t.source.samples}</span>
      {SAMPLES.map(({ id, kind, language }) => (
        <button
          type="button"
          class="plain"
          data-sample={id}
          lang={language === "zh" ? "zh-Hans" : "en"}
        >
          {kind}
        </button>
      ))}
    </p>
  </section>
);

const Controls = ({ t: { controls: t } }: { t: Messages }) => (
  <fieldset class="controls">
    <legend class="hidden-text">{t.label}</legend>
    <Choice
      name="place"
      legend={t.place}
      labels={t.places}
      options={PLACES}
      chosen={DEFAULTS.place}
    />
    <p class="place-note small soft" id="place-note" aria-live="polite" />
    <label class="field" id="region-field" hidden>
      <span>{t.region}</span>
      <select name="region" id="region">
        <option value="auto">{t.anyRegion}</option>
      </select>
    </label>
    <div class="pair" id="device-fields" hidden>
      <label class="field">
        <span>{t.runtime}</span>
        <select name="runtime">
          {RUNTIMES.map((runtime) => (
            <option value={runtime}>{t.runtimes[runtime]}</option>
          ))}
        </select>
      </label>
      <label class="field" id="model-field">
        <span>{t.model}</span>
        <select name="model" id="model" />
      </label>
    </div>
    <div class="pair">
      <label class="field">
        <span>
          {t.length}: <output id="length-name" for="length" />
        </span>
        <input type="range" name="length" id="length" min="0" max={LENGTHS.length - 1} step="1" />
      </label>
      <label class="field">
        <span>{t.format}</span>
        <select name="format">
          {FORMATS.map((format) => (
            <option value={format}>{t.formats[format]}</option>
          ))}
        </select>
      </label>
    </div>
    <label class="field">
      <span>
        {t.query} <span class="soft">{t.queryHint}</span>
      </span>
      <input type="text" name="query" maxlength={MAX_QUERY_LENGTH} />
    </label>
    <p class="actions">
      <button type="submit" class="primary" id="run">
        {t.run}
      </button>
      <button type="button" id="cancel" hidden>
        {t.cancel}
      </button>
    </p>
  </fieldset>
);

const Choice = <Name extends string>(props: {
  name: string;
  legend: string;
  options: readonly Name[];
  labels: Readonly<Record<Name, string>>;
  chosen: Name;
}) => (
  <fieldset class="choice">
    <legend>{props.legend}</legend>
    <div class="segments">
      {props.options.map((option) => (
        <label>
          <input type="radio" name={props.name} value={option} checked={option === props.chosen} />
          <span>{props.labels[option]}</span>
        </label>
      ))}
    </div>
  </fieldset>
);

const Status = ({ t }: { t: Messages }) => (
  <div class="status" id="status">
    <progress id="progress" aria-label={t.controls.run} hidden />
    <p id="said" role="status" class="small" />
    <div class="notice alarm" id="failure" role="alert" hidden>
      <p id="failure-text" />
      <button type="button" id="try-device" hidden>
        {t.failure.tryDevice}
      </button>
    </div>
  </div>
);

const Summary = ({ t }: { t: Messages }) => (
  <section class="summary" aria-labelledby="summary-title">
    <div class="bar">
      <h2 class="bar-title" id="summary-title">
        {t.summary.title}
      </h2>
      <span class="bar-end">
        <button type="button" class="plain" id="copy" disabled>
          {t.summary.copy}
        </button>
        <button type="button" class="plain" id="share">
          {t.summary.share}
        </button>
      </span>
    </div>
    <div id="summary">
      <p class="soft">{t.summary.none}</p>
    </div>
    <p class="small soft" id="truncated" hidden>
      {t.summary.truncated}
    </p>
  </section>
);

/** Filled by the script; the links to where each figure comes from stand here. */
const Receipt = ({ t: { receipt: t }, language }: { t: Messages; language: Language }) => (
  <section class="receipt" id="receipt" aria-labelledby="receipt-title">
    <h2 id="receipt-title">{t.title}</h2>
    <p class="soft" id="receipt-none">
      {t.none}
    </p>
    <div class="receipt-body" id="receipt-body" hidden>
      <div class="total">
        <p class="display" id="total" />
        <p class="small soft" id="bounds" />
        <dl class="details" id="details" />
        <p class="small soft" id="assumption" hidden>
          {t.assumption}
        </p>
        <p class="small">
          <a href={`/methodology?lang=${language}`}>{t.methodology}</a>
        </p>
      </div>
      <figure class="picture">
        <div id="picture" />
        <figcaption>
          <dl class="legend">
            <Compared name="this" title={t.this} />
            <Compared name="original" title={t.original}>
              <Sourced text={t.originalSource} language={language} />
            </Compared>
            <Compared name="search" title={t.search}>
              <Sourced text={t.searchSource} language={language} />
            </Compared>
          </dl>
          <p class="small soft">
            {t.scale} {t.sameGrid} <span id="lens-note" />
          </p>
        </figcaption>
      </figure>
    </div>
  </section>
);

const Compared = (props: { name: string; title: string; children?: Child }) => (
  <div data-compared={props.name}>
    <dt>{props.title}</dt>
    <dd>
      <data /> <span class="ratio soft" /> {props.children}
    </dd>
  </div>
);

const Sourced = ({ text, language }: { text: string; language: Language }) => (
  <a class="small" href={`/methodology?lang=${language}#${COMPARISON[language]}`}>
    {text}
  </a>
);

/** Where the methodology says what a summary is compared with. */
const COMPARISON: Readonly<Record<Language, string>> = { en: "for-comparison", zh: "用来比较的" };

const SHORTCUTS = [
  ["run", ["Ctrl", "Enter"]],
  ["cancel", ["Esc"]],
  ["text", ["/"]],
  ["openFile", ["o"]],
  ["copy", ["c"]],
  ["share", ["s"]],
  ["places", ["e", "r", "d"]],
  ["lengths", ["1", "2", "3"]],
  ["help", ["?"]],
] as const;

const Shortcuts = ({ t: { shortcuts: t } }: { t: Messages }) => (
  <dialog id="shortcuts" aria-labelledby="shortcuts-title">
    <h2 id="shortcuts-title">{t.title}</h2>
    <dl>
      {SHORTCUTS.map(([name, keys]) => (
        <div>
          <dt>
            {keys.map((key) => (
              <kbd>{key}</kbd>
            ))}
          </dt>
          <dd>{t[name]}</dd>
        </div>
      ))}
    </dl>
    <label>
      <input type="checkbox" id="letters" checked /> {t.letters}
    </label>
    <form method="dialog">
      <button type="submit">{t.close}</button>
    </form>
  </dialog>
);

const SNIPPET = `<script type="module" src="https://YOUR.HOST/element.js"></script>
<greengist-summary for="#article" length="short"></greengist-summary>`;

const Footer = ({ t }: { t: Messages }) => (
  <footer class="colophon">
    <p>
      {t.privacy} {t.offlineNote}{" "}
      <button type="button" class="plain link" id="show-shortcuts">
        {t.shortcuts.open}
      </button>
    </p>
    <div class="snippet">
      <p>{t.element}</p>
      <pre tabindex={0}>
        <code>{SNIPPET}</code>
      </pre>
    </div>
  </footer>
);
