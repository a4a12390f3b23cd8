import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dayOf } from "../../src/cli/demo/day.ts";
import { send, settled } from "../../src/cli/demo/send.ts";
import { FAILING } from "../../src/cli/demo/workers.ts";
import type { ReceiptJson } from "../../src/contract/emissions.ts";
import { SIMULATED_TIME_HEADER } from "../../src/deployment/simulation.ts";
import { shadeOf } from "../../src/site/analytics/shade.ts";
import { exportAddress, jsonOf, type Series, seriesOf, startDemo } from "./demo.ts";
import { expectClean, figureIn, visitor } from "./site.ts";

const REQUESTS = 60;

const server = startDemo(REQUESTS);
const visit = visitor(server);

describe("the figures on screen", () => {
  it("are those of the API", async () => {
    const seen = await visit("/analytics");
    const { page } = seen;
    const { totals } = await seriesOf(server, page);
    expect(totals.requests).toBe(REQUESTS);
    expect(await figureIn(page, "#total")).toBe(totals.total_g.value);
    expect(await figureIn(page, "#energy")).toBe(totals.energy_kwh.value);
    expect(await figureIn(page, "#staying")).toBe(totals.saved_g);
    expect(await figureIn(page, "#per-summary")).toBe(totals.total_g.value / REQUESTS);
    expect(await page.locator(".story").innerText()).toContain(`${REQUESTS} summaries emitted`);
    expectClean(seen);
  });

  it("are split as the API splits them", async () => {
    const { page } = await visit("/analytics");
    const address = await exportAddress(page);
    for (const dimension of ["model", "weight", "placement"]) {
      const path = address.replace(/group_by=\w+/, `group_by=${dimension}`);
      const { groups } = await jsonOf<Series>(server, path);
      const shown = await page
        .locator(`[data-dimension=${dimension}] data`)
        .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute("value"))));
      expect(shown).toEqual(groups.map(({ total_g }) => total_g.value).sort((a, b) => b - a));
    }
  });

  it("are drawn by hour from the table, which holds the same sums", async () => {
    const { page } = await visit("/analytics");
    await page.locator("#carbon-plot canvas").waitFor();
    await page.locator("#saving-plot canvas").waitFor();
    await page.locator("#energy-plot canvas").waitFor();
    const { groups, totals } = await seriesOf(server, page);
    const cells = await page
      .locator("#series tbody tr td:nth-of-type(5) data")
      .evaluateAll((all) => all.map((cell) => Number(cell.getAttribute("value"))));
    expect(cells).toHaveLength(24);
    expect(cells.filter((grams) => grams > 0)).toEqual(groups.map(({ total_g }) => total_g.value));
    const sum = cells.reduce((all, grams) => all + grams, 0);
    expect(sum).toBeCloseTo(totals.total_g.value, 12);
  });

  it("rank the regions as GET /v1/regions does, and draw the arcs of what moved", async () => {
    const { page } = await visit("/analytics");
    const { regions } = await jsonOf<{ regions: { region: string; grams_per_kwh: number }[] }>(
      server,
      "/v1/regions",
    );
    const ranked = await page
      .locator("#ranking tbody data")
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute("value"))));
    expect(ranked[0]).toBe(regions[0]?.grams_per_kwh);
    expect(ranked).toEqual([...ranked].sort((a, b) => a - b));
    const { totals } = await seriesOf(server, page);
    expect(totals.moved).toBeGreaterThan(0);
    expect(await page.locator("#map .arc").count()).toBeGreaterThan(0);
    expect(await page.locator("#where-note").innerText()).toContain(`${totals.moved} summar`);
    expect(await page.locator("#map .ring").count()).toBe(1);
    expect(await page.locator("#reach").innerText()).toContain("adds about 100 ms");
    const widths = await page
      .locator("#map .arc")
      .evaluateAll((all) => all.map((arc) => Number(arc.getAttribute("stroke-width"))));
    // The flow of the most grams has the full width, and none is thinner than a line.
    expect(Math.max(...widths)).toBe(5);
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(1);
  });

  it("are on the map for each of the coming hours as GET /v1/regions has them then", async () => {
    const seen = await visit("/analytics");
    const { page } = seen;
    const stockholm = page.locator("#map .region", { hasText: "Stockholm" });
    const updated = await page.locator("#updated time").getAttribute("datetime");
    for (const hour of [9, 0]) {
      await page.locator("#hour").fill(String(hour));
      const at = new Date(Date.parse(updated as string) + hour * 3_600_000).toISOString();
      const response = await server.fetch("/v1/regions", {
        headers: { [SIMULATED_TIME_HEADER]: at },
      });
      const { regions } = (await response.json()) as {
        regions: { region: string; grams_per_kwh: number }[];
      };
      const known = regions.find(({ region }) => region === "aws:eu-north-1")?.grams_per_kwh ?? 0;
      expect(Number(await stockholm.locator(".grams").textContent())).toBe(Math.round(known));
      expect(await stockholm.locator(".dot").getAttribute("class")).toContain(shadeOf(known));
      expect(await page.locator("#hour-shown").innerText()).toBe(
        hour === 0 ? "now" : `in ${hour} h, ${at.slice(11, 16)} UTC`,
      );
    }
    expectClean(seen);
  });

  it("lead from an arrow to the receipts of what took that way", async () => {
    const seen = await visit("/analytics");
    const { page } = seen;
    const arrow = page.locator("#map .flow").first();
    const [, colo, region] = /colo=(\w+)&region=([^#&]+)/.exec(
      (await arrow.getAttribute("href")) ?? "",
    ) as string[];
    await arrow.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**colo=${colo}&region=*`);
    const ids = await page
      .locator("#receipts details")
      .evaluateAll((all) => all.map(({ id }) => id.slice(2)));
    const { requests } = await jsonOf<{ requests: { id: string }[] }>(
      server,
      `/v1/emissions/requests?limit=20&colo=${colo}&region=${region}`,
    );
    expect(ids.length).toBeGreaterThan(0);
    expect(ids).toEqual(requests.map(({ id }) => id));
    await page.getByRole("link", { name: "Show all" }).click();
    await page.waitForURL((url) => !url.searchParams.has("colo"));
    expectClean(seen);
  });
});

describe("the address", () => {
  it("follows the range without a reload, and back", async () => {
    const seen = await visit("/analytics");
    const { page } = seen;
    await page.evaluate("document.documentElement.dataset.kept = 'yes'");
    await page.getByRole("link", { name: "7 days" }).click();
    await page.waitForURL("**/analytics?range=7d");
    await page.locator("#series[data-group-by=hour] tbody tr").nth(167).waitFor({
      state: "attached",
    });
    expect(await page.locator("h1").innerText()).toBe("The last 7 days");
    await page.getByRole("link", { name: "30 days" }).click();
    await page.waitForURL("**/analytics?range=30d");
    expect(await page.locator("#series[data-group-by=day] tbody tr").count()).toBe(30);
    await page.goBack();
    await page.getByRole("heading", { name: "The last 7 days" }).waitFor();
    expect(await page.locator("html").getAttribute("data-kept")).toBe("yes");
    expectClean(seen);
  });

  it("takes a range of one's own and shows an empty one as such", async () => {
    const seen = await visit("/analytics");
    const { page } = seen;
    await page.locator("[name=from]").fill("2026-01-01T00:00");
    await page.locator("[name=to]").fill("2026-01-02T00:00");
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByRole("heading", { name: "No summaries in this range." }).waitFor();
    expect(page.url()).toContain("from=2026-01-01T00%3A00");
    expectClean(seen);
  });

  it("sends a first summary from an empty page, whose receipt then appears", async () => {
    const later = new Date(Date.now() + 3 * 86_400_000).toISOString();
    const seen = await visit("/analytics", {
      extraHTTPHeaders: { [SIMULATED_TIME_HEADER]: later },
    });
    const { page } = seen;
    await page.getByRole("heading", { name: "No summaries in this range." }).waitFor();
    await page.getByRole("link", { name: "Summarize a sample" }).click();
    await page.locator(".story", { hasText: "1 summary emitted" }).waitFor();
    expect(await page.locator("#receipts details").count()).toBe(1);
    expectClean(seen);
  });

  it("says so when its range makes no sense", async () => {
    const seen = await visit("/analytics?range=never");
    expect(await seen.page.locator("#notices").innerText()).toContain("cannot be shown");
    expectClean(seen);
  });

  it("keeps the filters of the receipts", async () => {
    const seen = await visit("/analytics");
    const { page } = seen;
    await page.locator("select[name=weight]").selectOption("heavy");
    await page.waitForURL("**/analytics?weight=heavy");
    const lines = await page.locator("#receipts .what").allInnerTexts();
    const { requests } = await jsonOf<{ requests: unknown[] }>(
      server,
      "/v1/emissions/requests?weight=heavy&limit=20",
    );
    expect(lines).toHaveLength(requests.length);
    for (const line of lines) expect(line).toContain("heavy");
    expectClean(seen);
  });
});

describe("a receipt", () => {
  it("opens by keyboard to the derivation of the very figures of the API", async () => {
    const seen = await visit("/analytics");
    const { page } = seen;
    const first = page.locator("#receipts details").first();
    await first.locator("summary").focus();
    await page.keyboard.press("Enter");
    await first.locator(".derivation").waitFor();
    const id = ((await first.getAttribute("id")) as string).slice(2);
    const { emissions } = await jsonOf<{ emissions: { total_g: { value: number } } }>(
      server,
      `/v1/emissions/requests/${id}`,
    );
    expect(await figureIn(page, `#r-${id}`)).toBe(emissions.total_g.value);
    const text = await first.locator(".derivation").innerText();
    expect(text).toContain("predicted busy time of one vCPU");
    expect(text).not.toContain("earlier method");
    await first.getByRole("link", { name: "Link to this receipt" }).click();
    await page.waitForURL(`**/analytics?receipt=${id}`);
    expect(await page.locator(`#r-${id}`).getAttribute("open")).not.toBeNull();
    expectClean(seen);
  });

  it("has a page of its own with the figures of the API, printable and as an image", async () => {
    const { requests } = await jsonOf<{ requests: { id: string }[] }>(
      server,
      "/v1/emissions/requests?limit=1&ran=region",
    );
    const id = requests[0]?.id;
    const { emissions, candidates } = await jsonOf<{
      emissions: {
        total_g: { value: number };
        inputs: { cpu_seconds: { stayed: number } };
      };
      candidates: { region: string; expected_grams: number }[];
    }>(server, `/v1/emissions/requests/${id}`);
    const seen = await visit(`/receipts/${id}`);
    const { page } = seen;
    expect(candidates.length).toBeGreaterThan(2);
    const compared = await page
      .locator("[data-candidate]:not([data-candidate=edge]) data")
      .evaluateAll((all) => all.map((one) => Number(one.getAttribute("value"))));
    expect(compared).toEqual(candidates.map((one) => one.expected_grams));
    expect(await page.locator("[data-candidate][aria-current]").count()).toBe(1);
    expect(await figureIn(page, "#total")).toBe(emissions.total_g.value);
    expect(await page.locator("#why").innerText()).toMatch(/^(Moved to|Ran in) /);
    const grams = await page
      .locator(".lines .grams data")
      .evaluateAll((all) => all.map((one) => Number(one.getAttribute("value"))));
    const sum = grams.reduce((all, one) => all + one, 0);
    expect(sum / emissions.total_g.value).toBeCloseTo(1, 6);
    expect(await figureIn(page, "[data-line=edge-time]")).toBe(emissions.inputs.cpu_seconds.stayed);
    expect(await page.locator("[data-line=edge-read]").innerText()).toContain("GMAC");
    expect(await page.locator("[data-beside] data").count()).toBe(3);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".masthead").isVisible()).toBe(false);
    const image = await server.fetch(`/receipts/${id}.svg`);
    expect(image.headers.get("content-type")).toContain("image/svg+xml");
    expect(image.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect((await server.fetch("/receipts/none")).status).toBe(404);
    expectClean(seen);
  });

  it("that is older than the page shows is found by its link", async () => {
    const { requests } = await jsonOf<{ requests: { id: string }[] }>(
      server,
      `/v1/emissions/requests?limit=${REQUESTS}`,
    );
    const oldest = requests.at(-1)?.id;
    const { page } = await visit(`/analytics?receipt=${oldest}`);
    expect(await page.locator(`#r-${oldest} .derivation`).isVisible()).toBe(true);
  });
});

