import { PROVIDERS } from "../device/catalogue.ts";

export const LENGTHS = ["short", "medium", "long"] as const;
export const FORMATS = ["paragraph", "key-points", "headline"] as const;
/** "Extractive" chooses sentences, "trimmed" also shortens them, "written" puts them in new words. */
export const MODES = ["extractive", "trimmed", "written"] as const;
/** "Automatic" leaves the choice to the placement decision. */
export const PLACES = ["auto", "edge", "region", "device"] as const;
export const RUNTIMES = ["auto", ...PROVIDERS] as const;

export type PlaceSetting = (typeof PLACES)[number];

/** The settings of a summary. A shared link contains these, and never the text. */
export interface PlaygroundSettings {
  mode: (typeof MODES)[number];
  length: (typeof LENGTHS)[number];
  format: (typeof FORMATS)[number];
  query: string;
  place: PlaceSetting;
  /** The id of a region, or "auto" for any. */
  region: string;
  /** For runs on this device. */
  runtime: (typeof RUNTIMES)[number];
  model: string;
}

export const DEFAULTS: PlaygroundSettings = {
  mode: "extractive",
  length: "medium",
  format: "paragraph",
  query: "",
  place: "auto",
  region: "auto",
  runtime: "auto",
  model: "nano",
};

/** The model that chooses sentences on this device: only small trims them, and nano chooses for the writer. */
export const chooserOf = ({ mode, model }: Pick<PlaygroundSettings, "mode" | "model">): string =>
  mode === "extractive" ? model : mode === "trimmed" ? "small" : "nano";

/** Maximum number of characters of a question in a link. */
export const MAX_QUERY_LENGTH = 1000;

const oneOf = <T extends string>(all: readonly T[], asked: string | null, otherwise: T): T =>
  all.find((one) => one === asked) ?? otherwise;

const word = (asked: string | null, otherwise: string): string =>
  asked !== null && /^[\w.:-]{1,64}$/.test(asked) ? asked : otherwise;

/** The settings in an address; missing or invalid ones have their default. */
export function readSettings(params: URLSearchParams): PlaygroundSettings {
  return {
    mode: oneOf(MODES, params.get("mode"), DEFAULTS.mode),
    length: oneOf(LENGTHS, params.get("length"), DEFAULTS.length),
    format: oneOf(FORMATS, params.get("format"), DEFAULTS.format),
    query: (params.get("query") ?? "").slice(0, MAX_QUERY_LENGTH),
    place: oneOf(PLACES, params.get("place"), DEFAULTS.place),
    region: word(params.get("region"), DEFAULTS.region),
    runtime: oneOf(RUNTIMES, params.get("runtime"), DEFAULTS.runtime),
    model: word(params.get("model"), DEFAULTS.model),
  };
}

/** The query parameters for settings, without defaults and without settings that the chosen place does not use. */
export function toParams(settings: PlaygroundSettings): URLSearchParams {
  const { place } = settings;
  const isUsed = (name: keyof PlaygroundSettings) =>
    (name !== "region" || place === "region") &&
    ((name !== "runtime" && name !== "model") || place === "device") &&
    (name !== "model" || settings.mode === "extractive");
  const params = new URLSearchParams();
  for (const name of Object.keys(DEFAULTS) as (keyof PlaygroundSettings)[]) {
    if (settings[name] !== DEFAULTS[name] && isUsed(name)) params.set(name, settings[name]);
  }
  return params;
}
