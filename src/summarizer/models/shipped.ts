import runtime from "onnxruntime-web/ort-wasm-simd-threaded.wasm";
import { ISOLATE_MEMORY_GB } from "../../emissions/estimate.ts";
import { openGraph } from "./session.ts";
import { NO_WRITERS, type Offer, type Writer, type Writers } from "./writer.ts";
import { type Folder, openModel, readOffer, WriterFilesError } from "./writer-files.ts";

/** The writer that a Worker ships, in `models/writer`. */
const NAME = "writer";
const FOLDER = `models/${NAME}/`;

/** A Worker is stopped after 30 s. */
const MAX_CPU_SECONDS = 20;

/** Whatever serves static assets. */
interface AssetServer {
  fetch(request: Request): Promise<Response>;
}

/**
 * The Worker's own writer. Too large for the upload, its files are loaded from the static assets when
 * first needed, and held against the digests in its manifest. `addresses` are those of
 * `dist/assets.json`.
 */
export function shippedWriters(
  addresses: Readonly<Record<string, string>>,
  assets: AssetServer,
): Writers {
  if (!addresses[`${FOLDER}manifest.json`]) return NO_WRITERS;
  const folder = assetFolder(addresses, assets);
  let offers: readonly Offer[] | undefined;
  let writer: Writer | undefined;

  const offer = async (): Promise<readonly Offer[]> => {
    if (offers) return offers;
    try {
      const { secondsPerGmac, ...rest } = await readOffer(NAME, folder);
      // Without rates its work could not be charged.
      if (!secondsPerGmac) throw new WriterFilesError(NAME, "manifest.json has no calibration.");
      offers = [{ ...rest, secondsPerGmac, memoryGb: ISOLATE_MEMORY_GB }];
    } catch (error) {
      console.error(JSON.stringify({ event: "writer-left-out", error: String(error) }));
      offers = [];
    }
    return offers;
  };
  return {
    maxCpuSeconds: MAX_CPU_SECONDS,
    offers: offer,
    async open(name) {
      const [known] = await offer();
      if (known?.name !== name) return undefined;
      // Whoever comes meanwhile opens it, too: Workers may not wait for each other's requests.
      writer ??= { offer: known, model: await openModel(NAME, folder) };
      return writer;
    },
  };
}

function assetFolder(addresses: Readonly<Record<string, string>>, assets: AssetServer): Folder {
  const load = async (file: string): Promise<ArrayBuffer> => {
    const address = addresses[FOLDER + file];
    if (!address) throw new WriterFilesError(NAME, `${file} is not among the assets.`);
    const response = await assets.fetch(new Request(`https://assets${address}`));
    if (!response.ok) throw new WriterFilesError(NAME, `${file}: status ${response.status}.`);
    return response.arrayBuffer();
  };
  const json = async (file: string): Promise<unknown> =>
    JSON.parse(new TextDecoder().decode(await load(file)));
  return {
    json,
    async graph(file) {
      const bytes = await load(file);
      const { files } = (await json("manifest.json")) as {
        files: Record<string, { sha256?: string }>;
      };
      if ((await sha256(bytes)) !== files[file]?.sha256) {
        throw new WriterFilesError(NAME, `${file} is not the file that manifest.json describes.`);
      }
      return openGraph(runtime, bytes);
    },
  };
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
