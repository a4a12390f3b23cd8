import { drawCharts } from "./charts.ts";
import { startFirst } from "./first.ts";
import { follow } from "./follow.ts";
import { startHours } from "./hours.ts";
import { swap } from "./swap.ts";

/** The page is complete without this script, which adds charts and refreshes the figures. */
const REFRESH_MS = 20_000;

let charts = drawCharts();
let inFlight: AbortController | null = null;

/** Replaces this page by the one at an address. Returns false on failure, and then shows an error. */
async function load(address: string, isQuiet: boolean): Promise<boolean> {
  inFlight?.abort();
  const controller = new AbortController();
  inFlight = controller;
  const main = document.querySelector("main");
  if (!isQuiet) main?.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, {
      headers: { accept: "text/html" },
      signal: controller.signal,
    });
    if (!response.ok) throw new Error(`${response.status}`);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (page.querySelector("[data-failed]")) throw new Error("The ledger cannot be read");
    charts = swap(page, charts, isQuiet);
    start();
    return true;
  } catch {
    if (controller.signal.aborted) return true;
    document.querySelector("#stale")?.removeAttribute("hidden");
    return false;
  } finally {
    if (inFlight === controller) {
      inFlight = null;
      document.querySelector("main")?.removeAttribute("aria-busy");
    }
  }
}

/** Restores the state of the controls after parts of the page were replaced. */
function start(): void {
  startHours();
  const live = document.querySelector<HTMLButtonElement>("#live");
  if (!live) return;
  live.hidden = false;
  live.setAttribute("aria-pressed", String(isLive));
}

let isLive = true;
start();

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  if (event.target.closest("#live")) {
    isLive = !isLive;
    start();
    if (isLive) void load(location.href, true);
  }
});

follow((address) => load(address, false));
startFirst(() => load(location.href, true));

setInterval(() => {
  if (isLive && !document.hidden && !inFlight) void load(location.href, true);
}, REFRESH_MS);

document.addEventListener("visibilitychange", () => {
  if (isLive && !document.hidden) void load(location.href, true);
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  charts.destroy();
  charts = drawCharts();
});
