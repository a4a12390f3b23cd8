import { readFile } from "node:fs/promises";
import { type CpuSplit, ISOLATE_MEMORY_GB } from "../../emissions/estimate.ts";
import { originalCpuSeconds } from "../../emissions/original.ts";
import { predictTypical, type Rates } from "../../summarizer/extract/cost.ts";
import { type Offer, writingSeconds } from "../../summarizer/models/writer.ts";
import { readOffer } from "../../summarizer/models/writer-files.ts";
import { splitOf } from "../cpu-split.ts";

/** One kind of request that is replayed. */
export interface ReplayedWork {
  name: string;
  cpuSeconds: CpuSplit;
  memoryGb: number;
  /** Bytes between edge and region of a move, both directions. */
  backboneBytes: number;
  /** Bytes between caller and edge, both directions. */
  accessBytes: number;
}

/** A document of about 1,000 words of English, and an answer without its receipt. */
const DOCUMENT_TOKENS = 1_300;
const ANSWER_BYTES = 3_000;

/** The part of the document that a writer reads, and the default number of beams. */
const WRITING = { inputTokens: 196, beams: 4 };
/**
 * Bytes of a move, packed, including the answers: measured on 46 development documents of 2,000 characters or more;
 * `test/http/written-elsewhere.test.ts` counts them on the wire.
 */
const BYTES = { writer: 1_150, small: 1_650 };

/** A model of BART-large's size in float32, as a self-hosted server may run it. */
const HOST = { inputTokens: 1_024, outputTokens: 60, memoryGb: 2, backboneBytes: 3_800 };

/** The requests to replay, based on the models in `models/`; the first is for the default writer. */
export async function shippedWork(): Promise<readonly ReplayedWork[]> {
  const [nano, small] = await Promise.all([manifestOf("nano"), manifestOf("small")]);
  const reading = predictTypical(DOCUMENT_TOKENS, "en", { reader: nano });
  const rereading = predictTypical(DOCUMENT_TOKENS, "en", { reader: nano, reread: small });
  const accessBytes = reading.bytes + ANSWER_BYTES;
  const offer = (await readOffer("writer", {
    json: (file) => json(`models/writer/${file}`),
    graph: () => Promise.reject(new Error("nothing is written here")),
  })) as Offer;
  const atEdge = reading.cpuSeconds.all;
  return [
    {
      name: "writer",
      cpuSeconds: splitOf(
        atEdge,
        writingSeconds(offer, { ...WRITING, steps: offer.meanSteps?.medium ?? offer.outputTokens }),
      ),
      memoryGb: ISOLATE_MEMORY_GB,
      backboneBytes: BYTES.writer,
      accessBytes,
    },
    {
      name: "small",
      cpuSeconds: splitOf(atEdge, rereading.cpuSeconds.all - atEdge),
      memoryGb: ISOLATE_MEMORY_GB,
      backboneBytes: BYTES.small,
      accessBytes,
    },
    {
      name: "host's model",
      cpuSeconds: splitOf(atEdge, originalCpuSeconds(HOST.inputTokens, HOST.outputTokens)),
      memoryGb: HOST.memoryGb,
      backboneBytes: HOST.backboneBytes,
      accessBytes,
    },
  ];
}

const manifestOf = (model: string) => json(`models/${model}/manifest.json`) as Promise<Rates>;

const json = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, "utf8"));
