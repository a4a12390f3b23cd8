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

/** An open model whose memory can be freed. Only models of one group fit beside nano at the same time. */
export interface Closable {
  readonly group: string;
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

/**
 * Waits until the models of other groups are idle, so that groups that are both in use take turns by the summary rather
 * than by the run, since each turn opens models anew.
 */
export async function untilOthersIdle(group: string): Promise<void> {
  if (maxBytes === Number.POSITIVE_INFINITY) return;
  const deadline = Date.now() + PATIENCE_MS;
  const isBusy = () =>
    [...closable].some(([one, used]) => one.group !== group && Date.now() - used < IDLE_MS);
  while (isBusy() && Date.now() < deadline) await new Promise((wake) => setTimeout(wake, LOOK_MS));
}

/**
 * Closes the models of other groups before one is opened. The runtime leaks what it has allocated when an allocation
 * fails, because it does not unwind, so an opening must not be tried where it does not fit.
 */
export async function closeOthers(group: string): Promise<void> {
  if (maxBytes === Number.POSITIVE_INFINITY) return;
  for (const one of [...closable.keys()]) {
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
