/** The graph files of a model. Names may begin with `onnx/`, as on the hub. */
export interface GraphFiles {
  /** The source of each graph, by its target name. */
  files: Record<string, string>;
  precision: "float32" | "int8";
  hasCache: boolean;
}

/** A model folder that cannot be added; the message states the defect and its remedy. */
export class ModelFilesError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ModelFilesError";
  }
}

const SUFFIXES = { int8: ["_int8", "_quantized", "_uint8"], float32: [""] };
const FOLDERS = ["", "onnx/"];
const EXPORT = "optimum-cli export onnx --task text2text-generation-with-past --model MODEL FOLDER";

/**
 * Finds the encoder and the decoder in the layout of Hugging Face Optimum. Quantized graphs are preferred, unless
 * `float32` is requested, and the merged decoder is preferred to the split one.
 * @throws ModelFilesError
 */
export function chooseGraphs(names: readonly string[], float32 = false): GraphFiles {
  for (const precision of float32 ? (["float32"] as const) : (["int8", "float32"] as const)) {
    for (const folder of FOLDERS) {
      for (const suffix of SUFFIXES[precision]) {
        const found = setOf(names, folder, suffix);
        if (!found) continue;
        refuseExternalData(names, Object.values(found));
        const hasCache =
          !("decoder_model.onnx" in found) || "decoder_with_past_model.onnx" in found;
        return { files: found, precision, hasCache };
      }
    }
  }
  throw new ModelFilesError(whyNone(names));
}

/** The graphs of one folder in one precision; undefined if they are incomplete. */
function setOf(
  names: readonly string[],
  folder: string,
  suffix: string,
): Record<string, string> | undefined {
  const find = (graph: string): [string, string] | undefined => {
    const name = `${folder}${graph}${suffix}.onnx`;
    return names.includes(name) ? [`${graph}.onnx`, name] : undefined;
  };
  const encoder = find("encoder_model");
  const merged = find("decoder_model_merged");
  const first = merged ?? find("decoder_model");
  if (!encoder || !first) return undefined;
  const next = merged ? undefined : find("decoder_with_past_model");
  return Object.fromEntries([encoder, first, ...(next ? [next] : [])]);
}

function refuseExternalData(names: readonly string[], graphs: readonly string[]): void {
  const data = graphs
    .flatMap((graph) => [`${graph}_data`, `${graph}.data`])
    .find((name) => names.includes(name));
  if (data === undefined) return;
  throw new ModelFilesError(
    `${data}: weights outside their graph are not read here; quantize the model, or export it to files below 2 GB.`,
  );
}

function whyNone(names: readonly string[]): string {
  const graphs = names.filter((name) => name.endsWith(".onnx"));
  const list = graphs.join(", ");
  if (graphs.length === 0) {
    const weights = names.find((name) => /\.(safetensors|bin|pt|h5|msgpack)$/.test(name));
    const have = weights ? `has weights (${weights}) but no ONNX graphs` : "has no .onnx files";
    return `The folder ${have}; export them first: ${EXPORT}`;
  }
  const some = (part: string) => graphs.some((name) => name.includes(part));
  if (!some("encoder_model"))
    return `There is no encoder_model.onnx among ${list}. Export: ${EXPORT}`;
  if (some("decoder_with_past_model") && !some("decoder_model")) {
    return "decoder_with_past_model.onnx needs decoder_model.onnx for the first token; it is missing.";
  }
  if (!some("decoder_model")) {
    return `There is no decoder_model_merged.onnx (or decoder_model.onnx) among ${list}.`;
  }
  return `No encoder and decoder of one precision, float32 or int8 (_quantized, _int8), among ${list}.`;
}
