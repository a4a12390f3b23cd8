import addresses from "../../dist/assets.json" with { type: "json" };
import { shippedWriters } from "../../src/summarizer/models/shipped.ts";
import type { Writer } from "../../src/summarizer/models/writer.ts";

/** An amount of writing. */
export interface Work {
  inputTokens: number;
  steps: number;
  beams: number;
  useCache: boolean;
  times: number;
}

let writer: Writer | undefined;

/** The shipped writer, called many times in one request, so that the cost of a call becomes negligible. */
export default {
  async fetch(request, { ASSETS }) {
    const { inputTokens, steps, beams, useCache, times } = await request.json<Work>();
    if (!writer) {
      const writers = shippedWriters(addresses, ASSETS, 0.128);
      const [offer] = await writers.offers();
      writer = offer && (await writers.open(offer.name));
    }
    if (!writer) return new Response("no writer is shipped", { status: 404 });
    const ids = new Array<number>(inputTokens).fill(1_000);
    const settings = {
      num_beams: beams,
      min_new_tokens: steps,
      max_new_tokens: steps,
      early_stopping: false,
      no_repeat_ngram_size: 0,
      use_cache: useCache,
    } as const;
    for (let time = 0; time < times; time++) await writer.model.generate(ids, { settings });
    return new Response(null, { status: 204 });
  },
} satisfies ExportedHandler<{ ASSETS: Fetcher }>;
