import { raw } from "hono/html";
import type { Language } from "../../contract/language.ts";
import en from "../../emissions/METHODOLOGY.md";
import zh from "../../emissions/METHODOLOGY.zh.md";
import type { Assets } from "../pages/assets.ts";
import { render } from "../pages/document.tsx";
import { toHtml } from "./markdown.ts";

const TEXTS = {
  en: {
    markdown: en,
    title: "Methodology",
    description: "How the emissions of a summary are estimated: every term, every constant.",
    skip: "Skip to the text",
  },
  zh: {
    markdown: zh,
    title: "计算方法",
    description: "一次摘要的排放如何估算：每一项，每一个常数。",
    skip: "跳到正文",
  },
} satisfies Record<Language, unknown>;

/** `src/emissions/METHODOLOGY.md` as a page of the site. */
export function methodologyPage(language: Language, assets: Assets): string {
  const { markdown, title, description, skip } = TEXTS[language];
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
        {raw(toHtml(markdown))}
      </main>
    ),
  });
}
