import { chooseLanguage, type Language } from "../../contract/language.ts";
import type { Assets } from "../pages/assets.ts";
import { PAGE_HEADERS } from "../pages/security.ts";
import { methodologyPage } from "./page.tsx";

const HEADERS = { ...PAGE_HEADERS, "Cache-Control": "public, max-age=3600" };

const rendered = new Map<Language, string>();

/** The methodology page, rendered once per isolate and language. */
export function answerMethodology(request: Request, assets: Assets): Response {
  const asked = new URL(request.url).searchParams.get("lang") ?? undefined;
  const language = chooseLanguage(asked, request.headers.get("accept-language") ?? "");
  const html = rendered.get(language) ?? methodologyPage(language, assets);
  rendered.set(language, html);
  return new Response(html, {
    headers: { ...HEADERS, "Content-Type": "text/html; charset=utf-8" },
  });
}
