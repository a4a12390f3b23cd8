#!/usr/bin/env node
import { summarizeCommand } from "../cli/summarize/command.ts";

const url = process.env.GREENGIST_URL ?? "http://localhost:8787";

process.exitCode = await summarizeCommand("npx greengist", `GREENGIST_URL, else ${url}`, (use) =>
  use(url),
);
