import { raw } from "hono/html";
import type { PageLanguage } from "../../contract/language.ts";
import en from "../../emissions/METHODOLOGY.md";
import zh from "../../emissions/METHODOLOGY.zh.md";
import type { Assets } from "../pages/assets.ts";
import { render } from "../pages/document.tsx";
import { Formula } from "./formula.tsx";
import { toHtml } from "./markdown.ts";
import { MESSAGES } from "./messages.ts";

const MARKDOWN: Readonly<Record<PageLanguage, string>> = { en, zh };

/** The end of the first formula, that of the specification. */
const FORMULA_END = "</pre>\n";
const HEADING_END = "</h2>\n";

/** `src/emissions/METHODOLOGY.md` as a page of the site. */
export function methodologyPage(language: PageLanguage, assets: Assets): string {
  const { title, description, skip, formula } = MESSAGES[language];
  const [before = "", ...after] = toHtml(MARKDOWN[language]).split(FORMULA_END);
  const drawn = [before, String(<Formula t={formula} />) + after.join(FORMULA_END)];
  const [opening, ...sections] = drawn.join(FORMULA_END).split(/(?=<h2)/);
  return render({
    language,
    title,
    description,
    page: "methodology",
    hasScript: false,
    assets,
    skip,
    inLanguage: (other) => `/methodology?lang=${other}`,
    children: (
      <main id="main" class="text">
        {raw(opening)}
        {sections.map((section) => {
          const [heading = "", ...rest] = section.split(HEADING_END);
          return (
            <section class="part">
              {raw(heading + HEADING_END)}
              <div>{raw(rest.join(HEADING_END))}</div>
            </section>
          );
        })}
      </main>
    ),
  });
}
