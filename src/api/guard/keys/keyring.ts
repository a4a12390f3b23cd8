import { timingSafeEqual } from "hono/utils/buffer";
import { RefusedError } from "../../../contract/refused.ts";
import { hashOf, KEY_PREFIX, type KeyRecord, keyIdOf } from "./key.ts";

/**
 * How long an answer from KV is cached: in an isolate, and in KV's own cache in the data center, at the minimum that KV
 * allows. A revoked key is refused everywhere within the sum of the two.
 */
const ISOLATE_MS = 15_000;
const KV_CACHE_SECONDS = 30;

/** Maximum number of cached ids, known or not, so that a caller who tries many cannot fill the memory. */
const MAX_REMEMBERED = 1_000;

/** The store of keys did not answer. */
export class KeysUnavailableError extends RefusedError {
  constructor() {
    super(
      "keys-unavailable",
      "API keys cannot be checked at the moment; try again in a few seconds.",
      {
        retryAfterSeconds: 5,
      },
    );
  }
}

/** The keys of a deployment, as cached in one isolate. */
export class Keyring {
  readonly #remembered = new Map<string, { record: KeyRecord | null; untilMs: number }>();
  readonly #kv: KVNamespace;
  readonly #now: () => number;

  constructor(kv: KVNamespace, now: () => number = Date.now) {
    this.#kv = kv;
    this.#now = now;
  }

  /**
   * The id of a valid key; undefined for any other.
   * @throws KeysUnavailableError
   */
  async check(key: string): Promise<string | undefined> {
    const id = keyIdOf(key);
    if (id === undefined) return undefined;
    const record = await this.#recordOf(id);
    const isRight = await timingSafeEqual(await hashOf(key), record?.hash ?? "");
    return isRight && record && record.revokedAt === undefined ? id : undefined;
  }

  async #recordOf(id: string): Promise<KeyRecord | null> {
    const remembered = this.#remembered.get(id);
    if (remembered && remembered.untilMs > this.#now()) return remembered.record;
    const options = { type: "json" as const, cacheTtl: KV_CACHE_SECONDS };
    const record = await this.#kv.get<KeyRecord>(`${KEY_PREFIX}${id}`, options).catch(() => {
      throw new KeysUnavailableError();
    });
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size >= MAX_REMEMBERED && oldest !== undefined)
      this.#remembered.delete(oldest);
    this.#remembered.delete(id);
    this.#remembered.set(id, { record, untilMs: this.#now() + ISOLATE_MS });
    return record;
  }
}