describe("freshness", () => {
  it("comes without a reload, and leaves opened receipts and the focus alone", async () => {
    const seen = await visit("/analytics");
    const { page } = seen;
    const opened = page.locator("#receipts details").nth(1);
    const id = await opened.getAttribute("id");
    await opened.locator("summary").click();
    const before = await page.locator("#updated time").getAttribute("datetime");
    await page.getByRole("button", { name: "Live" }).click();
    await page.getByRole("button", { name: "Live" }).click();
    await expect
      .poll(() => page.locator("#updated time").getAttribute("datetime"))
      .not.toBe(before);
    expect(await page.locator(`#${id}`).getAttribute("open")).not.toBeNull();
    expect(await page.evaluate("document.activeElement.id")).toBe("live");
    expectClean(seen);
  });

  it("that cannot be had is said, and the figures stay", async () => {
    const { page, strangers } = await visit("/analytics");
    const total = await figureIn(page, "#total");
    await page.route("**/analytics*", (route) => route.abort());
    await page.getByRole("button", { name: "Live" }).click();
    await page.getByRole("button", { name: "Live" }).click();
    await page.locator("#stale").waitFor({ state: "visible" });
    expect(await figureIn(page, "#total")).toBe(total);
    await page.unroute("**/analytics*");
    await page.getByRole("button", { name: "Live" }).click();
    await page.getByRole("button", { name: "Live" }).click();
    await page.locator("#stale").waitFor({ state: "hidden" });
    expect(strangers).toEqual([]);
  });
});

