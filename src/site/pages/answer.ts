import { chooseLanguage, type PageLanguage } from "../../contract/language.ts";
import type { PageName } from "./navigation.ts";
import { PAGE_HEADERS } from "./security.ts";

/** Bounds the memory that invented `Host` headers can use; a deployment has few origins. */
const MAX_RENDERED = 32;

const rendered = new Map<string, string>();

/**
 * Answers a page that is the same for every caller. It is rendered once per isolate, language and origin. The language
 * is that of `?lang=`, otherwise the best match of Accept-Language.
 */
export function answerPage(
  request: Request,
  page: PageName,
  render: (language: PageLanguage, origin: string) => string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { searchParams, origin } = new URL(request.url);
  const accepted = request.headers.get("accept-language") ?? "";
  const language = chooseLanguage(searchParams.get("lang") ?? undefined, accepted);
  const key = `${page} ${language} ${origin}`;
  const html = rendered.get(key) ?? render(language, origin);
  if (rendered.size >= MAX_RENDERED) rendered.clear();
  rendered.set(key, html);
  return new Response(html, {
    headers: {
      ...PAGE_HEADERS,
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": language,
      ...headers,
    },
  });
}
