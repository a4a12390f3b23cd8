import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { runIn } from "./process.ts";
import { type Row, tried } from "./row.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
const ADVICE = 3;

/** Prometheus's own checks of our metrics and of the scrape configuration. */
export const prometheusRows = (url: string): Promise<Row[]> =>
  Promise.all([
    tried("Prometheus", "promtool check metrics", async () => {
      const metrics = await (await fetch(new URL("metrics", url))).text();
      const promtool = spawn("promtool", ["check", "metrics"]);
      promtool.stdin.end(metrics);
      const [said, code] = await Promise.all([
        text(promtool.stderr),
        new Promise<number | null>((resolve) => promtool.once("close", resolve)),
      ]);
      if (code !== 0) throw new Error(`${code === ADVICE ? "advice" : "error"}: ${said}`);
    }),
    tried("Prometheus", "promtool check config", () =>
      runIn(ROOT, "promtool", ["check", "config", "--syntax-only", "src/ledger/prometheus.yaml"]),
    ),
  ]);
