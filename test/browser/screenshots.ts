import { mkdirSync } from "node:fs";
import type { Browser } from "playwright-core";
import { createTestHarness } from "wrangler";
import { dayOf } from "../../src/cli/demo/day.ts";
import { layGrid, send, settled } from "../../src/cli/demo/send.ts";
import { demoWorkers } from "../../src/cli/demo/workers.ts";
import { summarize, takeSample } from "./bench.ts";
import { launch, THEMES, WIDTHS } from "./chromium.ts";

/**
 * `npm run screenshots`: every page after the demo's day, at three widths in both themes, in `test/browser/screenshots`
 * (ignored by git), and the screenshots in the README.
 */
const FOLDER = "test/browser/screenshots";
const REQUESTS = 300;
const README: Shot[] = [
  {
    address: "/analytics?lang=en",
    width: 1280,
    height: 1640,
    theme: "light",
    path: "src/site/analytics/screenshot.png",
  },
  {
    address: "/methodology?lang=en",
    width: 1280,
    height: 900,
    theme: "light",
    path: "src/site/methodology/screenshot.png",
  },
  // Last, because it adds a request to those of the demo.
  {
    address: "/?lang=en",
    width: 1280,
    theme: "light",
    path: "src/site/playground/screenshot.png",
    sample: "news",
  },
];

interface Shot {
  address: string;
  width: number;
  height?: number;
  theme: "light" | "dark";
  path: string;
  isOpen?: boolean;
  /** The text that the playground summarizes. */
  sample?: string;
}

async function shoot(browser: Browser, base: URL, shot: Shot): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: shot.width, height: shot.height ?? 900 },
    colorScheme: shot.theme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.goto(new URL(shot.address, base).href);
  if (shot.address.startsWith("/analytics")) await page.locator("#carbon-plot canvas").waitFor();
  if (shot.isOpen) await page.locator("#receipts summary").first().click();
  if (shot.sample) {
    await page.locator("#total data").waitFor();
    await takeSample(page, shot.sample);
    await summarize(page);
    await page.locator("#places li").nth(2).waitFor();
  }
  await page.screenshot({ path: shot.path, fullPage: shot.height === undefined });
  await context.close();
}

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await import("../../src/site/build.ts");
  const server = createTestHarness({ workers: demoWorkers() });
  const browser = await launch();
  try {
    const { url } = await server.listen();
    const nowMs = Date.now();
    await layGrid(server, nowMs);
    await send(server, dayOf(nowMs, REQUESTS));
    await settled(server, REQUESTS);
    const shots = ["en", "zh"].flatMap((language) =>
      WIDTHS.flatMap((width) =>
        THEMES.flatMap((theme) => [
          {
            address: `/analytics?lang=${language}`,
            width,
            theme,
            path: `${FOLDER}/analytics-${language}-${width}-${theme}.png`,
            isOpen: true,
          },
          {
            address: `/?lang=${language}`,
            width,
            theme,
            path: `${FOLDER}/playground-${language}-${width}-${theme}.png`,
            sample: language === "zh" ? "xinwen" : "news",
          },
        ]),
      ),
    );
    for (const shot of [...README, ...shots]) await shoot(browser, url, shot);
    const shown = README.map(({ path }) => path).join(", ");
    console.log(`${shots.length} screenshots in ${FOLDER}, and ${shown}`);
  } finally {
    await browser.close();
    await server.close();
  }
}

await main();
