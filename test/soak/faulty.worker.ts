import worker, { IdempotencyObject, LedgerObject, RegionObject } from "../../src/index.ts";
import { DEFAULT_REGIONS } from "../../src/placement/regions.ts";
import { Pool } from "../../src/region/pool.ts";

/**
 * The deployed Worker, with a KV that fails at random and objects that die, both controlled by `main.ts`. The routes
 * under `/soak/...` are this file's own.
 */
let kvFaultShare = 0;
let isJournalDown = false;

function faulty(kv: KVNamespace): KVNamespace {
  return new Proxy(kv, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      return async (...given: unknown[]) => {
        if (Math.random() < kvFaultShare / 2) throw new Error(`KV ${String(name)} failed: 503`);
        const result: unknown = await member.apply(target, given);
        // Half of the failures occur after the operation was done.
        if (Math.random() < kvFaultShare / 2) throw new Error(`KV ${String(name)} failed: 500`);
        return result;
      };
    },
  });
}

let faultyEnv: Env | undefined;
const withFaults = (env: Env): Env => {
  faultyEnv ??= { ...env, EMISSIONS: faulty(env.EMISSIONS), GRID: faulty(env.GRID) };
  return faultyEnv;
};

export class SoakRegion extends RegionObject {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, withFaults(env));
  }
  die(): void {
    this.ctx.abort("the region is down");
  }
}

export class SoakLedger extends LedgerObject {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, withFaults(env));
  }
  override add(receipts: Parameters<LedgerObject["add"]>[0]): void {
    if (isJournalDown) throw new Error("the journal is down");
    super.add(receipts);
  }
  die(): void {
    this.ctx.abort("the journal is down");
  }
  waiting(): number {
    return this.ctx.storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM receipts").one().n;
  }
}

export { IdempotencyObject };

interface Mortal {
  die(): Promise<void>;
}

const LEDGERS = ["ledger-XX", "ledger-AF", "ledger-AN", "ledger-AS", "ledger-EU", "ledger-NA"];

async function command(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  switch (pathname) {
    case "/soak/kv-faults":
      kvFaultShare = Number(searchParams.get("share"));
      isJournalDown = searchParams.get("journal") === "down";
      break;
    case "/soak/region-dies": {
      const at = Number(searchParams.get("at"));
      const region = DEFAULT_REGIONS[at % DEFAULT_REGIONS.length];
      for (const instance of region ? new Pool(2).instances(region) : []) {
        const object = env.REGION.getByName(instance) as unknown as Mortal;
        await object.die().catch(() => {});
      }
      break;
    }
    case "/soak/ledger-dies":
      for (const name of LEDGERS) {
        const object = env.LEDGER.getByName(name) as unknown as Mortal;
        await object.die().catch(() => {});
      }
      break;
    case "/soak/cron":
      await worker.scheduled({} as ScheduledController, withFaults(env), context);
      break;
    case "/soak/waiting": {
      const counts = LEDGERS.map((name) =>
        (env.LEDGER.getByName(name) as unknown as SoakLedger).waiting(),
      );
      return Response.json((await Promise.all(counts)).reduce((sum, count) => sum + count, 0));
    }
    case "/soak/import":
      for (const { key, value, ...options } of await request.json<Entry[]>()) {
        await env.EMISSIONS.put(key, value, options);
      }
  }
  return new Response(null, { status: 204 });
}

type Entry = { key: string; value: string } & KVNamespacePutOptions;

export default {
  fetch(request, env, context) {
    const isOurs = new URL(request.url).pathname.startsWith("/soak/");
    return isOurs
      ? command(request, env, context)
      : worker.fetch(request, withFaults(env), context);
  },
} satisfies ExportedHandler<Env>;
