import { summarizeCommand } from "./summarize/command.ts";

process.exitCode = await summarizeCommand(
  "npm run summarize --",
  "without it, one is started here",
  async (use) => {
    const { withWorker } = await import("./worker.ts");
    return withWorker(use);
  },
);
