import { NANO_LANGUAGES } from "../../contract/language.ts";
import type { Format, ModelName, ReadingModel, RereadingModel } from "../../contract/options.ts";
import { RefusedError } from "../../contract/refused.ts";
import { readingModelOf } from "../models/reading-model.ts";
import type { Language } from "../text/language.ts";

/** The properties of a request that the choice depends on. */
export interface ModelWish {
  model: "auto" | ModelName;
  format: Format;
  compress: boolean;
}

/** The other facts that the choice depends on. */
export interface Circumstances {
  /** The models that this deployment has. */
  offered: readonly ModelName[];
  /** Intensity of the grid at the place where the request arrived; null if unknown. */
  gramsPerKwh: number | null;
  /** On a grid dirtier than this, nano is chosen; undefined if the grid does not affect the choice. */
  smallMaxGramsPerKwh: number | undefined;
}

export interface ModelChoice {
  model: ReadingModel | RereadingModel;
  /** The reason, in words for the caller. */
  reason: string;
}

/** A request for something that no model of this deployment can do. */
export class ModelNotOfferedError extends RefusedError {
  constructor(field: "model" | "compress" | "language", message: string) {
    super("not-supported", message, { field });
  }
}

/** A model that is offered, but whose weights could not be loaded or do not match the manifest. */
export class ModelUnavailableError extends RefusedError {
  constructor(message: string) {
    super("model-unavailable", message, { field: "model", retryAfterSeconds: 10 });
  }
}

const list = (names: readonly string[]) => ["auto", ...names].map((name) => `"${name}"`).join(", ");

/**
 * The model for a request. A model that the request names is used. Otherwise:
 *
 * A language that nano does not read has a single model, nano-multilingual, which stands in for nano.
 *
 * 1. trimming (`compress`) needs small; 2. a grid dirtier than the limit gets nano; 3. an English headline gets small,
 * which can shorten a sentence to a headline. Chinese headlines do not, because
 *    no Chinese training pairs were available;
 * 4. everything else gets nano, whose summaries cost a small fraction of small's.
 *
 * @throws ModelNotOfferedError naming the available models
 */
export function chooseModel(
  wish: ModelWish,
  document: { language: Language },
  { offered, gramsPerKwh, smallMaxGramsPerKwh }: Circumstances,
): ModelChoice {
  if (readingModelOf(document.language) === "nano-multilingual") return onlyReading(wish, document);
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
  if (wish.model !== "auto") return { model: wish.model, reason: "The request names this model." };
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
  return { model: "nano", reason: "The smallest model is sufficient." };
}

/** The choice for a text that small cannot reread, because nano's tokenizer does not know the language. */
function onlyReading(
  { model, compress }: ModelWish,
  { language }: { language: Language },
): ModelChoice {
  const field = compress ? "compress" : "model";
  if (compress || (model !== "auto" && model !== "nano")) {
    throw new ModelNotOfferedError(
      field,
      `${field === "compress" ? "compress" : `model "${model}"`} does not work in "${language}", only in ` +
        `${NANO_LANGUAGES.filter((tag) => tag !== "und")
          .map((tag) => `"${tag}"`)
          .join(", ")}.`,
    );
  }
  return { model: "nano-multilingual", reason: `The model for texts in "${language}".` };
}
