import { abstract } from "../../src/summarizer/generation/abstract.ts";
import { loadNano } from "../../src/summarizer/models/nano.ts";
import { shippedWriters } from "../../src/summarizer/models/shipped.ts";
import { readDocument } from "../../src/summarizer/text/document.ts";

/** The Worker's own writer behind a separate endpoint, over assets that the test sends. */
export default {
  async fetch(request: Request): Promise<Response> {
    const { files, text } = (await request.json()) as {
      files: Record<string, string>;
      text: string;
    };
    const addresses = Object.fromEntries(
      Object.keys(files).map((name) => [`models/writer/${name}`, `/${name}`]),
    );
    const assets = {
      async fetch({ url }: Request) {
        const file = files[new URL(url).pathname.slice(1)];
        return file === undefined
          ? new Response(null, { status: 404 })
          : new Response(Uint8Array.from(atob(file), (character) => character.charCodeAt(0)));
      },
    };
    const writers = shippedWriters(addresses, assets, 0.128);
    const [offer] = await writers.offers();
    if (!offer) return Response.json({ offer: null });
    try {
      const writer = await writers.open(offer.name);
      if (!writer) throw new Error("it does not open");
      const nano = await loadNano();
      const document = readDocument(text, "en", nano.tokenizer);
      const options = { numBeams: 4, earlyStopping: true, minTokens: 1, maxTokens: 90 };
      return Response.json({
        offer,
        isSame: writer === (await writers.open(offer.name)),
        another: (await writers.open("another")) ?? null,
        made: await abstract(document, options, writer.model, nano.graph),
      });
    } catch (error) {
      return Response.json({ offer, error: String(error) });
    }
  },
};
