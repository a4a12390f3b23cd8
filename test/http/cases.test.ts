import { expect, it } from "vitest";
import { readCases, runCase } from "../../src/cli/cases/run.ts";
import { sharedWorker } from "./worker.ts";

const server = sharedWorker();

it.each(readCases("test/fixtures/cases"))("case $name", async ({ name, one }) => {
  const { url } = await server.listen();
  const { failures, got } = await runCase(name, one, url.href);
  expect(failures, got).toEqual([]);
});
