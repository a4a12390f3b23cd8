import { bytesToLoad } from "../../device/client/load.ts";
import { chooseProvider, hasWebGpu, threads } from "../../device/client/provider.ts";
import { MESSAGES as SITE } from "../../pages/messages.ts";
import { type PlaygroundSettings, readSettings, toParams } from "../settings.ts";
import { byId, el } from "./dom.ts";
import { filesFor } from "./files.ts";
import { here, megabytes, t } from "./here.ts";

const form = () => byId<HTMLFormElement>("bench");

/** The settings that the controls show. */
export function settingsOf(): PlaygroundSettings {
  const params = new URLSearchParams(
    [...new FormData(form())].map(([name, value]) => [name, String(value)]),
  );
  return readSettings(params);
}

/** Sets the controls. */
export function apply(settings: PlaygroundSettings): void {
  for (const name of [
    "mode",
    "length",
    "format",
    "query",
    "place",
    "region",
    "runtime",
    "model",
  ] as const) {
    const control = form().elements.namedItem(name) as HTMLSelectElement | RadioNodeList;
    if (name === "region") offer(byId<HTMLSelectElement>("region"), settings.region);
    control.value = settings[name];
  }
  changed();
}

let onChange: (isTyping: boolean) => void = () => {};

/**
 * Sets the controls from the address, and from then on updates the address from the controls. `whenChanged` is called
 * for every later change, with whether it was typed.
 */
export function startControls(whenChanged: (isTyping: boolean) => void): void {
  const models = byId<HTMLSelectElement>("model");
  for (const name of Object.keys(CATALOGUE.models)) offer(models, name);
  const asked = readSettings(new URLSearchParams(location.search));
  apply({ ...asked, model: asked.model in CATALOGUE.models ? asked.model : models.value });
  form().addEventListener("input", ({ target }) => {
    if (target instanceof HTMLElement && target.hasAttribute("name")) {
      changed(target.getAttribute("name") === "query");
    }
  });
  onChange = whenChanged;
}

/** The address of this page with its settings in a language, relative to it; it contains no part of the text. */
export function addressOf(language: string): string {
  const params = toParams(settingsOf());
  params.set("lang", language);
  return `?${params}`;
}

function changed(isTyping = false): void {
  const { place, mode } = settingsOf();
  byId("region-field").hidden = place !== "region";
  byId("device-fields").hidden = place !== "device";
  // The other modes need a certain model.
  byId("model-field").hidden =
    mode !== "extractive" || byId<HTMLSelectElement>("model").options.length < 2;
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".languages a")) {
    link.href = addressOf(link.hreflang.startsWith("zh") ? "zh" : "en");
  }
  const address = addressOf(here.language);
  if (location.search !== address) history.replaceState(null, "", address);
  if (place === "region") void offerRegions();
  void describePlace();
  onChange(isTyping);
}

/** Explains the chosen place. */
export async function describePlace(): Promise<void> {
  const settings = settingsOf();
  const { place, runtime, mode } = settings;
  const note = byId("place-note");
  const provider = await chooseProvider(runtime);
  const files = await filesFor(settings, provider).catch(() => null);
  const missing = files && (await bytesToLoad(files, location.href));
  const isKept = missing === 0;
  byId("offline-note").textContent = isKept ? t.offlineReady : t.offlineNote;
  if (place !== "device") {
    note.textContent = t.place[place];
    return;
  }
  const lacksGpu = runtime === "webgpu" && !(await hasWebGpu());
  const now = settingsOf();
  if (now.place !== place || now.mode !== mode || now.runtime !== runtime) return;
  note.textContent = [
    t.place.device,
    lacksGpu
      ? t.place.noWebGpu
      : provider === "webgpu"
        ? t.place.webgpu(mode === "written")
        : t.place.wasm(threads()),
    missing === null
      ? t.place.lacksModel
      : isKept
        ? t.place.isKept
        : t.place.toLoad(megabytes(missing)),
  ].join(SITE[here.language].joint);
}

let areRegionsOffered = false;

/** Offers the server's regions, cleanest first; requests them at first use. */
async function offerRegions(): Promise<void> {
  if (areRegionsOffered) return;
  areRegionsOffered = true;
  try {
    const response = await fetch("/v1/regions", { credentials: "omit" });
    const { regions } = (await response.json()) as {
      regions: { region: string; grams_per_kwh: number | null }[];
    };
    for (const { region, grams_per_kwh: intensity } of regions) {
      const label =
        intensity === null
          ? region
          : t.controls.regionOption(region, String(Math.round(intensity)));
      offer(byId<HTMLSelectElement>("region"), region, label);
    }
  } catch {
    // "auto" remains, and the next change requests the regions again.
    areRegionsOffered = false;
  }
}

/** Adds an option, or gives the existing one a better label. */
function offer(select: HTMLSelectElement, value: string, label = value): void {
  const known = [...select.options].find((option) => option.value === value);
  if (known && label !== value) known.textContent = label;
  if (known) return;
  const option = el("option", label);
  option.value = value;
  select.append(option);
}
