import { timingSafeEqual } from "hono/utils/buffer";
import { RefusedError } from "../../../contract/refused.ts";
import { hashOf, KEY_PREFIX, type KeyRecord, keyIdOf } from "./key.ts";

/**
 * How long what KV said is taken for true: in an isolate, and in the data centre's cache of KV, where it allows no
 * less. A revoked key is refused everywhere within their sum.
 */
const ISOLATE_MS = 15_000;
const KV_CACHE_SECONDS = 30;

/** Ids that are remembered, known or not: a caller who tries many must not fill the memory. */
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

/** The keys of a deployment, as one isolate knows them. */
export class Keyring {
  readonly #remembered = new Map<string, { record: KeyRecord | null; untilMs: number }>();
  readonly #kv: KVNamespace;
  readonly #now: () => number;

  constructor(kv: KVNamespace, now: () => number = Date.now) {
    this.#kv = kv;
    this.#now = now;
  }

  /** The id of a key that is good; undefined for any other. Throws `KeysUnavailableError`. */
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
