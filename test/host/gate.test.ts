import { expect, it } from "vitest";
import { OverloadedError } from "../../src/api/guard/admission.ts";
import { Gate } from "../../src/host/gate.ts";

it("lets so many in at once, and the next once one is out", async () => {
  const gate = new Gate(2);
  const work = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  const passing = work.map(({ promise }) => gate.pass(() => promise));
  await expect(gate.pass(async () => "third")).rejects.toBeInstanceOf(OverloadedError);
  work[0]?.reject(new Error("it failed"));
  await expect(passing[0]).rejects.toThrow("it failed");
  expect(await gate.pass(async () => "third")).toBe("third");
  work[1]?.resolve("second");
  expect(await passing[1]).toBe("second");
});

it("closed, lets nobody in and waits for the last one out", async () => {
  const gate = new Gate(2);
  const { promise, resolve } = Promise.withResolvers<void>();
  const passing = gate.pass(() => promise);
  let isClosed = false;
  const closed = gate.close().then(() => {
    isClosed = true;
  });
  await expect(gate.pass(async () => {})).rejects.toThrow(/shutting down/);
  expect(isClosed).toBe(false);
  resolve();
  await passing;
  await closed;
  expect(isClosed).toBe(true);
  await new Gate(1).close();
});
