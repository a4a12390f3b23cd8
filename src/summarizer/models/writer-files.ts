import * as z from "zod";
import { createSeq2Seq, type ModelGraphs, readModelConfig } from "../generation/model.ts";
import type { Seq2SeqShape } from "../generation/seq2seq-cost.ts";
import type { Graph } from "./graph.ts";
import { type Offer, offer, type Writer } from "./writer.ts";

/** Defaults until a model's own values are tuned on a development set (`confidence` in its manifest). */
const DEFAULT_CONFIDENCE = { minMeanLogProbability: -1.5, minCopyRate: 0.7 };

/** Default for a model without learned positions, which does not state how long a text it writes well. */
const DEFAULT_OUTPUT_TOKENS = 512;

/** The fields of a writer's `manifest.json` that are needed to run it. */
const writerManifest = z.looseObject({
  name: offer.shape.name,
  task: z.literal("abstractive"),
  version: offer.shape.version.default("0"),
  quantization: offer.shape.quantization.default("unknown"),
  languages: offer.shape.languages.default([]),
  files: z.record(z.string(), z.looseObject({ sha256: z.string().optional() })),
  calibration: z.looseObject({ secondsPerGmac: offer.shape.secondsPerGmac }).optional(),
  confidence: offer.shape.confidence.partial().optional(),
  /** Set if it was trained to write less than its positions allow. */
  limits: z.looseObject({ outputTokens: offer.shape.outputTokens.optional() }).optional(),
  meanSteps: offer.shape.meanSteps,
  rewrites: offer.shape.rewrites,
});

type WriterManifest = z.infer<typeof writerManifest>;

/** A model's folder on disk or among static assets. Reading throws for a missing file. */
export interface Folder {
  json(file: string): Promise<unknown>;
  /** `sha256` is hexadecimal, as in the manifest. */
  graph(file: string, described: { sha256?: string | undefined }): Promise<Graph>;
}

/** A folder without a writer that could run here; the message states the defect. */
export class WriterFilesError extends Error {
  constructor(folder: string, why: string) {
    super(`${folder}: ${why}`);
    this.name = "WriterFilesError";
  }
}

/** Whether a manifest describes a writer at all. */
export const isWriterManifest = (json: unknown): boolean =>
  (json as { task?: unknown } | null)?.task === "abstractive";

/** The parts of an offer that the files determine; memory depends on the place. */
export type KnownOffer = Omit<Offer, "secondsPerGmac" | "memoryGb"> &
  Partial<Pick<Offer, "secondsPerGmac">>;

/**
 * The offer of a folder's writer, by its manifest and `config.json`; its rates are undefined if the manifest has none.
 * @throws WriterFilesError or SettingsError
 */
export async function readOffer(name: string, folder: Folder): Promise<KnownOffer> {
  const manifest = await readManifest(name, folder);
  const { config, generationConfig } = await configsOf(manifest.files, folder);
  const { positions, maxInputTokens } = readModelConfig({ config, generationConfig });
  return {
    name: manifest.name,
    version: manifest.version,
    quantization: manifest.quantization,
    languages: manifest.languages,
    rewrites: manifest.rewrites,
    inputTokens: maxInputTokens,
    outputTokens: Math.min(
      positions ?? DEFAULT_OUTPUT_TOKENS,
      manifest.limits?.outputTokens ?? Number.POSITIVE_INFINITY,
    ),
    ...(manifest.meanSteps && { meanSteps: manifest.meanSteps }),
    shape: shapeOf(name, config),
    confidence: { ...DEFAULT_CONFIDENCE, ...defined(manifest.confidence ?? {}) },
    ...(manifest.calibration && { secondsPerGmac: manifest.calibration.secondsPerGmac }),
  };
}

/** Opens a folder's writer: two or three graphs of Hugging Face Optimum and the files beside them. */
export async function openModel(name: string, folder: Folder): Promise<Writer["model"]> {
  const { files } = await readManifest(name, folder);
  const { config, generationConfig, tokenizerConfig } = await configsOf(files, folder);
  const tokenizer = (await folder.json("tokenizer.json")) as object;
  const graphs = await graphsOf(name, files, folder);
  return createSeq2Seq(
    {
      config,
      generationConfig,
      tokenizer,
      ...(tokenizerConfig !== undefined && { tokenizerConfig: tokenizerConfig as object }),
    },
    graphs,
  );
}

