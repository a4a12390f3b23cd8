import { LANGUAGES, LOCALES, type PageLanguage } from "../../contract/language.ts";
import { MESSAGES } from "../pages/messages.ts";

/** The page that the service worker shows in place of a page that is not available offline, in each language. */
export const offlineNotices = (): Record<PageLanguage, string> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, noticeIn(language)])) as Record<
    PageLanguage,
    string
  >;

const noticeIn = (language: PageLanguage): string => {
  const { title, text, link } = MESSAGES[language].offline;
  return `<!doctype html><html lang="${LOCALES[language]}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>${title} · greengist</title><h1>${title}</h1><p>${text}</p>
<p><a href="/?place=device&amp;lang=${language}">${link}</a></p></html>`;
};
