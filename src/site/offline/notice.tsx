import { LANGUAGES, type PageLanguage } from "../../contract/language.ts";
import type { Assets } from "../pages/assets.ts";
import { render } from "../pages/document.tsx";
import { MESSAGES } from "../pages/messages.ts";

/** The page that the service worker shows in place of a page that is not available offline, in each language. */
export const offlineNotices = (assets: Assets): Record<PageLanguage, string> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, noticeIn(language, assets)])) as Record<
    PageLanguage,
    string
  >;

/** In the style of the playground, which is cached with it. */
const noticeIn = (language: PageLanguage, assets: Assets): string => {
  const { title, text, link, skip } = MESSAGES[language].offline;
  return render({
    language,
    title,
    description: text,
    page: null,
    style: "playground",
    hasScript: false,
    assets,
    skip,
    inLanguage: (other) => `?lang=${other}`,
    children: (
      <main id="main" tabindex={-1}>
        <h1>{title}</h1>
        <p>{text}</p>
        <p>
          <a href={`/?place=device&lang=${language}`}>{link}</a>
        </p>
      </main>
    ),
  });
};
