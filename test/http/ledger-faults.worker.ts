import { DurableObject } from "cloudflare:workers";
import { Journal } from "../../src/ledger/journal.ts";
import { timeOf } from "../../src/ledger/key.ts";
import { keep } from "../../src/ledger/ledger.ts";
import { entryOf } from "../../src/ledger/log.ts";
import { page } from "../../src/ledger/page.ts";
import type { Receipt } from "../../src/ledger/receipt.ts";
import { receipt } from "../ledger/receipts.ts";

/**
 * The ledger behind a separate endpoint, over a KV that fails at random: some writes fail, and some of the failed ones
 * have been performed anyway.
 */
interface FaultyEnv {
  EMISSIONS: KVNamespace;
  LEDGER: DurableObjectNamespace<FaultyLedger>;
  FAULTS: string;
}

const RETENTION_MS = 90 * 86_400_000;
const FLUSH_MS = 300;

function faulty({ EMISSIONS, FAULTS }: FaultyEnv): KVNamespace {
  const put: KVNamespace["put"] = async (...write) => {
    const draw = Math.random() / Number(FAULTS);
    if (draw < 0.5) throw new Error("KV PUT failed: 503");
    await EMISSIONS.put(...write);
    if (draw < 1) throw new Error("KV PUT failed: 500, but it is done");
  };
  return new Proxy(EMISSIONS, {
    get: (kv, name) => (name === "put" ? put : Reflect.get(kv, name)),
  });
}

export class FaultyLedger extends DurableObject<FaultyEnv> {
  readonly #journal = new Journal(
    this.ctx.storage,
    { kv: faulty(this.env), retentionMs: RETENTION_MS },
    FLUSH_MS,
  );

  add(receipts: Receipt[]): void {
    this.#journal.add(receipts);
  }

  override alarm(): Promise<void> {
    return this.#journal.flush();
  }

  /** Discards all state in memory, and aborts all running work. */
  evict(): void {
    this.ctx.abort("evicted");
  }

  waiting(): number {
    return this.ctx.storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM receipts").one().n;
  }
}

export default {
  async fetch(request, env, context) {
    const { pathname, searchParams } = new URL(request.url);
    const object = env.LEDGER.getByName("ledger-EU");
    switch (pathname) {
      case "/keep": {
        const ids = await request.json<string[]>();
        await Promise.all(
          ids.map((id) =>
            keep(
              { ...receipt(timeOf(id)), id },
              {
                mode: "batched",
                continent: "EU",
                kv: faulty(env),
                retentionMs: RETENTION_MS,
                keeperOf: (shard) => env.LEDGER.getByName(shard),
                waitUntil: (promise) => context.waitUntil(promise),
              },
            ),
          ),
        );
        return new Response("kept");
      }
      case "/import": {
        for (const one of await request.json<Receipt[]>()) {
          const { key, metadata, expiration } = entryOf(one, RETENTION_MS);
          await env.EMISSIONS.put(key, "", { metadata, expiration });
        }
        return new Response("imported");
      }
      case "/evict":
        await object.evict().catch(() => {});
        return new Response("evicted");
      case "/waiting":
        return Response.json(await object.waiting());
      case "/entries": {
        const { keys } = await env.EMISSIONS.list({ prefix: searchParams.get("prefix") ?? "" });
        return Response.json(keys.length);
      }
      default: {
        const cursor = searchParams.get("cursor") ?? undefined;
        const found = await page(env.EMISSIONS, { limit: 1000, cursor });
        return Response.json({ ids: found.receipts.map(({ id }) => id), cursor: found.cursor });
      }
    }
  },
} satisfies ExportedHandler<FaultyEnv>;