async function readManifest(name: string, folder: Folder) {
  const result = writerManifest.safeParse(await folder.json("manifest.json"));
  if (!result.success) {
    const [issue] = result.error.issues;
    const field = issue?.path.join(".");
    throw new WriterFilesError(name, `manifest.json: ${field || "the file"}: ${issue?.message}`);
  }
  return result.data;
}

async function configsOf(files: Record<string, unknown>, folder: Folder) {
  const optional = (file: string) =>
    Object.hasOwn(files, file) ? folder.json(file) : Promise.resolve(undefined);
  const [config, generationConfig, tokenizerConfig] = await Promise.all([
    folder.json("config.json"),
    optional("generation_config.json"),
    optional("tokenizer_config.json"),
  ]);
  return { config, generationConfig, tokenizerConfig };
}

/** Quantized files have a suffix: `encoder_model_int8.onnx`. */
async function graphsOf(
  name: string,
  files: WriterManifest["files"],
  folder: Folder,
): Promise<ModelGraphs> {
  const open = (graph: string): Promise<Graph> | undefined => {
    const pattern = new RegExp(`^${graph}(_[a-z0-9]+)?\\.onnx$`);
    const matches = (suffixed: RegExp) => Object.keys(files).find((file) => suffixed.test(file));
    const file = matches(new RegExp(`^${graph}\\.onnx$`)) ?? matches(pattern);
    return file === undefined ? undefined : folder.graph(file, files[file] ?? {});
  };
  const encoder = await open("encoder_model");
  const merged = await open("decoder_model_merged");
  const first = merged ?? (await open("decoder_model"));
  if (!encoder || !first) {
    throw new WriterFilesError(name, `manifest.json names no ${encoder ? "decoder" : "encoder"}.`);
  }
  const next = merged ? undefined : await open("decoder_with_past_model");
  return { encoder, decoder: { first, ...(next && { next }) } };
}

const size = z.int().positive();
const bartLike = z.looseObject({
  d_model: size,
  encoder_layers: size,
  decoder_layers: size,
  encoder_ffn_dim: size,
  decoder_ffn_dim: size,
  vocab_size: size,
});
const t5Like = z.looseObject({
  d_model: size,
  num_layers: size,
  num_decoder_layers: size.nullish(),
  num_heads: size,
  d_kv: size,
  d_ff: size,
  feed_forward_proj: z.string().default("relu"),
  vocab_size: size,
});

/** The shape in a `config.json`: BART's names (also mBART's and PEGASUS's) or T5's. */
export function shapeOf(name: string, config: unknown): Seq2SeqShape {
  const bart = bartLike.safeParse(config);
  if (bart.success) {
    const { data } = bart;
    return {
      encoderLayers: data.encoder_layers,
      decoderLayers: data.decoder_layers,
      width: data.d_model,
      attentionWidth: data.d_model,
      encoderFeedForward: data.encoder_ffn_dim,
      decoderFeedForward: data.decoder_ffn_dim,
      feedForwardMatrices: 2,
      vocabulary: data.vocab_size,
    };
  }
  const t5 = t5Like.safeParse(config);
  if (t5.success) {
    const { data } = t5;
    return {
      encoderLayers: data.num_layers,
      decoderLayers: data.num_decoder_layers ?? data.num_layers,
      width: data.d_model,
      attentionWidth: data.num_heads * data.d_kv,
      encoderFeedForward: data.d_ff,
      decoderFeedForward: data.d_ff,
      feedForwardMatrices: data.feed_forward_proj.startsWith("gated") ? 3 : 2,
      vocabulary: data.vocab_size,
    };
  }
  throw new WriterFilesError(name, "config.json has the sizes of neither BART nor T5.");
}

const defined = <T extends object>(of: T): { [K in keyof T]: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as never;
