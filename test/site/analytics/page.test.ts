import { describe, expect, it } from "vitest";
import { savedGramsOf } from "../../../src/ledger/totals.ts";
import type { AnalyticsMessages } from "../../../src/site/analytics/messages.en.ts";
import { MESSAGES } from "../../../src/site/analytics/messages.ts";
import { renderAnalytics } from "../../../src/site/analytics/page.tsx";
import { readWindow } from "../../../src/site/analytics/window.ts";
import {
  GRID,
  heldOutReceipt,
  ledgerOf,
  movedReceipt,
  NOW_MS,
  receiptOf,
  viewOf,
} from "./fixture.ts";

/** The exact value in a part of the page. */
const valueIn = (html: string, id: string): number =>
  Number(new RegExp(`id="${id}"[\\s\\S]*?<data value="([^"]*)"`).exec(html)?.[1] ?? Number.NaN);

const textOf = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .replaceAll("&#39;", "'");

const RECEIPTS = [
  receiptOf(0.004, 1),
  receiptOf(0.2, 3),
  ...Array.from({ length: 6 }, (_, at) => movedReceipt(2 + at)),
  heldOutReceipt(5),
];

describe("the page, before any script", () => {
  const ledger = ledgerOf(RECEIPTS);
  const html = renderAnalytics(viewOf({ ledger }));

  it("says what the ledger says, to the last digit", () => {
    const { totals } = ledger;
    expect(valueIn(html, "total")).toBe(totals.totalGrams.value);
    expect(valueIn(html, "today")).toBe(totals.totalGrams.value);
    expect(valueIn(html, "month")).toBe(totals.totalGrams.value);
    expect(valueIn(html, "energy")).toBe(totals.energyKwh.value);
    expect(valueIn(html, "per-summary")).toBe(totals.totalGrams.value / RECEIPTS.length);
    expect(valueIn(html, "staying")).toBe(savedGramsOf(totals));
    expect(textOf(html)).toMatch(/9 summaries emitted [\d.]+ mg of CO₂e\./);
  });

  it("sets the measured saving beside the modelled one", () => {
    const text = textOf(html);
    expect(text).toMatch(/Modeled: [\d.]+ mg per 1,000 tokens moved/);
    expect(text).toMatch(
      /Measured with a control group: [\d.]+ mg against 1 control request, chosen at random/,
    );
  });

  it("has every hour in its table, those without requests too", () => {
    const rows = /<table id="series"[\s\S]*?<\/table>/.exec(html)?.[0].match(/<time /g);
    expect(rows).toHaveLength(24);
  });

  it("draws every region and every route, and ranks the regions by name", () => {
    expect(html.match(/class="dot i\d"/g)?.length).toBeGreaterThanOrEqual(8);
    expect(html.match(/class="arc saved"/g)).toHaveLength(1);
    expect(html.match(/class="area i\d"/g)?.length).toBeGreaterThan(150);
    for (const { region } of GRID.standings) expect(html).toContain(`<th scope="row">${region}`);
  });

  it("opens each receipt to its derivation, the one asked for at once", () => {
    const asked = RECEIPTS[2]?.id as string;
    const opened = renderAnalytics(viewOf({ ledger, query: { receipt: asked } }));
    expect(opened.match(/<details id="r-/g)).toHaveLength(RECEIPTS.length);
    expect(opened.match(/<details id="r-[^>]*open/g)).toEqual([`<details id="r-${asked}" open`]);
  });

  it("keeps to a strict content security policy", () => {
    expect(html).not.toMatch(/\sstyle=/);
    expect(html).not.toMatch(/\son[a-z]+=/);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  });

  it("escapes what an address says", () => {
    const query = { model: '"><script src="//x"></script>', from: '"><b>' };
    const attacked = renderAnalytics(viewOf({ ledger, query, window: readWindow(query, NOW_MS) }));
    expect(attacked).not.toContain("<b>");
    expect(attacked).not.toContain('src="//x"');
  });
});

describe("what is exported", () => {
  it.each([
    ["24h", 1],
    ["7d", 7],
    ["30d", 30],
  ])("is of the range shown: %s", (range, days) => {
    const html = renderAnalytics(viewOf({ window: readWindow({ range }, NOW_MS) }));
    const links = [...html.matchAll(/href="([^"]*format=csv[^"]*)"/g)];
    expect(links).toHaveLength(2);
    for (const [, link = ""] of links) {
      const { searchParams } = new URL(link.replaceAll("&amp;", "&"), "http://localhost");
      const [from, to] = ["from", "to"].map((name) => Date.parse(searchParams.get(name) ?? ""));
      expect(((to ?? 0) - (from ?? 0)) / 86_400_000).toBeCloseTo(days, 0);
    }
  });
});

describe("what can go wrong is designed", () => {
  it.each([
    ["nothing was summarized", viewOf(), MESSAGES.en.empty.title],
    ["the ledger cannot be read", viewOf({ ledger: null }), MESSAGES.en.failure.title],
    [
      "the range cannot be shown",
      viewOf({ window: readWindow({ range: "never" }, NOW_MS) }),
      MESSAGES.en.fallback,
    ],
  ])("%s", (_, view, text) => {
    expect(textOf(renderAnalytics(view))).toContain(text);
  });

  it("says that sums leave something out, and how far predictions are off", () => {
    const band = {
      model: "nano",
      requests: 12,
      predicted_cpu_seconds: 1,
      measured_cpu_seconds: 1.2,
      ratio: 1.2,
      p5: 0.9,
      p50: 1.1,
      p95: 1.6,
    };
    const ledger = { ...ledgerOf([receiptOf(0.01, 1)]), isComplete: false, bands: [band] };
    const text = textOf(renderAnalytics(viewOf({ ledger })));
    expect(text).toContain("the figures are too low");
    expect(text).toContain("nano 12 summaries × 1.20 0.900 to 1.60");
  });

  it("marks what is simulated", () => {
    const simulated = receiptOf(0.01, 1, { request: { isSimulated: true } });
    const some = renderAnalytics(viewOf({ ledger: ledgerOf([simulated, receiptOf(0.01, 2)]) }));
    expect(textOf(some)).toContain("1 of these requests are from the demo");
    const all = renderAnalytics(viewOf({ ledger: ledgerOf([simulated]) }));
    expect(textOf(all)).toContain("All of these requests are from the demo");
  });

  it("marks what the edge did because a region failed", () => {
    const failed = receiptOf(0.2, 1, { backboneBytes: 3_000 });
    const shown = (receipt: typeof failed) =>
      textOf(renderAnalytics(viewOf({ ledger: ledgerOf([receipt]) })));
    expect(shown(failed)).toContain(MESSAGES.en.receipts.fallback);
    expect(shown(receiptOf(0.2, 1))).not.toContain(MESSAGES.en.receipts.fallback);
    expect(shown(movedReceipt(1))).not.toContain(MESSAGES.en.receipts.fallback);
  });

  it("says that a placement cost more than staying", () => {
    const dear = receiptOf(0.2, 1, {
      backboneBytes: 500_000,
      region: { id: "weur", pue: 1.2, intensity: { ...GRID.standings[0]?.intensity } as never },
      request: { isForced: true },
    });
    const text = textOf(renderAnalytics(viewOf({ ledger: ledgerOf([dear]) })));
    expect(text).toContain("more than at the edge");
    expect(text).toContain("1 summary ran in the region that the caller requested.");
  });
});

describe("in Chinese", () => {
  it("says everything that English says", () => {
    const paths = (messages: object, path = ""): string[] =>
      Object.entries(messages).flatMap(([key, value]) =>
        typeof value === "object" ? paths(value, `${path}.${key}`) : [`${path}.${key}`],
      );
    expect(paths(MESSAGES.zh)).toEqual(paths(MESSAGES.en));
  });

  it("is marked as Chinese and leads back to English", () => {
    const messages: AnalyticsMessages = MESSAGES.zh;
    const html = renderAnalytics(
      viewOf({ language: "zh", messages, ledger: ledgerOf(RECEIPTS), query: { range: "7d" } }),
    );
    expect(html).toContain('<html lang="zh-Hans">');
    expect(html).toContain('href="/analytics?range=7d&amp;lang=en"');
    expect(textOf(html)).toContain("最近 24 小时");
  });
});
