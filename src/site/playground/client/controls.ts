import { filesOf } from "../../device/catalogue.ts";
import { areKept } from "../../device/client/load.ts";
import { chooseProvider, hasWebGpu, threads } from "../../device/client/provider.ts";
import { LENGTHS, readSettings, type Settings, toParams } from "../settings.ts";
import { byId, el } from "./dom.ts";
import { here, megabytes, t } from "./here.ts";

const form = () => byId<HTMLFormElement>("bench");
const length = () => byId<HTMLInputElement>("length");

/** What the controls say. */
export function settingsOf(): Settings {
  const params = new URLSearchParams(
    [...new FormData(form())].map(([name, value]) => [name, String(value)]),
  );
  params.set("length", LENGTHS[Number(length().value)] ?? "");
  return readSettings(params);
}

/** Lays settings over the controls. */
export function apply(settings: Settings): void {
  for (const name of ["format", "query", "place", "region", "runtime", "model"] as const) {
    const control = form().elements.namedItem(name) as HTMLSelectElement | RadioNodeList;
    if (name === "region") offer(byId<HTMLSelectElement>("region"), settings.region);
    control.value = settings[name];
  }
  length().value = String(LENGTHS.indexOf(settings.length));
  changed();
}

/** Readies the controls by the address, and keeps the address by the controls. */
export function startControls(): void {
  const models = byId<HTMLSelectElement>("model");
  for (const name of Object.keys(CATALOGUE.models)) offer(models, name);
  byId("model-field").hidden = models.options.length < 2;
  const asked = readSettings(new URLSearchParams(location.search));
  apply({ ...asked, model: asked.model in CATALOGUE.models ? asked.model : models.value });
  form().addEventListener("input", ({ target }) => {
    if (target instanceof Element && target.hasAttribute("name")) changed();
  });
}

/** The address of this page with its settings, in this language or another; no word of the text. */
export function addressOf(language: string): string {
  const params = toParams(settingsOf());
  params.set("lang", language);
  return `${location.pathname}?${params}`;
}

function changed(): void {
  const { place, length: chosen } = settingsOf();
  byId("length-name").textContent = t.controls.lengths[chosen];
  length().setAttribute("aria-valuetext", t.controls.lengths[chosen]);
  byId("region-field").hidden = place !== "region";
  byId("device-fields").hidden = place !== "device";
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".languages a")) {
    link.href = addressOf(link.hreflang.startsWith("zh") ? "zh" : "en");
  }
  const address = addressOf(here.language);
  if (location.search !== address.slice(location.pathname.length)) {
    history.replaceState(null, "", address);
  }
  if (place === "region") void offerRegions();
  void describePlace();
}

/** Says what choosing the place means here. */
export async function describePlace(): Promise<void> {
  const { place, runtime, model } = settingsOf();
  const note = byId("place-note");
  if (place !== "device") {
    note.textContent = t.place[place];
    return;
  }
  const provider = await chooseProvider(runtime);
  const files = filesOf(CATALOGUE, model, provider);
  const isKept = await areKept(files, location.href);
  const size = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const lacksGpu = runtime === "webgpu" && !(await hasWebGpu());
  if (settingsOf().place !== place) return;
  note.textContent = [
    t.place.device,
    lacksGpu ? t.place.noWebGpu : provider === "webgpu" ? t.place.webgpu : t.place.wasm(threads()),
    isKept ? t.place.isKept : t.place.toLoad(megabytes(size)),
  ].join(" ");
}

let areRegionsOffered = false;

/** Asks the server for its regions, cleanest first, the first time that they are of interest. */
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
    // "auto" is still there; the next look may find the server.
    areRegionsOffered = false;
  }
}

/** Adds an option once; a better label wins. */
function offer(select: HTMLSelectElement, value: string, label = value): void {
  const known = [...select.options].find((option) => option.value === value);
  if (known && label !== value) known.textContent = label;
  if (known) return;
  const option = el("option", label);
  option.value = value;
  select.append(option);
}
