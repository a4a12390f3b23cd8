import { html, raw } from "hono/html";
import type { Child } from "hono/jsx";
import { type Assets, addressOf } from "./assets.ts";
import { LANGUAGES, type Language, LOCALES } from "./language.ts";

/** What every page has: its words, its files, and where it stands in the site. */
export interface DocumentProps {
  language: Language;
  title: string;
  description: string;
  /** Folder of the page under `src`, which names its script and its style. */
  page: string;
  hasScript: boolean;
  assets: Assets;
  skip: string;
  /** Links of the masthead; the one of this page is marked. */
  links: readonly { href: string; text: string; isCurrent: boolean }[];
  /** The address of this page in another language. */
  inLanguage: (language: Language) => string;
  children?: Child;
}

const NAMES: Readonly<Record<Language, string>> = { en: "English", zh: "中文" };

const Document = (props: DocumentProps) => (
  <html lang={LOCALES[props.language]}>
    <head>
      <meta charset="utf-8" />
      <title>{`${props.title} · greengist`}</title>
      <meta name="description" content={props.description} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href={addressOf(props.assets, `${props.page}.css`)} />
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
          {props.links.map(({ href, text, isCurrent }) => (
            <a href={href} aria-current={isCurrent ? "page" : undefined}>
              {text}
            </a>
          ))}
        </nav>
        <div class="languages">
          {LANGUAGES.map((language) => (
            <a
              href={props.inLanguage(language)}
              hreflang={LOCALES[language]}
              lang={LOCALES[language]}
              aria-current={language === props.language ? "true" : undefined}
            >
              {NAMES[language]}
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