it("exports what it shows", async () => {
  const { page } = await visit("/analytics");
  for (const [name, lines] of [
    ["Series as CSV", 1 + (await seriesOf(server, page)).groups.length],
    ["Receipts as CSV", 1 + REQUESTS],
  ] as const) {
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    const text = readFileSync(await download.path(), "utf8");
    expect(text.trim().split("\r\n")).toHaveLength(lines);
  }
});

/** After the demo's outage, since the simulated clock, set back, would find the region resting from the failures in it. */
const FAILING_HOURS_AGO = 6.5;
const HOUR_MS = 3_600_000;

// Last, since it adds to the day's requests.
it("says of which receipts a region failed", async () => {
  // The start of an hour, so that all of the requests are in it.
  const atMs = Math.floor(Date.now() / HOUR_MS - FAILING_HOURS_AGO) * HOUR_MS;
  // The failing region is asked for, since another may be the cleanest at the time of a run.
  const written = dayOf(Date.UTC(2026, 10, 1), 400, 2)
    .filter(({ body }) => body.mode === "abstractive" && body.region === "auto")
    .sort((one, other) => one.body.text.length - other.body.text.length)
    // A minute apart, since a region that has failed rests for some seconds.
    .map(({ body, ...rest }, index) => ({
      ...rest,
      atMs: atMs + index * 60_000,
      isOutage: true,
      body: { ...body, region: FAILING },
    }));
  const ids = await send(server, written.slice(0, 4));
  await settled(server, REQUESTS + ids.length);
  const seen = await visit(`/analytics?from=${hourOf(atMs)}&to=${hourOf(atMs + HOUR_MS)}`);
  const { page } = seen;
  const address = await page.getByRole("link", { name: "Receipts as CSV" }).getAttribute("href");
  const path = address?.replace("limit=1000", "limit=20").replace("csv", "json") as string;
  const { requests } = await jsonOf<{ requests: ReceiptJson[] }>(server, path);
  const fallbacks = requests.filter(
    ({ ran, emissions }) => ran === "edge" && (emissions.inputs?.bytes.backbone ?? 0) > 0,
  );
  expect(fallbacks.length).toBeGreaterThan(0);
  const shown = await page
    .locator("#receipts details", { hasText: "region failed" })
    .evaluateAll((all) => all.map(({ id }) => id.slice(2)));
  expect(shown).toEqual(fallbacks.map(({ id }) => id));
  await page.goto(new URL(`/receipts/${shown[0]}`, page.url()).href);
  expect(await page.locator("#why").innerText()).toContain(
    "the region that was to do it gave no usable answer",
  );
  expectClean(seen);
});

/** The start of an hour, as the page's fields have it. */
const hourOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 13)}:00`;
