import { ProblemError } from "../../../api/client.ts";
import { Device } from "../../device/client/device.ts";
import type { Step } from "../../device/client/message.ts";
import { count, inWords, milliseconds } from "../../pages/quantity.ts";
import type { Outcome } from "../outcome.ts";
import type { PlaygroundSettings } from "../settings.ts";
import { askDevice, askServer, UnreachableError } from "./ask.ts";
import { addressOf, apply, describePlace, settingsOf, startControls } from "./controls.ts";
import { byId } from "./dom.ts";
import { here, megabytes, t } from "./here.ts";
import { previewSoon } from "./preview.ts";
import { showText } from "./reader.ts";
import { showReceipt } from "./receipt.ts";
import { startShortcuts } from "./shortcuts.ts";
import { isWithinLimit, read, startSource, text } from "./source.ts";
import { cancel, fail, finish, say, start } from "./status.ts";
import { addDraft, showDraft, showStale, showSummary } from "./summary.ts";

/** Pause after which a typed question is sent. */
const RERUN_DELAY_MS = 500;

const device = new Device(here.deviceScript);
let outcome: Outcome | null = null;
/** The text that the outcome is of. */
let summarized = "";
let rerun: ReturnType<typeof setTimeout> | undefined;

/** Summarizes the text with the current settings; a run in progress is canceled. */
async function run(): Promise<void> {
  clearTimeout(rerun);
  const source = text();
  const settings = settingsOf();
  if (source.trim() === "") return fail(t.failure.empty);
  if (settings.place !== "device" && !isWithinLimit()) {
    return fail(t.source.tooLong(count(here.maxCharacters)), true);
  }
  const hadFocus = document.activeElement === byId("text");
  const { signal } = start(t.progress.asking("0"));
  const clock = settings.place === "device" ? undefined : startClock();
  try {
    const asked = { ...settings, text: source, language: "auto" } as const;
    if (settings.place !== "device" && settings.mode === "written") showDraft();
    const found =
      settings.place === "device"
        ? await askDevice(asked, { device, ...settings }, follow, signal)
        : await askServer(
            asked,
            { server: location.origin, region: regionOf(settings) },
            signal,
            addDraft,
          );
    signal.throwIfAborted();
    show(found, source, settings.format === "key-points");
    if (hadFocus) byId("reader").focus({ preventScroll: true });
  } catch (error) {
    if (!signal.aborted) explain(error);
  } finally {
    clearInterval(clock);
    if (finish(signal) && signal.aborted) say(t.progress.cancelled);
    void describePlace();
  }
}

/** For "automatic", no region is sent, so that the server decides. */
const regionOf = ({ place, region }: PlaygroundSettings): string | undefined =>
  place === "edge" ? "edge" : place === "region" ? region : undefined;

function show(found: Outcome, source: string, isList: boolean): void {
  outcome = found;
  summarized = source;
  showText(source, found.sentences);
  read();
  showSummary(found, isList);
  showStale(false);
  showReceipt(found);
  byId<HTMLButtonElement>("copy").disabled = false;
  // The next run on this device has less to load.
  if (found.cost.downloadedBytes > 0) previewSoon(source, settingsOf());
  const elapsed = inWords(milliseconds(found.elapsedMs));
  say(
    found.isWritten ? t.summary.written(elapsed) : t.summary.done(found.sentences.length, elapsed),
  );
}

/** Shows the progress of a run on this device. */
function follow(step: Step): void {
  const { progress: p } = t;
  if (step.step === "loading") {
    const { loadedBytes, allBytes } = step;
    say(p.loading(megabytes(loadedBytes), megabytes(allBytes)), loadedBytes / allBytes);
  } else if (step.step === "weighing") {
    const { sentences, ofSentences } = step;
    say(p.weighing(count(sentences), count(ofSentences)), sentences / ofSentences);
  } else if (step.step === "writing") {
    const { texts, ofTexts } = step;
    if (texts === 0) showDraft();
    say(p.writing(count(Math.min(texts + 1, ofTexts)), count(ofTexts)), texts / ofTexts);
  } else if (step.step === "drafted") {
    addDraft(step.piece);
  } else {
    say(p[step.step], null);
  }
}

/** The server does not report progress, so the elapsed seconds are shown. */
function startClock() {
  const startedMs = performance.now();
  const tick = () =>
    say(t.progress.asking(((performance.now() - startedMs) / 1000).toFixed(0)), null);
  return setInterval(tick, 1000);
}

function explain(error: unknown): void {
  if (error instanceof ProblemError) {
    const { status, detail } = error.problem;
    const wait = error.retryAfterSeconds;
    if (status === 429) fail(t.failure.limited(wait), true);
    else if (status >= 500) fail(t.failure.busy(detail, wait), true);
    else fail(t.failure.refused(detail));
  } else if (error instanceof UnreachableError) {
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

/** A change of the text makes the summary stale; a change of settings makes a new summary automatically. */
function textChanged(): void {
  if (outcome) showStale(text() !== summarized);
  previewSoon(text(), settingsOf());
}

function settingsChanged(isTyping: boolean): void {
  previewSoon(text(), settingsOf());
  clearTimeout(rerun);
  if (!outcome || text().trim() === "") return;
  rerun = setTimeout(() => void run(), isTyping ? RERUN_DELAY_MS : 0);
}

startControls(settingsChanged);
startSource(textChanged);
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

// The page opens with a summary, unless that would load a model.
if (settingsOf().place !== "device" && navigator.onLine) void run();
previewSoon(text(), settingsOf());

if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/service-worker.js");
