import { ModelUnavailableError } from "../extract/choose.ts";

/**
 * Maximum bytes of WebAssembly memory for all models of an isolate together. An isolate has 128 MB; JavaScript and the
 * documents need the rest.
 */
export const MAX_WASM_BYTES = 96 * 1024 * 1024;

let maxBytes = Number.POSITIVE_INFINITY;
let memory: WebAssembly.Memory | undefined;
let refusals = 0;

/** Sets the memory limit of all models together, in bytes. There is no limit by default, as for commands on Node. */
export function limitMemory(bytes: number): void {
  maxBytes = bytes;
}

/** Bytes of WebAssembly memory that all models of this isolate hold; 0 until the first is opened. */
export const wasmMemoryBytes = (): number => memory?.buffer.byteLength ?? 0;

/**
 * Keeps the ONNX runtime's memory within the limit. Emscripten requests a fifth more than it needs, then a tenth, then
 * a twentieth. If all of these are refused, its allocator reports that memory is exhausted, which the runtime survives.
 */
export function guardMemory(of: WebAssembly.Memory): void {
  memory = of;
  const grow = of.grow.bind(of);
  of.grow = (pages) => {
    if (of.buffer.byteLength + pages * 65_536 <= maxBytes) return grow(pages);
    refusals++;
    throw new RangeError("The models of this isolate may not take more memory.");
  };
}

/**
 * Bytes of the memory that no model's weights may take: the runtime itself needs 8 MB, the longest documents about 16 MB
 * to compute with, and memory in pieces is never used to the last byte.
 */
const WORKING_BYTES = 44 * 1024 * 1024;

/** An open model whose memory can be freed. */
export interface Closable {
  /** The name of the models that are open together. */
  readonly group: string;
  /** Size of its file. */
  readonly bytes: number;
  close(): Promise<void>;
}

/** When each was last used, from the least to the most recently used. */
const closable = new Map<Closable, number>();

/** Records that something was used just now. */
export function markUsed(one: Closable): void {
  closable.delete(one);
  closable.set(one, Date.now());
}

/** Models that were not used for this time do no work between two of their runs. */
const IDLE_MS = 100;
/** The time after which a group has to make room although it is busy. */
const PATIENCE_MS = 5_000;
const LOOK_MS = 20;

/** Bytes of the models that stay open. */
let staying = 0;

/** Records that a model of this size stays open. */
export function markStaying(bytes: number): void {
  staying += bytes;
}

function hasRoomFor(bytes: number): boolean {
  const open = [...closable.keys()].reduce((sum, one) => sum + one.bytes, staying);
  return open + bytes <= maxBytes - WORKING_BYTES;
}

/**
 * If a model of this size has no room, waits until the models of other groups are idle, so that groups that are both in
 * use take turns by the summary rather than by the run, since each turn opens models anew.
 */
export async function untilOthersIdle(group: string, bytes: number): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  const isBusy = () =>
    [...closable].some(([one, used]) => one.group !== group && Date.now() - used < IDLE_MS);
  while (!hasRoomFor(bytes) && isBusy() && Date.now() < deadline) {
    await new Promise((wake) => setTimeout(wake, LOOK_MS));
  }
}

/**
 * Closes the least recently used models of other groups until a model of this size has room. The runtime leaks what it
 * has allocated when an allocation fails, because it does not unwind, so an opening must not be tried where it does not
 * fit.
 */
export async function makeRoom(group: string, bytes: number): Promise<void> {
  for (const one of [...closable.keys()]) {
    if (hasRoomFor(bytes)) return;
    if (one.group === group) continue;
    closable.delete(one);
    await one.close();
  }
}

/**
 * Runs `work`. If it fails because memory is short, closes the least recently used object other than `user`, and tries
 * again.
 * @throws ModelUnavailableError if memory stays short with nothing left to close; otherwise the error of `work`
 */
export async function withinMemory<T>(work: () => Promise<T>, user?: Closable): Promise<T> {
  for (;;) {
    const before = refusals;
    try {
      return await work();
    } catch (error) {
      const oldest = [...closable.keys()].find((one) => one !== user);
      if (refusals === before) throw error;
      if (!oldest) {
        throw new ModelUnavailableError(
          "The models of this isolate need more memory than it has; try again in a few seconds.",
        );
      }
      closable.delete(oldest);
      await oldest.close();
    }
  }
}
