import { PROVIDERS } from "../device/catalogue.ts";

export const LENGTHS = ["short", "medium", "long"] as const;
export const FORMATS = ["paragraph", "key-points", "headline"] as const;
export const PLACES = ["edge", "region", "device"] as const;
export const RUNTIMES = ["auto", ...PROVIDERS] as const;

export type Place = (typeof PLACES)[number];

/** How to summarize; all that a shared link says. The text is not among it. */
export interface Settings {
  length: (typeof LENGTHS)[number];
  format: (typeof FORMATS)[number];
  query: string;
  place: Place;
  /** A region's id, or "auto": placement decides. */
  region: string;
  /** For runs on this device. */
  runtime: (typeof RUNTIMES)[number];
  model: string;
}

export const DEFAULTS: Settings = {
  length: "medium",
  format: "paragraph",
  query: "",
  place: "edge",
  region: "auto",
  runtime: "auto",
  model: "nano",
};

/** The most of a query that a link carries. */
export const MAX_QUERY_LENGTH = 1000;

const oneOf = <T extends string>(all: readonly T[], asked: string | null, otherwise: T): T =>
  all.find((one) => one === asked) ?? otherwise;

const word = (asked: string | null, otherwise: string): string =>
  asked !== null && /^[\w.:-]{1,64}$/.test(asked) ? asked : otherwise;

/** Settings of an address; what it does not say, or says wrongly, is the default. */
export function readSettings(params: URLSearchParams): Settings {
  return {
    length: oneOf(LENGTHS, params.get("length"), DEFAULTS.length),
    format: oneOf(FORMATS, params.get("format"), DEFAULTS.format),
    query: (params.get("query") ?? "").slice(0, MAX_QUERY_LENGTH),
    place: oneOf(PLACES, params.get("place"), DEFAULTS.place),
    region: word(params.get("region"), DEFAULTS.region),
    runtime: oneOf(RUNTIMES, params.get("runtime"), DEFAULTS.runtime),
    model: word(params.get("model"), DEFAULTS.model),
  };
}

/**
 * The address of settings, without what is as by default. What only another place would use is left
 * out.
 */
export function toParams(settings: Settings): URLSearchParams {
  const { place } = settings;
  const isUsed = (name: keyof Settings) =>
    (name !== "region" || place === "region") &&
    ((name !== "runtime" && name !== "model") || place === "device");
  const params = new URLSearchParams();
  for (const name of Object.keys(DEFAULTS) as (keyof Settings)[]) {
    if (settings[name] !== DEFAULTS[name] && isUsed(name)) params.set(name, settings[name]);
  }
  return params;
}
