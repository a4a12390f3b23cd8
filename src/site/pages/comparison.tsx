import type { Child } from "hono/jsx";
import type { PageLanguage } from "../../contract/language.ts";
import { MESSAGES } from "./messages.ts";
import { linkTo } from "./navigation.ts";

/** A link to the part of the methodology that explains what summaries are compared with. */
export const ComparisonLink = ({
  language,
  children,
}: {
  language: PageLanguage;
  children?: Child;
}) => (
  <a
    class="small"
    href={`${linkTo("methodology", language).href}#${MESSAGES[language].comparison.anchor}`}
  >
    {children}
  </a>
);

/** The source of the comparison of a million summaries with driving and with phone charges. */
export const EquivalentsSource = ({ language }: { language: PageLanguage }) => (
  <ComparisonLink language={language}>{MESSAGES[language].comparison.source}</ComparisonLink>
);
