import { expect, it } from "vitest";
import { Drain } from "../../src/host/drain.ts";

it("closed, admits nobody and waits for the last one, whether it failed or not", async () => {
  const drain = new Drain();
  const work = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  const passing = work.map(({ promise }) => drain.pass(() => promise));
  let isClosed = false;
  const closed = drain.close().then(() => {
    isClosed = true;
  });
  await expect(drain.pass(async () => "third")).rejects.toThrow(/shutting down/);
  work[0]?.reject(new Error("it failed"));
  await expect(passing[0]).rejects.toThrow("it failed");
  expect(isClosed).toBe(false);
  work[1]?.resolve("second");
  expect(await passing[1]).toBe("second");
  await closed;
  expect(isClosed).toBe(true);
});
