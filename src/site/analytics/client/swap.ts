import { type Charts, drawCharts } from "./charts.ts";

/**
 * Replaces the parts that differ between this page and a newer one. After a refresh, only the live parts are replaced,
 * so that nothing moves while it is read; for another range, all parts. Opened receipts and the focus are kept.
 */
export function swap(page: Document, charts: Charts, isRefresh: boolean): Charts {
  const opened = [...document.querySelectorAll("details[open][id]")].map(({ id }) => id);
  const focus = focusPath();
  const isSameShape = isRefresh && shapeOf(document) === shapeOf(page);
  if (isSameShape) replaceLive(page);
  else replaceMain(page, charts);
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  document.querySelector("#stale")?.setAttribute("hidden", "");
  if (focus && document.activeElement === document.body) {
    document.querySelector<HTMLElement>(focus)?.focus({ preventScroll: true });
  }
  if (!isSameShape) return drawCharts();
  charts.update();
  return charts;
}

const shapeOf = (page: Document): string =>
  [...page.querySelectorAll("[data-live]")].map(({ id }) => id).join();

function replaceLive(page: Document): void {
  for (const part of page.querySelectorAll("[data-live]")) {
    const old = document.getElementById(part.id);
    if (!old) continue;
    const copy = document.importNode(part, true);
    // An opened receipt differs only in being open; its content never changes.
    if (withoutOpen(old) !== withoutOpen(copy)) old.replaceWith(copy);
  }
}

const withoutOpen = (element: Element): string =>
  element.outerHTML.replaceAll('<details open=""', "<details").replaceAll(' open=""', "");

function replaceMain(page: Document, charts: Charts): void {
  charts.destroy();
  for (const selector of ["main", ".masthead"]) {
    const part = page.querySelector(selector);
    if (part) document.querySelector(selector)?.replaceWith(document.importNode(part, true));
  }
}

/** A selector that finds the focused element again in a new copy of its part. */
function focusPath(): string | null {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  if (focused.id) return `#${CSS.escape(focused.id)}`;
  if (focused.tagName === "SUMMARY" && focused.parentElement?.id) {
    return `#${CSS.escape(focused.parentElement.id)} > summary`;
  }
  const href = focused.getAttribute("href");
  if (href) return `main a[href="${CSS.escape(href)}"]`;
  const name = focused.getAttribute("name");
  return name ? `main [name="${CSS.escape(name)}"]` : null;
}
