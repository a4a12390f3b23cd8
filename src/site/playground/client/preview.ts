import { estimateOnDevice } from "../../../emissions/device.ts";
import { WORLD } from "../../../grid/world.ts";
import { predictTypical, typicalTokens } from "../../../summarizer/extract/cost.ts";
import { bytesToLoad } from "../../device/client/load.ts";
import { chooseProvider } from "../../device/client/provider.ts";
import { type DevicePreview, type PlacementPreview, placeOptions } from "../places.ts";
import { chooserOf, type PlaygroundSettings } from "../settings.ts";
import { filesFor, loadWriting } from "./files.ts";
import { t } from "./here.ts";
import { showPlaces } from "./strip.ts";

/** Pause after which typing triggers one request. */
const DELAY_MS = 400;
const HAN = /\p{Script=Han}/u;

let timer: ReturnType<typeof setTimeout> | undefined;
let asking: AbortController | undefined;

/** Shows the places where a text could run, after a pause in typing. */
export function previewSoon(text: string, settings: PlaygroundSettings): void {
  clearTimeout(timer);
  timer = setTimeout(() => void preview(text, settings), DELAY_MS);
}

async function preview(text: string, settings: PlaygroundSettings): Promise<void> {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  if (text.trim() === "") return showPlaces([]);
  const language = HAN.test(text.slice(0, 2_000)) ? "zh" : "en";
  const tokens = Math.max(1, typicalTokens(text.length, language));
  const { mode, model, length, format } = settings;
  const isHere = settings.place === "device";
  // Of a text that stays on this device, the server learns only the size.
  const query: Record<string, string> = {
    bytes: String(new TextEncoder().encode(text).byteLength),
    language,
    length,
    format,
    mode: mode === "written" ? "abstractive" : "extractive",
    ...(mode === "trimmed" ? { model: "small" } : isHere && mode === "extractive" && { model }),
  };
  const [placement, device] = await Promise.all([
    askPlacement(query, settings, signal).catch(() => null),
    previewDevice(tokens, language, settings),
  ]);
  // Without the server, only a run on this device can be shown; the run itself reports errors.
  if (!signal.aborted) showPlaces(placeOptions(placement, device, isHere));
}

/**
 * The placement of a text. Light work without a fixed place stays without a comparison, so the candidates for the
 * cleanest region are requested to show the emissions of a move.
 */
async function askPlacement(
  query: Record<string, string>,
  { place, region }: PlaygroundSettings,
  signal: AbortSignal,
): Promise<PlacementPreview> {
  const wanted = place === "region" ? region : place === "edge" ? "edge" : "auto";
  const placement = await ask({ ...query, region: wanted }, signal);
  if (placement.candidates.length > 0) return placement;
  const cleanest = await cleanestRegion(signal);
  if (!cleanest) return placement;
  const { candidates } = await ask({ ...query, region: cleanest }, signal);
  return { ...placement, candidates };
}

async function ask(query: Record<string, string>, signal: AbortSignal): Promise<PlacementPreview> {
  const response = await fetch(`/v1/placement?${new URLSearchParams(query)}`, {
    credentials: "omit",
    signal,
  });
  if (!response.ok) throw new Error(`The placement preview failed with ${response.status}`);
  return (await response.json()) as PlacementPreview;
}

async function cleanestRegion(signal: AbortSignal): Promise<string | undefined> {
  const response = await fetch("/v1/regions", { credentials: "omit", signal });
  const { regions } = (await response.json()) as { regions: { region: string }[] };
  return regions[0]?.region;
}

/**
 * This device. The grams are those of the run alone, as of the other places; those of the bytes that it still has to load
 * are in the reason. The time is that of a server's vCPU.
 */
async function previewDevice(
  tokens: number,
  language: "en" | "zh",
  settings: PlaygroundSettings,
): Promise<DevicePreview> {
  const provider = await chooseProvider(settings.runtime);
  const needs = [predictSeconds(tokens, language, settings), filesFor(settings, provider)] as const;
  const known = await Promise.all(needs).catch(() => null);
  if (!known) return { zone: WORLD.zone, grams: null, why: t.strip.deviceLacks, loads: null };
  const [seconds, files] = known;
  const bytes = await bytesToLoad(files, location.href);
  const { operationalGrams, networkGrams } = estimateOnDevice({
    busySeconds: seconds,
    downloadedBytes: bytes,
    gramsPerKwh: WORLD.gramsPerKwh,
  });
  const loads = bytes === 0 ? null : { bytes, grams: networkGrams.value };
  return { zone: WORLD.zone, grams: operationalGrams.value, why: t.strip.deviceKept, loads };
}

/**
 * Seconds of a server's vCPU to choose the sentences and, if requested, to write.
 * @throws Error if a model is missing
 */
async function predictSeconds(
  tokens: number,
  language: "en" | "zh",
  settings: PlaygroundSettings,
): Promise<number> {
  const name = chooserOf(settings);
  const { nano, [name]: model } = CATALOGUE.models;
  if (!nano || !model) throw new RangeError(`There is no model ${name}`);
  const reread = name === "nano" ? undefined : model.rates;
  const { cpuSeconds } = predictTypical(tokens, language, { reader: nano.rates, reread });
  if (settings.mode !== "written") return cpuSeconds.all;
  return cpuSeconds.all + (await loadWriting()).predictTypicalWriting(settings, tokens);
}
