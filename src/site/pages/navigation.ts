import type { Language } from "../../contract/language.ts";

/** The pages of the site in the order of the masthead, by the folder of each under `src`. */
export const PAGES = {
  playground: { path: "/", names: { en: "Summarize", zh: "摘要" } },
  analytics: { path: "/analytics", names: { en: "Emissions", zh: "排放" } },
  methodology: { path: "/methodology", names: { en: "Methodology", zh: "计算方法" } },
  docs: { path: "/docs", names: { en: "API", zh: "接口" } },
} as const satisfies Record<string, { path: string; names: Record<Language, string> }>;

export type Page = keyof typeof PAGES;

/** Where a page is, and what it is called. */
export const linkTo = (page: Page, language: Language): { href: string; text: string } => {
  const { path, names } = PAGES[page];
  return { href: `${path}?lang=${language}`, text: names[language] };
};
