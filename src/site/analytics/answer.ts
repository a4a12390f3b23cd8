import { chooseLanguage } from "../../contract/language.ts";
import type { World } from "../../region/place.ts";
import type { Assets } from "../pages/assets.ts";
import { PAGE_HEADERS } from "../pages/security.ts";
import { analyticsQuery } from "./address.ts";
import { MESSAGES } from "./messages.ts";
import { renderAnalytics } from "./page.tsx";
import { readGrid, readLedger } from "./read.ts";
import { readWindow } from "./window.ts";

/** Where the page's data comes from. */
export interface Sources {
  ledger: KVNamespace;
  world: World;
  assets: Assets;
  nowMs: number;
}

/** The analytics page. A ledger that cannot be read makes a page that says so, with status 503. */
export async function answerAnalytics(
  request: Request,
  { ledger, world, assets, nowMs }: Sources,
): Promise<Response> {
  const query = analyticsQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  const language = chooseLanguage(query.lang, request.headers.get("accept-language") ?? "");
  const window = readWindow(query, nowMs);
  const found = await readLedger(ledger, { window, query, nowMs, regions: world.regions }).catch(
    (error: unknown) => {
      console.error(JSON.stringify({ event: "ledger-unreadable", error: String(error) }));
      return null;
    },
  );
  const html = renderAnalytics({
    nowMs,
    window,
    query,
    language,
    messages: MESSAGES[language],
    assets,
    ledger: found,
    grid: readGrid(world),
  });
  return new Response(html, {
    status: found ? 200 : 503,
    headers: {
      ...PAGE_HEADERS,
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": language,
      ...(!found && { "Retry-After": "30" }),
    },
  });
}
