import type { Format, ModelName } from "../../contract/options.ts";
import { RefusedError } from "../../contract/refused.ts";
import type { Language } from "../text/language.ts";

/** What the choice depends on of a request. */
export interface ModelWish {
  model: "auto" | ModelName;
  format: Format;
  compress: boolean;
}

/** What it depends on beside the request. */
export interface Circumstances {
  /** The models that this deployment has. */
  offered: readonly ModelName[];
  /** Of the grid that feeds the place where the request came in; null if not known. */
  gramsPerKwh: number | null;
  /** A dirtier grid than this means nano; undefined: the grid does not matter. */
  smallMaxGramsPerKwh: number | undefined;
}

export interface ModelChoice {
  model: ModelName;
  /** Why, in words for the caller. */
  reason: string;
}

/** A request for what no model of this deployment does. */
export class ModelNotOfferedError extends RefusedError {
  constructor(field: "model" | "compress", message: string) {
    super("not-supported", message, { field });
  }
}

/** A model that is offered but whose weights could not be loaded, or do not match the manifest. */
export class ModelUnavailableError extends RefusedError {
  constructor(message: string) {
    super("model-unavailable", message, { field: "model", retryAfterSeconds: 10 });
  }
}

const list = (names: readonly string[]) => ["auto", ...names].map((name) => `"${name}"`).join(", ");

/**
 * The model for a request. A named model is taken at its word. Otherwise:
 *
 * 1. trimming (`compress`) needs small;
 * 2. a grid dirtier than the limit gets nano;
 * 3. an English headline gets small, which can shorten a sentence to one: Chinese pairs to learn
 *    that from were not at hand;
 * 4. all else gets nano, whose summaries cost a small part of small's.
 *
 * @throws ModelNotOfferedError naming the models there are.
 */
export function chooseModel(
  wish: ModelWish,
  document: { language: Language },
  { offered, gramsPerKwh, smallMaxGramsPerKwh }: Circumstances,
): ModelChoice {
  const hasSmall = offered.includes("small");
  if (wish.model !== "auto" && !offered.includes(wish.model)) {
    throw new ModelNotOfferedError(
      "model",
      `model "${wish.model}" is not offered here; use one of ${list(offered)}.`,
    );
  }
  if (wish.compress && (wish.model === "nano" || !hasSmall)) {
    throw new ModelNotOfferedError(
      "compress",
      hasSmall
        ? 'compress needs model "small" or "auto": nano gives sentences whole.'
        : "compress needs a model that is not offered here; sentences are given whole.",
    );
  }
  if (wish.model !== "auto") return { model: wish.model, reason: "Asked for." };
  if (!hasSmall) return { model: "nano", reason: "The only model offered here." };
  if (wish.compress) return { model: "small", reason: "Trimming sentences needs it." };
  if (
    smallMaxGramsPerKwh !== undefined &&
    gramsPerKwh !== null &&
    gramsPerKwh > smallMaxGramsPerKwh
  ) {
    const grid = `${Math.round(gramsPerKwh)} g/kWh`;
    return {
      model: "nano",
      reason: `The grid emits ${grid}, more than the ${smallMaxGramsPerKwh} up to which small runs.`,
    };
  }
  if (wish.format === "headline" && document.language === "en") {
    return { model: "small", reason: "It trims a sentence to a headline." };
  }
  return { model: "nano", reason: "The smallest model does for this." };
}
