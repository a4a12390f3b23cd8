import type { PageLanguage } from "../../contract/language.ts";
import { MESSAGES } from "./messages.ts";

/** Paths of the site's pages in the order of the masthead, by their folders in `src/site`. */
export const PAGES = {
  playground: "/",
  analytics: "/analytics",
  methodology: "/methodology",
  docs: "/docs",
} as const;

export type PageName = keyof typeof PAGES;

/** The address and the name of a page in a language. */
export const linkTo = (page: PageName, language: PageLanguage): { href: string; text: string } => ({
  href: `${PAGES[page]}?lang=${language}`,
  text: MESSAGES[language].pages[page],
});
