import type { Offers } from "../region/offers.ts";
import type { Edge, World } from "../region/place.ts";
import type { Turns } from "../region/turns.ts";
import type { AssetStore } from "../summarizer/models/weights.ts";
import type { Writers } from "../summarizer/models/writer.ts";
import type { Trace } from "../tracing/trace.ts";

/** The circumstances of one request: its caller, its origin, and the resources available to serve it. */
export interface Occasion {
  /** The request's id. */
  id: string;
  /** Arrival of the request in milliseconds since the epoch. */
  now: number;
  /** Size of the request's body in bytes. */
  bytes: number;
  edge: Edge;
  world: World;
  /** Holds the weights of models that are not in the bundle. */
  assets: AssetStore;
  /** On a grid dirtier than this, `auto` selects nano, in g/kWh; undefined if the grid does not affect the model. */
  smallMaxGramsPerKwh: number | undefined;
  /** Whether the document is one of several in a request, so that the caller does not wait for it alone. */
  isBatch: boolean;
  /** Whether it is part of a simulation, such as the demo. */
  isSimulated: boolean;
  /** Public id of the caller's API key. */
  keyId: string | null;
  /** CPU time that it took to convert the document to text. */
  preparedSeconds: number;
  /** Limit on the predicted CPU time of the request, in seconds. */
  maxCpuSeconds: number;
  /** Aborts when the caller disconnects. */
  signal: AbortSignal;
  trace: Trace;
  /** Divides this isolate's thread among requests. */
  turns: Turns;
  /** The models that write at the edge. */
  writers: Writers;
  /** The models that write in regions of kind service and URL. */
  writersOfRegions: () => ReturnType<Offers["of"]>;
  /** Receives text while it is written at the edge, as long as it is faithful to the document. */
  onText?: ((piece: string) => void | Promise<void>) | undefined;
}
