import type { Child } from "hono/jsx";
import type { Language } from "../../contract/language.ts";
import type { Messages } from "./messages.ts";

/** Filled by the script; the links to where each figure comes from stand here. */
export const Receipt = ({ t: { receipt: t }, language }: { t: Messages; language: Language }) => (
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
