import * as z from "zod";

const tokenId = z.int().min(0);
const tokenIds = z.union([tokenId, z.array(tokenId).min(1)]);

/** The settings of generation, with the names and meanings of Hugging Face's `GenerationConfig`. */
const generationConfig = z.object({
  max_length: z.int().min(1).nullish(),
  max_new_tokens: z.int().min(1).nullish(),
  min_length: z.int().min(0).nullish(),
  min_new_tokens: z.int().min(0).nullish(),
  num_beams: z.int().min(1).nullish(),
  length_penalty: z.number().nullish(),
  early_stopping: z.union([z.boolean(), z.literal("never")]).nullish(),
  no_repeat_ngram_size: z.int().min(0).nullish(),
  repetition_penalty: z.number().positive().nullish(),
  bad_words_ids: z.array(z.array(tokenId).min(1)).nullish(),
  forced_bos_token_id: tokenId.nullish(),
  forced_eos_token_id: tokenIds.nullish(),
  decoder_start_token_id: tokenId.nullish(),
  bos_token_id: tokenId.nullish(),
  eos_token_id: tokenIds.nullish(),
  pad_token_id: z.int().nullish(),
  use_cache: z.boolean().nullish(),
});

export type GenerationConfig = z.infer<typeof generationConfig>;

/** Settings that would change the output and are not supported, with the values that have no effect. */
const NOT_OFFERED: Record<string, readonly unknown[]> = {
  do_sample: [false],
  num_beam_groups: [1],
  num_return_sequences: [1],
  diversity_penalty: [0],
  penalty_alpha: [0],
  encoder_no_repeat_ngram_size: [0],
  encoder_repetition_penalty: [1],
  exponential_decay_length_penalty: [],
  suppress_tokens: [],
  begin_suppress_tokens: [],
  sequence_bias: [],
  guidance_scale: [1],
  constraints: [],
  force_words_ids: [],
  renormalize_logits: [false],
  remove_invalid_values: [false],
  stop_strings: [],
  watermarking_config: [],
};

/** A setting or configuration file that generation cannot support. */
export class SettingsError extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.name = "SettingsError";
    this.field = field;
  }
}

/** Reads a `generation_config.json`, or the part of `config.json` that older models use instead. */
export function readGenerationConfig(json: unknown, file: string): GenerationConfig {
  const result = generationConfig.safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    const field = issue?.path.map(String).join(".") ?? "";
    throw new SettingsError(field, `${file}: ${field || "the file"}: ${issue?.message}.`);
  }
  for (const [name, harmless] of Object.entries(NOT_OFFERED)) {
    const value = (json as Record<string, unknown>)[name] ?? null;
    if (value !== null && !harmless.includes(value)) {
      const text = `${file}: ${name} is ${JSON.stringify(value)}; that is not offered here.`;
      throw new SettingsError(name, text);
    }
  }
  return defined(result.data);
}

/** All settings, resolved. Lengths count the decoder's start token, as in `transformers`. */
export interface ResolvedSettings {
  maxLength: number;
  minLength: number;
  numBeams: number;
  lengthPenalty: number;
  earlyStopping: boolean | "never";
  noRepeatNgramSize: number;
  repetitionPenalty: number;
  badWordsIds: readonly (readonly number[])[];
  forcedBosTokenId: number | null;
  forcedEosTokenIds: readonly number[];
  decoderStartTokenId: number;
  eosTokenIds: readonly number[];
  /** False only to compare the cache with decoding without it. */
  useCache: boolean;
}

/** Number of tokens that `transformers` generates by default. */
const DEFAULT_NEW_TOKENS = 20;

/**
 * Resolves the settings: the request overrides the model, which overrides the defaults. `max_new_tokens` and
 * `min_new_tokens` override the lengths, wherever they come from. `positions` is the number of positions that the
 * decoder can distinguish; undefined if it has no such limit.
 */
export function resolveSettings(
  model: GenerationConfig,
  request: GenerationConfig,
  positions: number | undefined,
): ResolvedSettings {
  const config: GenerationConfig = { ...model, ...defined(request) };
  const start = config.decoder_start_token_id ?? config.bos_token_id;
  if (start === null || start === undefined) {
    const names = "decoder_start_token_id (or bos_token_id)";
    throw new SettingsError("decoder_start_token_id", `The model's configuration has no ${names}.`);
  }
  return {
    maxLength: maxLengthOf(config, positions),
    minLength:
      typeof config.min_new_tokens === "number"
        ? config.min_new_tokens + 1
        : (config.min_length ?? 0),
    numBeams: config.num_beams ?? 1,
    lengthPenalty: config.length_penalty ?? 1,
    earlyStopping: config.early_stopping ?? false,
    noRepeatNgramSize: config.no_repeat_ngram_size ?? 0,
    repetitionPenalty: config.repetition_penalty ?? 1,
    badWordsIds: config.bad_words_ids ?? [],
    forcedBosTokenId: config.forced_bos_token_id ?? null,
    forcedEosTokenIds: listOf(config.forced_eos_token_id),
    decoderStartTokenId: start,
    eosTokenIds: listOf(config.eos_token_id),
    useCache: config.use_cache ?? true,
  };
}

function maxLengthOf(config: GenerationConfig, positions: number | undefined): number {
  const named = config.max_new_tokens ? config.max_new_tokens + 1 : config.max_length;
  const length = named ?? Math.min(DEFAULT_NEW_TOKENS + 1, positions ?? Number.POSITIVE_INFINITY);
  const field = config.max_new_tokens ? "max_new_tokens" : "max_length";
  if (length < 2) throw new SettingsError(field, `${field} leaves no room for a token.`);
  // The last token is never read again, so one more token than the number of positions can be written.
  if (positions !== undefined && length > positions + 1) {
    const text = `${field} asks for a length of ${length}; the model has ${positions} positions.`;
    throw new SettingsError(field, text);
  }
  return length;
}

const listOf = (ids: number | readonly number[] | null | undefined): readonly number[] =>
  ids === null || ids === undefined ? [] : typeof ids === "number" ? [ids] : ids;

const defined = (config: GenerationConfig): GenerationConfig =>
  Object.fromEntries(
    Object.entries(config).filter(([, value]) => value !== undefined && value !== null),
  );
