import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readModelConfig } from "../../summarizer/generation/model.ts";
import { resolveSettings } from "../../summarizer/generation/settings.ts";
import { createTextTokenizer } from "../../summarizer/generation/text.ts";
import { ModelFilesError } from "./graphs.ts";

const ARCHITECTURES = ["bart", "mbart", "mt5", "pegasus", "t5"];

/** Files that are copied beside the graphs; the last two are optional. */
export const CONFIGURATION_FILES = [
  "config.json",
  "tokenizer.json",
  "generation_config.json",
  "tokenizer_config.json",
];

/** The contents of the configuration files, after the check that they fit together. */
export interface ModelConfiguration {
  architecture: string;
  /** Positions of the decoder; null if it has no such limit. */
  positions: number | null;
  maxInputTokens: number;
  tokenizer: { kind: string; vocabulary: number };
  vocabulary: number;
  licence: string | undefined;
  warnings: string[];
}

/**
 * Reads and checks all JSON files of a model.
 * @throws ModelFilesError or SettingsError
 */
export function readConfiguration(folder: string): ModelConfiguration {
  const config = readJson(folder, "config.json");
  const generationConfig = readIfThere(folder, "generation_config.json");
  const tokenizerConfig = readIfThere(folder, "tokenizer_config.json");
  const known = readModelConfig({
    config,
    ...(generationConfig && { generationConfig }),
    ...(tokenizerConfig && { tokenizerConfig }),
  });
  if (!ARCHITECTURES.includes(known.architecture)) {
    throw new ModelFilesError(
      `config.json: model_type "${known.architecture}" is not known here; known are ${ARCHITECTURES.join(", ")}.`,
    );
  }
  const { eosTokenIds } = resolveSettings(known.generation, {}, known.positions);
  const vocabulary = vocabularyOf(config);
  const tokenizer = checkTokenizer(folder, tokenizerConfig ?? {}, vocabulary);
  return {
    architecture: known.architecture,
    positions: known.positions ?? null,
    maxInputTokens: known.maxInputTokens,
    tokenizer,
    vocabulary,
    licence: typeof config.license === "string" ? config.license : undefined,
    warnings:
      eosTokenIds.length > 0
        ? []
        : ["No eos_token_id in the configuration: every summary runs to its maximum length."],
  };
}

type Json = Record<string, unknown>;

function vocabularyOf({ vocab_size: size }: Json): number {
  if (typeof size === "number" && Number.isInteger(size) && size > 0) return size;
  throw new ModelFilesError("config.json: vocab_size is missing or not a positive integer.");
}

function checkTokenizer(folder: string, config: Json, vocabulary: number) {
  if (!existsSync(join(folder, "tokenizer.json"))) {
    const old = ["spiece.model", "sentencepiece.bpe.model", "vocab.json", "vocab.txt"].find(
      (name) => existsSync(join(folder, name)),
    );
    const how = "AutoTokenizer.from_pretrained(FOLDER).save_pretrained(FOLDER) in Python writes it";
    throw new ModelFilesError(
      `tokenizer.json is missing${old ? ` (only ${old} is there)` : ""}; ${how}.`,
    );
  }
  const json = readJson(folder, "tokenizer.json");
  let ids: readonly number[];
  try {
    const { encode, decode } = createTextTokenizer(json, config);
    ids = encode("The harbour opens at nine. 港口九点开门。").ids;
    decode(ids);
  } catch (error) {
    throw new ModelFilesError(`tokenizer.json cannot be used: ${(error as Error).message}`);
  }
  const largest = Math.max(...ids);
  if (largest >= vocabulary) {
    throw new ModelFilesError(
      `tokenizer.json gives token ${largest}, but config.json has vocab_size ${vocabulary}: they belong to different models.`,
    );
  }
  const model = json.model as { type?: string; vocab?: object } | undefined;
  return { kind: model?.type ?? "unknown", vocabulary: Object.keys(model?.vocab ?? {}).length };
}

function readIfThere(folder: string, name: string): Json | undefined {
  return existsSync(join(folder, name)) ? readJson(folder, name) : undefined;
}

function readJson(folder: string, name: string): Json {
  const path = join(folder, name);
  if (!existsSync(path)) throw new ModelFilesError(`${name} is missing.`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new ModelFilesError(`${name} is not JSON (${(error as Error).message}).`);
  }
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json as Json;
  throw new ModelFilesError(`${name} holds no JSON object.`);
}
