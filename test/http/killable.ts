import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const START_MS = 180_000;
const ANSWER_MS = 60_000;

/** A Worker in a process of its own that can be killed and started again with what it has stored. */
export class Killable {
  /** Everything that it has logged since the first start. */
  output = "";
  /** Where its storage is. */
  readonly state: string;
  readonly #folder = mkdtempSync(join(tmpdir(), "greengist-killable-"));
  readonly #healthPath: string;
  #port = 0;
  #child: ChildProcess | undefined;

  /** `config` is that of Wrangler; the Worker is up when it answers `healthPath`. */
  constructor(config: object, healthPath: string) {
    this.state = join(this.#folder, "state");
    this.#healthPath = healthPath;
    writeFileSync(join(this.#folder, "wrangler.json"), JSON.stringify(config));
  }

  /** Starts it as a separate process group, always at the same port and with the same storage. */
  async start(): Promise<void> {
    this.#port ||= await freePort();
    const options = ["--config", join(this.#folder, "wrangler.json"), "--persist-to", this.state];
    const child = spawn(
      resolve("node_modules/.bin/wrangler"),
      ["dev", ...options, "--ip", "127.0.0.1", "--port", `${this.#port}`, "--inspector-port", "0"],
      { detached: true, env: { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "true" } },
    );
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        this.output += chunk;
      });
    const deadline = Date.now() + START_MS;
    while (Date.now() < deadline) {
      const up = await this.fetch(this.#healthPath).catch(() => undefined);
      await up?.body?.cancel();
      if (up?.ok) return;
      await new Promise((wake) => setTimeout(wake, 100));
    }
    throw new Error(`the Worker did not start:\n${this.output.slice(-2000)}`);
  }

  /** Kills it without warning or cleanup, as in a power failure. */
  kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    return new Promise((gone) => {
      if (!child) return gone();
      child.once("exit", () => gone());
      process.kill(-(child.pid as number), "SIGKILL");
    });
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  fetch(path: string, init?: RequestInit): Promise<Response> {
    // A process that is killed may leave a socket open that never answers.
    const signal = AbortSignal.timeout(ANSWER_MS);
    return fetch(`http://127.0.0.1:${this.#port}${path}`, { ...init, signal });
  }
}

const freePort = () =>
  new Promise<number>((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });
