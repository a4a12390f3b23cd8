import * as z from "zod";
import type { Graph } from "../models/graph.ts";
import type { Language } from "../text/language.ts";
import { createDecode, type DecoderGraphs, encode } from "./decoder.ts";
import { type GenerateOptions, type Generation, generate } from "./generate.ts";
import {
  type GenerationConfig,
  readGenerationConfig,
  resolveSettings,
  SettingsError,
} from "./settings.ts";
import { createTextTokenizer, type EncodedText } from "./text.ts";

/** The parsed files of a model, other than its graphs. */
export interface ModelFiles {
  config: unknown;
  generationConfig?: unknown;
  tokenizer: object;
  tokenizerConfig?: object;
}

export interface ModelGraphs {
  encoder: Graph;
  decoder: DecoderGraphs;
}

/** Named as in `task_specific_params` in `config.json`. */
export const TASKS = ["summarization", "headline", "compression"] as const;
export type Task = (typeof TASKS)[number];

export interface WriteOptions extends GenerateOptions {
  /** Overrides the model's own `generation_config.json`. */
  settings?: GenerationConfig;
  /** The language of the text and the summary, for models with language codes. */
  language?: Language;
  /** The task to perform. A model that supports only one task performs that one. */
  task?: Task | undefined;
  /** Called with each piece of text that can no longer change. */
  onText?: (piece: string) => void | Promise<void>;
}

/** A summary that a model wrote. */
export interface Written extends Generation {
  text: string;
  /** Number of tokens that the encoder read, including special ones. */
  inputTokens: number;
  /** Whether the model could not read all of the text. */
  isTruncated: boolean;
}

/** A sequence-to-sequence model, ready to write. */
export interface Seq2Seq {
  /** Maximum number of tokens that the encoder reads, including special ones. */
  maxInputTokens: number;
  encode(text: string, language?: Language, task?: Task): EncodedText;
  decode(tokens: readonly number[]): string;
  /** Generates from the encoder's token ids. */
  generate(ids: readonly number[], options?: WriteOptions): Promise<Generation>;
  /** Reads a text and writes its summary. */
  write(text: string, options?: WriteOptions): Promise<Written>;
}

const positive = z.int().positive();
const modelConfig = z.looseObject({
  model_type: z.string(),
  is_encoder_decoder: z.literal(true, "must be true: only encoder-decoder models summarize here"),
  max_position_embeddings: positive.nullish(),
  n_positions: positive.nullish(),
  task_specific_params: z
    .looseObject({
      summarization: z.looseObject({}).nullish(),
      headline: z.looseObject({}).nullish(),
      compression: z.looseObject({}).nullish(),
    })
    .nullish(),
});

/** `tokenizer_config.json` says a number like 10^30 where it means "no limit". */
const LARGEST_LIMIT = 1_000_000;
const DEFAULT_INPUT_TOKENS = 512;

/**
 * Builds a model from its files and graphs. Settings come from `generation_config.json`, or for older models from
 * `config.json`, where `task_specific_params.summarization` takes precedence.
 */
export function createSeq2Seq(files: ModelFiles, graphs: ModelGraphs): Seq2Seq {
  const { positions, maxInputTokens, prefixes, generation } = readModelConfig(files);
  const tokenizer = createTextTokenizer(files.tokenizer, files.tokenizerConfig);

  const encodeText: Seq2Seq["encode"] = (text, language, task = "summarization") =>
    tokenizer.encode(prefixes[task] + text, {
      maxLength: maxInputTokens,
      ...(language && { language }),
    });

  const generateFrom: Seq2Seq["generate"] = async (ids, options = {}) => {
    const target = options.language ? tokenizer.targetOf(options.language) : {};
    const settings = resolveSettings(generation, { ...target, ...options.settings }, positions);
    options.signal?.throwIfAborted();
    const encoded = await encode(graphs.encoder, ids);
    const decode = createDecode(graphs.decoder, encoded, settings.useCache);
    return generate(decode, settings, {
      ...options,
      ...(options.onText && { onTokens: textStream(tokenizer.decode, options) }),
    });
  };

  return {
    maxInputTokens,
    encode: encodeText,
    decode: tokenizer.decode,
    generate: generateFrom,
    async write(text, options = {}) {
      const { ids, isTruncated } = encodeText(text, options.language, options.task);
      const generation = await generateFrom(ids, options);
      const written = tokenizer.decode(generation.tokens).trim();
      return { ...generation, text: written, inputTokens: ids.length, isTruncated };
    },
  };
}

/**
 * Reads a model's limits and settings from its configuration files.
 * @throws SettingsError
 */
export function readModelConfig(files: Omit<ModelFiles, "tokenizer">) {
  const result = modelConfig.safeParse(files.config);
  if (!result.success) {
    const [issue] = result.error.issues;
    const field = issue?.path.map(String).join(".") ?? "";
    throw new SettingsError(field, `config.json: ${field || "the file"}: ${issue?.message}.`);
  }
  const config = result.data;
  const positions = config.max_position_embeddings ?? undefined;
  const summarization = config.task_specific_params?.summarization ?? {};
  const base = files.generationConfig
    ? readGenerationConfig(files.generationConfig, "generation_config.json")
    : readGenerationConfig(config, "config.json");
  const special = readGenerationConfig(summarization, "config.json, task_specific_params");
  const { headline, compression } = config.task_specific_params ?? {};
  const prefix = textOf(summarization.prefix ?? config.prefix);
  return {
    architecture: config.model_type,
    positions,
    maxInputTokens: maxInputTokensOf(config, files.tokenizerConfig),
    prefixes: {
      summarization: prefix,
      headline: textOf(headline?.prefix) || prefix,
      compression: textOf(compression?.prefix) || prefix,
    },
    generation: { ...base, ...special },
  };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** A hard limit if positions are learned. Relative positions have no limit, but were trained only up to some length. */
function maxInputTokensOf(config: z.infer<typeof modelConfig>, tokenizerConfig?: object): number {
  const { model_max_length: trained } = (tokenizerConfig ?? {}) as { model_max_length?: unknown };
  const limits = [config.max_position_embeddings, config.n_positions, trained].filter(
    (limit): limit is number => typeof limit === "number" && limit > 0 && limit < LARGEST_LIMIT,
  );
  return limits.length > 0 ? Math.min(...limits) : DEFAULT_INPUT_TOKENS;
}

/** Passes on text once it is final. A character whose last bytes are missing waits for them. */
function textStream(decode: (ids: readonly number[]) => string, options: WriteOptions) {
  const settled: number[] = [];
  let told = "";
  return async (tokens: readonly number[]): Promise<void> => {
    await options.onTokens?.(tokens);
    settled.push(...tokens);
    const text = decode(settled).trimStart();
    if (text.endsWith("\uFFFD") || !text.startsWith(told)) return;
    const piece = text.slice(told.length);
    told = text;
    if (piece) await options.onText?.(piece);
  };
}
