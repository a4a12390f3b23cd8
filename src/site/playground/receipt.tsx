import type { Child } from "hono/jsx";
import type { PageLanguage } from "../../contract/language.ts";
import { ComparisonLink, EquivalentsSource } from "../pages/comparison.tsx";
import { MESSAGES as SITE } from "../pages/messages.ts";
import { linkTo } from "../pages/navigation.ts";
import type { PlaygroundMessages } from "./messages.en.ts";

/** The receipt, which the script fills: one line first, then the picture and the details. */
export const Receipt = ({
  t: { receipt: t },
  language,
}: {
  t: PlaygroundMessages;
  language: PageLanguage;
}) => (
  <section class="receipt" id="receipt" aria-labelledby="receipt-title" hidden>
    <div class="bar">
      <h2 class="bar-title" id="receipt-title">
        {t.title}
      </h2>
      <a class="bar-end small" id="receipt-link" href="/analytics" hidden>
        {t.whole}
      </a>
    </div>
    <div class="receipt-body">
      <p class="verdict">
        <span class="display" id="total" /> <span id="million" />{" "}
        <EquivalentsSource language={language} />
      </p>
      <p id="place" />
      <figure class="picture">
        <div id="picture" />
        <figcaption>
          <dl class="legend">
            <Compared name="this" title={t.this} />
            <Compared name="original" title={t.original}>
              <ComparisonLink language={language}>{t.originalSource}</ComparisonLink>
            </Compared>
            <Compared name="prompt" title={t.prompt}>
              <ComparisonLink language={language}>{t.promptSource}</ComparisonLink>
            </Compared>
            <Compared name="search" title={t.search}>
              <ComparisonLink language={language}>{t.searchSource}</ComparisonLink>
            </Compared>
          </dl>
          <p class="small soft">
            {t.scale}
            {SITE[language].joint}
            {t.sameGrid}
            {SITE[language].joint}
            <span id="lens-note" />
          </p>
        </figcaption>
      </figure>
      <details>
        <summary>{t.more}</summary>
        <p class="small soft" id="bounds" />
        <dl class="details" id="details" />
        <p class="small soft" id="assumption" hidden>
          {t.assumption}
        </p>
        <p class="small">
          <a href={linkTo("methodology", language).href}>{t.methodology}</a>
        </p>
      </details>
    </div>
  </section>
);

const Compared = (props: { name: string; title: string; children?: Child }) => (
  <div data-compared={props.name}>
    <dt>
      {props.title} {props.children}
    </dt>
    <dd>
      <span class="ratio soft" /> <data />
    </dd>
  </div>
);
