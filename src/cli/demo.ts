import { parseArgs } from "node:util";
import { createTestHarness } from "wrangler";
import { dayOf } from "./demo/day.ts";
import { layGrid, send, settled } from "./demo/send.ts";
import { demoWorkers } from "./demo/workers.ts";

const USAGE = `Usage: npm run demo -- [options]

Starts an edge and two regions on this machine and sends a day of requests with a simulated clock and
grid. Placement is decided as in production; written summaries are heavy and move where that
saves emissions. Then it stays open, so that you can look at /analytics. Nothing leaves this machine and nothing
is stored.

  --requests N   number of requests (300)
  --once         stop when they are answered
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      requests: { type: "string", default: "300" },
      once: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const count = Number(values.requests);
  if (values.help || !Number.isInteger(count) || count < 1 || count > 10_000) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  await import("../site/build.ts");
  const server = createTestHarness({
    root: new URL("../..", import.meta.url).pathname,
    workers: demoWorkers(),
  });
  try {
    const { url } = await server.listen();
    const nowMs = Date.now();
    await layGrid(server, nowMs);
    await send(server, dayOf(nowMs, count), (answered) => {
      if (answered % 50 === 0 || answered === count)
        console.log(`${answered} of ${count} answered`);
    });
    const { requests, moved, holdouts, total_g, saved_g } = await settled(server, count);
    console.log(
      `${requests} summaries emitted ${total_g.value.toExponential(2)} g; ${moved} moved, ` +
        `${holdouts} kept as a control group; ${saved_g.toExponential(2)} g saved`,
    );
    console.log(`\n${new URL("/analytics", url).href}\n`);
    if (values.once) return;
    console.log("Ctrl-C ends it.");
    await new Promise((resolve) => process.once("SIGINT", resolve));
  } finally {
    await server.close();
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
