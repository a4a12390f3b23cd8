import type { PageLanguage } from "../../contract/language.ts";
import { type Assets, addressOf } from "../pages/assets.ts";
import { render } from "../pages/document.tsx";
import { MESSAGES as SITE } from "../pages/messages.ts";
import { Controls } from "./controls.tsx";
import type { PlaygroundMessages } from "./messages.en.ts";
import { MESSAGES } from "./messages.ts";
import { Receipt } from "./receipt.tsx";
import { Shortcuts } from "./shortcuts.tsx";
import { Source } from "./source.tsx";

/** The data of the page besides its language. */
export interface PlaygroundProps {
  assets: Assets;
  /** Maximum number of characters that the server accepts. */
  maxCharacters: number;
}

/** The playground as HTML, with a sample text that the script summarizes at once. */
export function playgroundPage(language: PageLanguage, props: PlaygroundProps): string {
  const t = MESSAGES[language];
  return render({
    language,
    title: t.title,
    description: t.description,
    page: "playground",
    hasScript: true,
    assets: props.assets,
    skip: t.skip,
    inLanguage: (other) => `/?lang=${other}`,
    children: <Main t={t} language={language} {...props} />,
  });
}

const Main = ({
  t,
  language,
  assets,
  maxCharacters,
}: PlaygroundProps & { t: PlaygroundMessages; language: PageLanguage }) => (
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
      <div class="side">
        <Source t={t} language={language} />
        <Controls t={t} />
        <Status t={t} />
      </div>
      <div class="side" id="result">
        <Summary t={t} />
        <Receipt t={t} language={language} />
      </div>
      <Places t={t} />
    </form>
    <Shortcuts t={t} />
    <Footer t={t} joint={SITE[language].joint} />
    <p class="drop" id="drop" hidden>
      {t.source.drop}
    </p>
  </main>
);

const Status = ({ t }: { t: PlaygroundMessages }) => (
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

/** The panel in which the script shows every place where the text could run. */
const Places = ({ t: { strip: t } }: { t: PlaygroundMessages }) => (
  <section class="strip" id="strip" aria-labelledby="strip-title" hidden>
    <h2 class="bar-title" id="strip-title">
      {t.title} <span class="soft small" id="strip-unit" />
    </h2>
    <ol id="places" />
  </section>
);

const Summary = ({ t }: { t: PlaygroundMessages }) => (
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
    <p class="notice small" id="stale" role="status" hidden>
      {t.summary.stale}
    </p>
    <div id="summary" dir="auto">
      <p class="soft">{t.summary.none}</p>
    </div>
    <p class="small soft" id="mode-reason" hidden />
    <p class="small soft" id="truncated" hidden>
      {t.summary.truncated}
    </p>
  </section>
);

const SNIPPET = `<script type="module" src="https://YOUR.HOST/element.js"></script>
<greengist-summary for="#article" length="short"></greengist-summary>`;

const Footer = ({ t, joint }: { t: PlaygroundMessages; joint: string }) => (
  <footer class="colophon">
    <p>
      {t.privacy}
      {joint}
      <span id="offline-note">{t.offlineNote}</span>
      {joint}
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
