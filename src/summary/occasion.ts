import type { Offers } from "../region/offers.ts";
import type { Edge, World } from "../region/place.ts";
import type { Turns } from "../region/turns.ts";
import type { AssetStore } from "../summarizer/models/weights.ts";
import type { Writers } from "../summarizer/models/writer.ts";

/** The circumstances of one request: who sent it, from where, and what is available to serve it. */
export interface Occasion {
  /** The request's id. */
  id: string;
  /** When the request came in, in milliseconds since the epoch. */
  now: number;
  /** Size of the request's body in bytes. */
  bytes: number;
  edge: Edge;
  world: World;
  /** Has the weights of models that are not in the bundle. */
  assets: AssetStore;
  /** On a dirtier grid `auto` means nano, in g/kWh; undefined where the grid does not matter to it. */
  smallMaxGramsPerKwh: number | undefined;
  /** Whether the document is one of several in a request, so that no one waits for it by itself. */
  isBatch: boolean;
  /** Whether it is part of a simulation, such as the demo. */
  isSimulated: boolean;
  /** Public id of the caller's API key. */
  keyId: string | null;
  /** CPU time that it took to convert the document to text. */
  preparedSeconds: number;
  /** The most CPU time that the request may be predicted to take, in seconds. */
  maxCpuSeconds: number;
  /** Aborts when the caller disconnects. */
  signal: AbortSignal;
  /** Shares this isolate's thread among requests. */
  turns: Turns;
  /** The models that write at the edge. */
  writers: Writers;
  /** The models that write in regions of kind service and URL. */
  writersOfRegions: () => ReturnType<Offers["of"]>;
  /** Receives text as it is written at the edge, as long as it is faithful. */
  onText?: ((piece: string) => void | Promise<void>) | undefined;
}
