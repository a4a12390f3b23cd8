import type { Language } from "../../contract/language.ts";
import { type Assets, addressOf } from "../pages/assets.ts";
import { render } from "../pages/document.tsx";
import { Controls } from "./controls.tsx";
import type { Messages } from "./messages.en.ts";
import { MESSAGES } from "./messages.ts";
import { Receipt } from "./receipt.tsx";
import { Shortcuts } from "./shortcuts.tsx";
import { Source } from "./source.tsx";

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
