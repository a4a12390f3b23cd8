import { chooseLanguage } from "../../contract/language.ts";
import { MeteredKv } from "../../ledger/metered.ts";
import { readProgress } from "../../ledger/roll-up.ts";
import type { World } from "../../region/place.ts";
import type { Assets } from "../pages/assets.ts";
import { PAGE_HEADERS } from "../pages/security.ts";
import { analyticsQuery } from "./address.ts";
import { MESSAGES } from "./messages.ts";
import { CONTENT, renderFrame } from "./page.tsx";
import { readGrid, readLedger } from "./read.ts";
import type { View } from "./view.ts";
import { readWindow } from "./window.ts";

/** The sources of the page's data. */
export interface Sources {
  ledger: KVNamespace;
  /** Reads the grids. The function has the world at a time in milliseconds since the epoch, foreseen after `nowMs`. */
  foresight: () => Promise<(atMs: number) => World>;
  assets: Assets;
  nowMs: number;
}

/** If the ledger's first value takes longer than this, the page is sent without knowing whether it can be read. */
const PATIENCE_MS = 80;

/** Pause after the frame: workerd sends it only when nothing that the next part needs is under way. */
const SEND_MS = 5;

/**
 * The analytics page. Its frame is sent as soon as the ledger has given one value; figures, map and receipts follow when
 * they are read. If the ledger cannot be read, the page reports that, with status 503 where it fails at once.
 */
export async function answerAnalytics(
  request: Request,
  { ledger, foresight, assets, nowMs }: Sources,
): Promise<Response> {
  const query = analyticsQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  const language = chooseLanguage(query.lang, request.headers.get("accept-language") ?? "");
  const window = readWindow(query, nowMs);
  const frame = { nowMs, window, query, language, messages: MESSAGES[language], assets };
  const progress = readProgress(new MeteredKv(ledger));
  /** Reads everything else. This begins when the frame has been taken, so that it never waits behind these reads. */
  const view = async (): Promise<View> => {
    const worldAt = await foresight();
    const { regions } = worldAt(nowMs);
    const reading = readLedger(ledger, { window, query, nowMs, progress, regions });
    const found = await reading.catch((error: unknown) => {
      console.error(JSON.stringify({ event: "ledger-unreadable", error: String(error) }));
      return null;
    });
    return { ...frame, ledger: found, grid: readGrid(worldAt, nowMs) };
  };
  const isReadable = await Promise.race([
    progress.then(
      () => true,
      () => false,
    ),
    pause(PATIENCE_MS).then(() => true),
  ]);
  return new Response(streamOf(renderFrame(frame), view), {
    status: isReadable ? 200 : 503,
    headers: {
      ...PAGE_HEADERS,
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": language,
      ...(!isReadable && { "Retry-After": "30" }),
    },
  });
}

const pause = (ms: number) => new Promise((wake) => setTimeout(wake, ms));

/** Each part is rendered when the one before has been taken, so that no part waits for the work of a later one. */
function streamOf(
  { before, after }: ReturnType<typeof renderFrame>,
  view: () => Promise<View>,
): ReadableStream<Uint8Array> {
  const parts = (async function* () {
    yield before;
    await pause(SEND_MS);
    const known = await view();
    for (const render of CONTENT) yield render(known);
    yield after;
  })();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
}
