import { html, raw } from "hono/html";
import type { Child } from "hono/jsx";
import { LANGUAGES, LOCALES, type PageLanguage } from "../../contract/language.ts";
import { type Assets, addressOf } from "./assets.ts";
import { MESSAGES } from "./messages.ts";
import { linkTo, PAGES, type PageName } from "./navigation.ts";

/** The parts of a page that the common frame needs. */
export interface DocumentProps {
  language: PageLanguage;
  title: string;
  description: string;
  /** Folder of the page in `src/site`, which determines its script and its style; null for a page without its own. */
  page: PageName | null;
  /** Folder of its style, if it differs. */
  style?: string;
  hasScript: boolean;
  assets: Assets;
  skip: string;
  /** The address of this page in another language. */
  inLanguage: (language: PageLanguage) => string;
  children?: Child;
}

const Document = (props: DocumentProps) => (
  <html lang={LOCALES[props.language]}>
    <head>
      <meta charset="utf-8" />
      <title>{`${props.title} · greengist`}</title>
      <meta name="description" content={props.description} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      <link
        rel="preload"
        href={addressOf(props.assets, "font.woff2")}
        as="font"
        type="font/woff2"
        crossorigin=""
      />
      <link rel="stylesheet" href={addressOf(props.assets, `${props.style ?? props.page}.css`)} />
      {props.hasScript && (
        <script type="module" src={addressOf(props.assets, `${props.page}.js`)} />
      )}
    </head>
    <body>
      <a class="skip" href="#main">
        {props.skip}
      </a>
      <header class="masthead">
        <a class="name" href={`/?lang=${props.language}`}>
          greengist
        </a>
        <nav>
          {(Object.keys(PAGES) as PageName[]).map((page) => {
            const { href, text } = linkTo(page, props.language);
            return (
              <a href={href} aria-current={page === props.page ? "page" : undefined}>
                {text}
              </a>
            );
          })}
        </nav>
        <div class="languages">
          {LANGUAGES.map((language) => (
            <a
              href={props.inLanguage(language)}
              hreflang={LOCALES[language]}
              lang={LOCALES[language]}
              aria-current={language === props.language ? "true" : undefined}
            >
              {MESSAGES[language].name}
            </a>
          ))}
        </div>
      </header>
      {props.children}
    </body>
  </html>
);

/** A whole HTML page. */
export const render = (props: DocumentProps): string =>
  String(html`<!doctype html>${raw(String(<Document {...props} />))}`);
