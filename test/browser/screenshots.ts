import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import { createTestHarness } from "wrangler";
import { dayOf } from "../../src/cli/demo/day.ts";
import { layGrid, send, settled } from "../../src/cli/demo/send.ts";
import { demoWorkers } from "../../src/cli/demo/workers.ts";
import { LANGUAGES } from "../../src/contract/language.ts";
import { summarize, takeSample } from "./bench.ts";
import { launch, THEMES, WIDTHS } from "./chromium.ts";

const USAGE = `Usage: npm run screenshots -- [options]

Photographs every page after the demo's day, at three widths, in both themes and both languages, into
test/browser/screenshots (ignored by git), and the pictures of the README.

  --only docs,receipt   only these pages, and not the pictures of the README
  --readme              only the pictures of the README
  --url URL             of a server that runs already, such as that of npm run demo
`;

const FOLDER = "test/browser/screenshots";
const REQUESTS = 300;

/** The part of an image that is used here. */
interface Image {
  decode(): Promise<void>;
}

type Language = (typeof LANGUAGES)[number];

interface Shot {
  /** A name of `PAGES`. */
  name: string;
  language: Language;
  width: number;
  /** Of the screenshot; without it, the whole page. */
  height?: number;
  theme: (typeof THEMES)[number];
  path: string;
}

/** Every page: its address, and the steps to the state that is worth a look. */
const PAGES: Readonly<
  Record<
    string,
    { path: string; open?(page: Page, language: Language): Promise<unknown>; isPrint?: boolean }
  >
> = {
  analytics: {
    path: "/analytics",
    open: async (page) => {
      await page.locator("#carbon-plot canvas").waitFor();
      await page.locator("#receipts summary").first().click();
    },
  },
  empty: { path: "/analytics?from=2026-01-01&to=2026-01-02" },
  receipt: { path: "/receipts/{moved}" },
  print: { path: "/receipts/{moved}", isPrint: true },
  image: {
    path: "/receipts/{moved}.svg",
    // Chromium takes no screenshot of a page that is an SVG, and lets only pages of this machine load from it.
    open: async (page) => {
      const address = page.url();
      await page.goto(new URL("/robots.txt", address).href);
      await page.setContent(`<img src="${address}" alt="" width="100%">`);
      await page.locator("img").evaluate((image) => (image as unknown as Image).decode());
    },
  },
  docs: {
    path: "/docs",
    open: async (page) => {
      const form = page.locator("#health form.try");
      await form.getByRole("button").click();
      await form.locator(".result").waitFor();
    },
  },
  methodology: { path: "/methodology" },
  playground: {
    path: "/",
    open: async (page, language) => {
      await page.locator("#total data").waitFor();
      await takeSample(page, language === "zh" ? "xinwen" : "news");
      await summarize(page);
      await page.locator("#places li").nth(2).waitFor();
    },
  },
  written: {
    path: "/?mode=written",
    open: async (page) => {
      await page.locator("#mode-reason:visible").waitFor();
      await page.locator("#places li").nth(2).waitFor();
    },
  },
  device: {
    path: "/?place=device",
    open: (page) => page.locator("#places li").first().waitFor(),
  },
};

const README: readonly Shot[] = [
  ["analytics", 1640],
  ["methodology", 900],
  // Last, because it adds a request to those of the demo.
  ["playground", undefined],
].map(([name, height]) => ({
  name: name as string,
  language: "en",
  width: 1280,
  ...(height !== undefined && { height: height as number }),
  theme: "light",
  path: `src/site/${name}/screenshot.png`,
}));

async function shoot(browser: Browser, base: URL, moved: string, shot: Shot): Promise<void> {
  const { path, open, isPrint } = PAGES[shot.name] as (typeof PAGES)[string];
  const context = await browser.newContext({
    viewport: { width: shot.width, height: shot.height ?? 900 },
    colorScheme: shot.theme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  if (isPrint) await page.emulateMedia({ media: "print" });
  const address = new URL(path.replace("{moved}", moved), base);
  address.searchParams.set("lang", shot.language);
  await page.goto(address.href);
  await open?.(page, shot.language);
  // Opening a receipt has scrolled to it.
  await page.evaluate("scrollTo(0, 0)");
  await page.screenshot({ path: shot.path, fullPage: shot.height === undefined });
  await context.close();
}

/** The id of a receipt of heavy work that moved. */
async function movedAt(base: URL): Promise<string> {
  const list = await fetch(new URL("/v1/emissions/requests?ran=region&limit=1", base));
  const { requests } = (await list.json()) as { requests: { id: string }[] };
  return requests[0]?.id ?? "none";
}

async function shootAll(base: URL, names: readonly string[], isForReadme: boolean): Promise<void> {
  const browser = await launch();
  try {
    const moved = await movedAt(base);
    const shots = names.flatMap((name) =>
      LANGUAGES.flatMap((language) =>
        WIDTHS.flatMap((width) =>
          THEMES.map((theme): Shot => {
            const path = `${FOLDER}/${name}-${language}-${width}-${theme}.png`;
            return { name, language, width, theme, path };
          }),
        ),
      ),
    );
    for (const shot of isForReadme ? README : []) await shoot(browser, base, moved, shot);
    // Two at once: while one page waits for the server, another is drawn.
    const waiting = shots.values();
    const some = async () => {
      for (const shot of waiting) await shoot(browser, base, moved, shot);
    };
    await Promise.all([some(), some()]);
    console.log(`${shots.length} screenshots in ${FOLDER}`);
  } finally {
    await browser.close();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      readme: { type: "boolean" },
      url: { type: "string" },
      help: { type: "boolean" },
    },
  });
  const only = values.only?.split(",");
  const isForReadme = values.readme ?? only === undefined;
  const names = only ?? (values.readme ? [] : Object.keys(PAGES));
  if (values.help || only?.some((name) => !(name in PAGES))) {
    console.log(`${USAGE}\nPages: ${Object.keys(PAGES).join(", ")}`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  mkdirSync(FOLDER, { recursive: true });
  if (values.url) return shootAll(new URL(values.url), names, isForReadme);
  await import("../../src/site/build.ts");
  const server = createTestHarness({ workers: demoWorkers() });
  try {
    const { url } = await server.listen();
    const nowMs = Date.now();
    await layGrid(server, nowMs);
    await send(server, dayOf(nowMs, REQUESTS));
    await settled(server, REQUESTS);
    await shootAll(url, names, isForReadme);
  } finally {
    await server.close();
  }
}

await main();
