import runtime from "onnxruntime-web/ort-wasm-simd-threaded.wasm";
import { once } from "./once.ts";
import { openGraph } from "./session.ts";
import { type Addresses, type AssetStore, readAsset, readWeights } from "./weights.ts";
import { NO_WRITERS, type Offer, type Writer, type Writers } from "./writer.ts";
import { type Folder, openModel, readOffer, WriterFilesError } from "./writer-files.ts";

/** The writer that is shipped with a Worker, in `models/writer`. */
const NAME = "writer";
const FOLDER = `models/${NAME}/`;

/** A Worker is stopped after 30 s. */
const MAX_CPU_SECONDS = 20;

/**
 * The Worker's own writer. It is too large for the upload, so its files are loaded from the static assets when first
 * needed, and checked against the hashes in its manifest. `addresses` are those of `dist/assets.json`. `memoryGb` is
 * the memory that its work is charged for, that of an isolate.
 */
export function shippedWriters(
  addresses: Addresses,
  assets: AssetStore,
  memoryGb: number,
): Writers {
  if (!addresses[`${FOLDER}manifest.json`]) return NO_WRITERS;
  const folder = assetFolder(addresses, assets);
  let offers: readonly Offer[] | undefined;

  const offer = async (): Promise<readonly Offer[]> => {
    if (offers) return offers;
    try {
      const { secondsPerGmac, ...rest } = await readOffer(NAME, folder);
      // Without rates its work could not be charged.
      if (!secondsPerGmac) throw new WriterFilesError(NAME, "manifest.json has no calibration.");
      offers = [{ ...rest, secondsPerGmac, memoryGb }];
    } catch (error) {
      console.error(JSON.stringify({ event: "writer-left-out", error: String(error) }));
      offers = [];
    }
    return offers;
  };
  const model = once(() => openModel(NAME, folder));
  let writer: Writer | undefined;
  return {
    maxCpuSeconds: MAX_CPU_SECONDS,
    offers: offer,
    async open(name) {
      const [known] = await offer();
      if (known?.name !== name) return undefined;
      writer ??= { offer: known, model: await model.get() };
      return writer;
    },
  };
}

function assetFolder(addresses: Addresses, assets: AssetStore): Folder {
  return {
    json: async (file) =>
      JSON.parse(new TextDecoder().decode(await readAsset(FOLDER + file, addresses, assets))),
    graph: (file, described) =>
      openGraph(runtime, {
        group: NAME,
        load: () => readWeights(FOLDER + file, addresses, assets, described),
      }),
  };
}
