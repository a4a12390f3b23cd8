import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { createTestHarness } from "wrangler";
import { HARBOUR } from "../http/client.ts";

/**
 * `npm run bench:beside`: what light requests lose beside writers that never stop, and beside idle sockets. All over
 * real connections to one Worker, in turns, so that whatever else the machine does falls on all alike.
 */
const ROUNDS = 5;
const PHASE_MS = 6_000;
const LIGHT_CLIENTS = 8;
const WRITING_CLIENTS = 8;
const IDLE_SOCKETS = 200;
/** A writing client that was refused comes back after this, whatever `Retry-After` says. */
const COME_BACK_MS = 200;

const GOALS = { writers: { throughput: 0.5, p99: 5 }, sockets: { throughput: 0.8, p99: 2 } };

interface Measured {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

/** Greets with more body than ever comes. */
class IdleSockets {
  readonly #open = new Set<Socket>();
  readonly #url: URL;
  #isOver = false;

  constructor(url: URL) {
    this.#url = url;
    for (let count = 0; count < IDLE_SOCKETS; count++) this.#connect();
  }

  close(): void {
    this.#isOver = true;
    for (const socket of this.#open) socket.destroy();
  }

  #connect(): void {
    const { hostname, port, host } = this.#url;
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST /v1/summarize HTTP/1.1\r\nHost: ${host}\r\nContent-Type: text/plain\r\nContent-Length: 250000\r\n\r\na`,
      );
    });
    this.#open.add(socket);
    socket.on("error", () => {});
    socket.resume();
    // One that is turned away is followed by another.
    socket.on("close", () => {
      this.#open.delete(socket);
      if (!this.#isOver) this.#connect();
    });
  }
}

const server = createTestHarness({
  workers: [{ configPath: "wrangler.toml", vars: { RATE_LIMIT: "off" } }],
});
const { url } = await server.listen();
const post = (body: object) =>
  fetch(new URL("/v1/summarize", url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

let sent = 0;
const light = async (): Promise<number> => {
  const response = await post({ text: `${++sent}. ${HARBOUR}`, region: "edge" });
  await response.arrayBuffer();
  return response.status;
};

/** Light requests by clients that each send the next one once the last is answered. */
async function measure(): Promise<Measured> {
  const times: number[] = [];
  let refused = 0;
  const end = performance.now() + PHASE_MS;
  const client = async () => {
    while (performance.now() < end) {
      const started = performance.now();
      if ((await light()) === 200) times.push(performance.now() - started);
      else refused++;
    }
  };
  await Promise.all(Array.from({ length: LIGHT_CLIENTS }, client));
  if (refused > 0) console.error(`${refused} light requests were refused`);
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.POSITIVE_INFINITY;
  return { perSecond: times.length / (PHASE_MS / 1_000), p50Ms: at(0.5), p99Ms: at(0.99) };
}

/** Keeps writers busy while `during` runs; how many texts were written, and how many refused. */
async function besideWriters<T>(during: () => Promise<T>): Promise<T> {
  let isOver = false;
  const client = async () => {
    while (!isOver) {
      const text = `${++sent}. ${HARBOUR}`;
      const response = await post({ text, mode: "abstractive", region: "edge" });
      await response.arrayBuffer();
      const count = response.status === 200 ? "written" : "refused";
      writing[count]++;
      if (response.status !== 200) await pause(COME_BACK_MS);
    }
  };
  const clients = Array.from({ length: WRITING_CLIENTS }, client);
  await pause(500);
  try {
    return await during();
  } finally {
    isOver = true;
    await Promise.all(clients);
  }
}

async function besideIdleSockets<T>(during: () => Promise<T>): Promise<T> {
  const idle = new IdleSockets(new URL(url));
  await pause(500);
  try {
    return await during();
  } finally {
    idle.close();
  }
}

const writing = { written: 0, refused: 0 };
await light();
await (await post({ text: HARBOUR, mode: "abstractive", region: "edge" })).arrayBuffer();
await measure();

const found: Record<"alone" | "writers" | "sockets", Measured[]> = {
  alone: [],
  writers: [],
  sockets: [],
};
for (let round = 0; round < ROUNDS; round++) {
  found.alone.push(await measure());
  found.writers.push(await besideWriters(measure));
  found.alone.push(await measure());
  found.sockets.push(await besideIdleSockets(measure));
}
await server.close();

const median = (values: number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
const mean = (all: Measured[], name: keyof Measured) => median(all.map((one) => one[name]));
const rows = (["alone", "writers", "sockets"] as const).map((name) => {
  const [perSecond, p50Ms, p99Ms] = (["perSecond", "p50Ms", "p99Ms"] as const).map((figure) =>
    mean(found[name], figure),
  ) as [number, number, number];
  const throughput = perSecond / mean(found.alone, "perSecond");
  const p99 = p99Ms / mean(found.alone, "p99Ms");
  const goal = name === "alone" ? undefined : GOALS[name];
  const isMissed = goal && (throughput < goal.throughput || p99 > goal.p99);
  const cells = [
    {
      alone: "alone",
      writers: `${WRITING_CLIENTS} writing clients`,
      sockets: `${IDLE_SOCKETS} idle sockets`,
    }[name],
    perSecond.toFixed(1),
    p50Ms.toFixed(0),
    p99Ms.toFixed(0),
    throughput.toFixed(2),
    p99.toFixed(1),
    isMissed ? "**missed**" : "",
  ];
  return `| ${cells.join(" | ")} |`;
});
console.log(`${LIGHT_CLIENTS} clients of light requests; medians of ${ROUNDS} rounds of ${PHASE_MS / 1000} s, node ${process.version}
Meanwhile ${writing.written} texts were written, and ${writing.refused} requests for one refused.

| beside | requests a second | p50, ms | p99, ms | of the throughput alone | × the p99 alone | |
|---|---|---|---|---|---|---|
${rows.join("\n")}`);
