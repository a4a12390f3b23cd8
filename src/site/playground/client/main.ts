import { Device } from "../../device/client/device.ts";
import type { Step } from "../../device/client/message.ts";
import { count, inWords, milliseconds } from "../../pages/quantity.ts";
import type { Outcome } from "../outcome.ts";
import { askDevice, askServer, RefusedError, UnreachableError } from "./ask.ts";
import { addressOf, apply, describePlace, settingsOf, startControls } from "./controls.ts";
import { byId } from "./dom.ts";
import { here, megabytes, t } from "./here.ts";
import { showText } from "./reader.ts";
import { showReceipt } from "./receipt.ts";
import { startShortcuts } from "./shortcuts.ts";
import { isWithinLimit, read, startSource, text } from "./source.ts";
import { cancel, fail, finish, isGoing, say, start } from "./status.ts";
import { showSummary } from "./summary.ts";

const device = new Device(here.deviceScript);
let outcome: Outcome | null = null;

/** Summarizes what stands in the page, as its controls say. */
async function run(): Promise<void> {
  if (isGoing()) return;
  const source = text();
  const settings = settingsOf();
  if (source.trim() === "") return fail(t.failure.empty);
  if (settings.place !== "device" && !isWithinLimit()) {
    return fail(t.source.tooLong(count(here.maxCharacters)), true);
  }
  const { signal } = start(t.progress.asking("0"));
  const clock = settings.place === "device" ? undefined : startClock();
  try {
    const asked = { ...settings, text: source, language: "auto" } as const;
    const found =
      settings.place === "device"
        ? await askDevice(asked, { device, ...settings }, follow, signal)
        : await askServer(asked, { server: location.origin, region: regionOf(settings) }, signal);
    show(found, source, settings.format === "key-points");
  } catch (error) {
    if (signal.aborted) say(t.progress.cancelled);
    else explain(error);
  } finally {
    clearInterval(clock);
    finish(signal);
    void describePlace();
  }
}

const regionOf = ({ place, region }: ReturnType<typeof settingsOf>) =>
  place === "edge" ? "edge" : region;

function show(found: Outcome, source: string, isList: boolean): void {
  outcome = found;
  showText(source, found.sentences);
  read();
  showSummary(found, isList);
  showReceipt(found);
  byId<HTMLButtonElement>("copy").disabled = false;
  say(t.summary.done(String(found.sentences.length), inWords(milliseconds(found.elapsedMs))));
}

/** How far the device is. */
function follow(step: Step): void {
  const { progress: p } = t;
  if (step.step === "loading") {
    const { loadedBytes, allBytes } = step;
    say(p.loading(megabytes(loadedBytes), megabytes(allBytes)), loadedBytes / allBytes);
  } else if (step.step === "weighing") {
    const { sentences, ofSentences } = step;
    say(p.weighing(count(sentences), count(ofSentences)), sentences / ofSentences);
  } else {
    say(p[step.step], null);
  }
}

/** The server does not tell how far it is, so the seconds are counted. */
function startClock() {
  const startedMs = performance.now();
  const tick = () =>
    say(t.progress.asking(((performance.now() - startedMs) / 1000).toFixed(0)), null);
  return setInterval(tick, 1000);
}

function explain(error: unknown): void {
  if (error instanceof RefusedError) fail(t.failure.refused(error.message));
  else if (error instanceof UnreachableError) {
    fail(navigator.onLine ? t.failure.unreachable : t.failure.offline, true);
  } else fail(t.failure.device(error instanceof Error ? error.message : String(error)));
}

async function copy(words: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
    say(done);
  } catch {
    fail(t.summary.notCopied);
  }
}

startControls();
startSource();
startShortcuts();

byId("bench").addEventListener("submit", (event) => {
  event.preventDefault();
  void run();
});
byId("cancel").addEventListener("click", cancel);
byId("copy").addEventListener("click", () => {
  if (outcome) void copy(outcome.summary, t.summary.copied);
});
byId("share").addEventListener("click", () =>
  copy(new URL(addressOf(here.language), location.href).href, t.summary.shared),
);
byId("try-device").addEventListener("click", () => {
  apply({ ...settingsOf(), place: "device" });
  void run();
});

if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/service-worker.js");
