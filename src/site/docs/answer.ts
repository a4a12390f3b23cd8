import { chooseLanguage, type Language } from "../../contract/language.ts";
import type { Assets } from "../pages/assets.ts";
import { PAGE_HEADERS } from "../pages/security.ts";
import { type DocsProps, docsPage } from "./page.tsx";

const HEADERS = { ...PAGE_HEADERS, "Cache-Control": "public, max-age=3600" };

const rendered = new Map<string, string>();

/** The documentation, rendered once per isolate, language and address. */
export function answerDocs(
  request: Request,
  made: Pick<DocsProps, "document" | "snippets"> & { assets: Assets },
): Response {
  const { searchParams, origin } = new URL(request.url);
  const language: Language = chooseLanguage(
    searchParams.get("lang") ?? undefined,
    request.headers.get("accept-language") ?? "",
  );
  const key = `${language} ${origin}`;
  const html = rendered.get(key) ?? docsPage({ ...made, language, origin });
  // A deployment has few addresses; whoever invents Host headers must not fill the memory.
  if (rendered.size >= 8) rendered.clear();
  rendered.set(key, html);
  return new Response(html, {
    headers: { ...HEADERS, "Content-Type": "text/html; charset=utf-8" },
  });
}
