import { setInterval as every, setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { numberOf } from "../../src/settings.ts";
import { workerdCpuSeconds } from "../bench/cpu.ts";
import { checkLedger } from "./receipts.ts";
import { Tally } from "./tally.ts";
import { type Kind, LIGHT, LIGHT_MEANWHILE, OTHERS } from "./traffic.ts";
import { type SoakWorker, startSoakWorker } from "./worker.ts";

/**
 * `npm run soak -- --minutes N`: mixed traffic at a fixed rate against the Worker in workerd, while KV fails, regions
 * and journals die and cron runs. Fails where a receipt is lost or doubled, memory grows, or an answer is a fault.
 */
const ALONE_SHARE = 0.2;
const WARM_UP_MS = 10_000;
const SAMPLE_MS = 2_000;
/** Time limit for requests in progress at the end. */
const LAST_ANSWERS_MS = 120_000;

const MIB = 2 ** 20;
const MAX_WASM_BYTES = 96 * MIB;
/** Maximum growth of memory from the middle third of the run to the last. */
const MAX_GROWTH = { share: 0.1, bytes: 64 * MIB };
const MAX_P99_RATIO = 5;

/**
 * The faults and events of the run: the interval, the second at which they start, and the path that triggers them.
 */
const MISFORTUNES: readonly [everySeconds: number, fromSecond: number, path: string][] = [
  [40, 15, "kv-faults?share=0.5"],
  [40, 22, "kv-faults?share=0.8&journal=down"],
  [40, 28, "kv-faults?share=0"],
  [11, 7, "region-dies?at="],
  [25, 12, "ledger-dies"],
  [30, 20, "cron"],
];

/** Whether storage is failing at the moment. */
const weather = { isFailing: false };

const { values } = parseArgs({ options: { minutes: { type: "string" } } });
const minutes = numberOf("minutes", values.minutes, 10, [0.5, 24 * 60]);

const worker = await startSoakWorker();
try {
  process.exitCode = await soak(worker, minutes * 60_000);
} finally {
  await worker.stop();
}

async function soak(worker: SoakWorker, runMs: number): Promise<number> {
  const warmUp = new Tally();
  await offer(worker, [LIGHT, ...OTHERS], WARM_UP_MS, warmUp);
  await warmUp.settled(LAST_ANSWERS_MS);
  const alone = new Tally();
  await offer(worker, [LIGHT], runMs * ALONE_SHARE, alone);
  await alone.settled(LAST_ANSWERS_MS);

  const mixed = new Tally();
  const memory: number[] = [];
  let wasmBytes = 0;
  const [cpuBefore, startedMs] = [workerdCpuSeconds(), performance.now()];
  let at = 0;
  const timers = [
    setInterval(async () => {
      memory.push(worker.memoryBytes());
      wasmBytes = Math.max(wasmBytes, await wasmBytesOf(worker));
    }, SAMPLE_MS),
    setInterval(() => {
      at++;
      for (const [every, from, path] of MISFORTUNES) {
        if (at % every !== from % every) continue;
        if (path.startsWith("kv-faults")) weather.isFailing = !path.endsWith("share=0");
        void worker.command(path.endsWith("=") ? `${path}${at}` : path).catch(() => {});
      }
    }, 1_000),
  ];
  await offer(worker, [LIGHT, ...OTHERS], runMs * (1 - ALONE_SHARE), mixed);
  for (const timer of timers) clearInterval(timer);
  const cores = ((workerdCpuSeconds() - cpuBefore) * 1_000) / (performance.now() - startedMs);
  await worker.command("kv-faults?share=0");
  weather.isFailing = false;
  await mixed.settled(LAST_ANSWERS_MS);

  const answered = [warmUp, alone, mixed].flatMap(({ ids }) => ids);
  const ledger = await checkLedger(worker, answered);
  const third = Math.floor(memory.length / 3);
  const middle = median(memory.slice(third, 2 * third));
  const last = median(memory.slice(-third));
  const grows = last - middle > MAX_GROWTH.share * middle + MAX_GROWTH.bytes;
  const [p99Alone, p99] = [alone, mixed].map((tally) => tally.percentile(LIGHT.name, 0.99));
  const ratio = (p99 as number) / (p99Alone as number);

  console.log(`\n${minutes} minutes, node ${process.version}\n`);
  console.log(mixed.table([LIGHT, LIGHT_MEANWHILE, ...OTHERS]));
  const rows: [string, string, boolean][] = [
    ["CPU of workerd and its simulators", `${cores.toFixed(2)} of a core`, false],
    ["answers with a receipt", `${answered.length}`, false],
    ["receipts in the ledger", `${ledger.kept}, of them ${ledger.loaded} from the log`, false],
    ["receipts lost", `${ledger.lost.length}`, ledger.lost.length > 0],
    ["receipts doubled", `${ledger.doubled.length}`, ledger.doubled.length > 0],
    ["answers that are a fault", `${mixed.faults.length}`, mixed.faults.length > 0],
    [
      "memory of workerd, middle and last third of the run",
      `${mib(middle)} and ${mib(last)} MiB`,
      grows,
    ],
    ["WebAssembly memory at most", `${mib(wasmBytes)} MiB`, wasmBytes > MAX_WASM_BYTES],
  ];
  console.log("\n| figure | value | |\n|---|---|---|");
  for (const [name, value, isWrong] of rows) {
    console.log(`| ${name} | ${value} | ${isWrong ? "**wrong**" : ""} |`);
  }
  // Timings depend on other load of the machine, so they are reported but not checked.
  console.log(
    `| p99 of light requests alone, and beside the others | ${ms(p99Alone)} and ${ms(p99)}: ` +
      `${ratio.toFixed(1)} × | ${ratio > MAX_P99_RATIO ? `over ${MAX_P99_RATIO}` : ""} |`,
  );
  for (const fault of mixed.faults.slice(0, 20)) console.log(fault);
  for (const id of ledger.lost.slice(0, 20)) console.log(`lost: ${id}`);
  return rows.some(([, , isWrong]) => isWrong) ? 1 : 0;
}

/**
 * Sends each kind at its own rate, however slowly the answers come. The kinds begin one after another within their
 * intervals, since callers do not know of each other: started together, the rarer kinds would all arrive in the same
 * millisecond every ten seconds.
 */
async function offer(worker: SoakWorker, kinds: readonly Kind[], runMs: number, tally: Tally) {
  const end = new AbortController();
  const offers = kinds.map(async (kind, place) => {
    const everyMs = 60_000 / kind.perMinute;
    await pause((everyMs * place) / kinds.length);
    let at = place;
    for await (const _ of every(everyMs, undefined, { signal: end.signal })) {
      const counted = kind === LIGHT && weather.isFailing ? LIGHT_MEANWHILE : kind;
      tally.follow(counted, kind.send(worker.url, at++));
    }
  });
  await pause(runMs);
  end.abort();
  await Promise.allSettled(offers);
}

async function wasmBytesOf(worker: SoakWorker): Promise<number> {
  const response = await fetch(`${worker.url}/healthz`).catch(() => undefined);
  const health = (await response?.json().catch(() => undefined)) as
    | { wasm_memory_bytes: number }
    | undefined;
  return health?.wasm_memory_bytes ?? 0;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

function mib(bytes: number): string {
  return (bytes / MIB).toFixed(0);
}

function ms(value: number | undefined): string {
  return `${(value ?? Number.NaN).toFixed(0)} ms`;
}
