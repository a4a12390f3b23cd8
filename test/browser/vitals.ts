import type { Page } from "playwright-core";

/** Figures of a page's loading. */
export interface Vitals {
  /** Largest contentful paint in milliseconds; 0 before the first one. */
  paintMs: number;
  /** Sum of the shifts of the layout that no input caused. */
  shift: number;
  /** Size of the page and of everything that it loaded, before compression. */
  bytes: number;
}

/** Observes the loading of the pages that are opened from now on. */
export const observeVitals = (page: Page): Promise<unknown> =>
  page.addInitScript(
    `globalThis.shift = 0; globalThis.paintMs = 0;
     new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value; })
       .observe({ type: "layout-shift", buffered: true });
     new PerformanceObserver((list) => { for (const entry of list.getEntries()) paintMs = entry.startTime; })
       .observe({ type: "largest-contentful-paint", buffered: true });`,
  );

/** The figures of the open page so far. */
export const vitalsOf = (page: Page): Promise<Vitals> =>
  page.evaluate(
    `({ shift, paintMs, bytes: ["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type))
         .reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0) })`,
  );
