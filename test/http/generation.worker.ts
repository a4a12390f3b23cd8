import runtime from "onnxruntime-web/ort-wasm-simd-threaded.wasm";
import {
  createSeq2Seq,
  type ModelFiles,
  type WriteOptions,
} from "../../src/summarizer/generation/model.ts";
import { openGraph } from "../../src/summarizer/models/session.ts";

/** Generation behind a separate endpoint, with a model that the test sends. */
interface Message {
  files: ModelFiles;
  /** Graphs in base64, by file name. */
  graphs: Record<string, string>;
  cases: { ids: number[]; settings: WriteOptions["settings"] }[];
}

export default {
  async fetch(request: Request): Promise<Response> {
    const { files, graphs, cases } = await request.json<Message>();
    const open = (name: string) => {
      const bytes = Uint8Array.from(atob(graphs[name] ?? ""), (one) => one.charCodeAt(0));
      return openGraph(runtime, bytes.buffer);
    };
    const encoder = await open("encoder_model.onnx");
    const decoder =
      "decoder_model_merged.onnx" in graphs
        ? { first: await open("decoder_model_merged.onnx") }
        : {
            first: await open("decoder_model.onnx"),
            next: await open("decoder_with_past_model.onnx"),
          };
    const model = createSeq2Seq(files, { encoder, decoder });
    // All at the same time: runs that share a heap must not interfere with each other.
    const generated = await Promise.all(
      cases.map(async ({ ids, settings }) => {
        const told: number[] = [];
        const onTokens = (tokens: readonly number[]) => void told.push(...tokens);
        const { tokens, score } = await model.generate(ids, {
          ...(settings && { settings }),
          onTokens,
        });
        return { tokens, score, told };
      }),
    );
    return Response.json(generated);
  },
};
