import { chooseLanguage } from "../../contract/language.ts";
import type { World } from "../../region/place.ts";
import type { Assets } from "../pages/assets.ts";
import { PAGE_HEADERS } from "../pages/security.ts";
import { analyticsQuery } from "./address.ts";
import { MESSAGES } from "./messages.ts";
import { renderContent, renderFrame } from "./page.tsx";
import { readGrid, readLedger } from "./read.ts";
import type { View } from "./view.ts";
import { readWindow } from "./window.ts";

/** The sources of the page's data. */
export interface Sources {
  ledger: KVNamespace;
  /** The state of the world at a time in milliseconds since the epoch, foreseen for later than `nowMs`. */
  worldAt: (atMs: number) => World;
  assets: Assets;
  nowMs: number;
}

/** If the ledger takes longer than this, the top of the page is sent first. */
const PATIENCE_MS = 80;

/**
 * The analytics page. If the ledger fails at once, the page reports that with status 503. If it is slow, the top of the
 * page is sent without it, and the rest follows.
 */
export async function answerAnalytics(
  request: Request,
  { ledger, worldAt, assets, nowMs }: Sources,
): Promise<Response> {
  const query = analyticsQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  const language = chooseLanguage(query.lang, request.headers.get("accept-language") ?? "");
  const window = readWindow(query, nowMs);
  const grid = readGrid(worldAt, nowMs);
  const { regions } = worldAt(nowMs);
  const viewOf = (found: View["ledger"]): View => ({
    nowMs,
    window,
    query,
    language,
    messages: MESSAGES[language],
    assets,
    ledger: found,
    grid,
  });
  const reading = readLedger(ledger, { window, query, nowMs, regions }).catch((error: unknown) => {
    console.error(JSON.stringify({ event: "ledger-unreadable", error: String(error) }));
    return null;
  });
  const { before, after } = renderFrame(viewOf(null));
  const headers = {
    ...PAGE_HEADERS,
    "Content-Type": "text/html; charset=utf-8",
    "Content-Language": language,
  };
  const content = reading.then((found) => renderContent(viewOf(found)));
  const early = await Promise.race([reading, pause(PATIENCE_MS)]);
  if (early === "waited") {
    return new Response(streamOf(before, content, after), { headers });
  }
  return new Response(before + (await content) + after, {
    status: early ? 200 : 503,
    headers: { ...headers, ...(!early && { "Retry-After": "30" }) },
  });
}

const pause = (ms: number): Promise<"waited"> =>
  new Promise((wake) => setTimeout(() => wake("waited"), ms));

function streamOf(...parts: (string | Promise<string>)[]): ReadableStream<Uint8Array> {
  const waiting = parts.values();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = waiting.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(await value));
    },
  });
}
