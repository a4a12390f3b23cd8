import { byId } from "./dom.ts";

/** The task in progress: one at a time, and it can be canceled. */
let running: AbortController | null = null;

export const isRunning = (): boolean => running !== null;

/** Starts a task; the previous one is canceled. */
export function start(text: string): AbortController {
  running?.abort(new DOMException("Superseded", "AbortError"));
  running = new AbortController();
  byId("failure").hidden = true;
  byId("cancel").hidden = false;
  byId("main").setAttribute("aria-busy", "true");
  say(text, null);
  return running;
}

/** Ends a task. Returns false if another one has started since. */
export function finish(signal: AbortSignal): boolean {
  if (running?.signal !== signal) return false;
  running = null;
  byId("progress").hidden = true;
  // The focus must not get lost with the button.
  if (document.activeElement === byId("cancel")) byId("run").focus();
  byId("cancel").hidden = true;
  byId("main").removeAttribute("aria-busy");
  return true;
}

export const cancel = (): void => running?.abort(new DOMException("Cancelled", "AbortError"));

/** Shows a message, and progress: a share of 1, null if unknown, undefined for none. */
export function say(text: string, share?: number | null): void {
  byId("said").textContent = text;
  if (share === undefined) return;
  const progress = byId<HTMLProgressElement>("progress");
  progress.hidden = false;
  if (share === null) progress.removeAttribute("value");
  else progress.value = share;
}

/** Shows an error, with a button to do the work on this device if that is possible. */
export function fail(text: string, couldBeDevice = false): void {
  say("");
  byId("failure-text").textContent = text;
  byId("try-device").hidden = !couldBeDevice;
  byId("failure").hidden = false;
}
