import type { Child } from "hono/jsx";
import type { Language } from "../../contract/language.ts";
import { linkTo } from "../pages/navigation.ts";
import type { Messages } from "./messages.en.ts";
import { MESSAGES } from "./messages.ts";

/** The receipt, which the script fills. */
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
  <a
    class="small"
    href={`${linkTo("methodology", language).href}#${MESSAGES[language].receipt.comparisonAnchor}`}
  >
    {text}
  </a>
);
