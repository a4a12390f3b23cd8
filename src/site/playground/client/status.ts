import { byId } from "./dom.ts";

/** What goes on: one thing at a time, which may be cancelled. */
let going: AbortController | null = null;

export const isGoing = (): boolean => going !== null;

/** Begins something; what went on before is cancelled. */
export function start(text: string): AbortController {
  going?.abort();
  going = new AbortController();
  byId("failure").hidden = true;
  byId("cancel").hidden = false;
  byId<HTMLButtonElement>("run").disabled = true;
  byId("main").setAttribute("aria-busy", "true");
  say(text, null);
  return going;
}

/** Ends it, if it is what still goes on. */
export function finish(signal: AbortSignal): void {
  if (going?.signal !== signal) return;
  going = null;
  byId("progress").hidden = true;
  byId("cancel").hidden = true;
  byId<HTMLButtonElement>("run").disabled = false;
  byId("main").removeAttribute("aria-busy");
}

export const cancel = (): void => going?.abort(new DOMException("Cancelled", "AbortError"));

/** Says how far it is: a share of all, or null where nobody knows; undefined for a mere word. */
export function say(text: string, share?: number | null): void {
  byId("said").textContent = text;
  if (share === undefined) return;
  const progress = byId<HTMLProgressElement>("progress");
  progress.hidden = false;
  if (share === null) progress.removeAttribute("value");
  else progress.value = share;
}

/** Says what went wrong, and perhaps that this device could do it instead. */
export function fail(text: string, couldBeDevice = false): void {
  say("");
  byId("failure-text").textContent = text;
  byId("try-device").hidden = !couldBeDevice;
  byId("failure").hidden = false;
}
