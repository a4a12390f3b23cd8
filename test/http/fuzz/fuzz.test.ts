import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { startWorker } from "../worker.ts";
import { expectValid } from "./answers.ts";
import { anyRequest, type FuzzRequest } from "./requests.ts";

/** `npm run test:fuzz` sends more requests. A failure prints the seed that reproduces it: FUZZ_SEED. */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 500);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_124);
const AT_ONCE = 20;

const server = startWorker();
const statuses = new Map<number, number>();

async function send(request: FuzzRequest): Promise<void> {
  const { url } = await server.listen();
  const { method, path, headers, body } = request;
  const response = await fetch(new URL(path, url), {
    method,
    headers,
    redirect: "manual",
    ...(body !== undefined && { body }),
  });
  statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
  const said = await response.text();
  try {
    expectValid(request, response.status, response.headers, said);
  } catch (error) {
    throw new Error(`${JSON.stringify(request)} got ${response.status} ${said.slice(0, 1_000)}`, {
      cause: error,
    });
  }
}

it(`${REQUESTS} requests, most of them nearly right, are answered as the API says`, async () => {
  const requests = fc.array(anyRequest, { minLength: AT_ONCE, maxLength: AT_ONCE });
  await fc.assert(
    fc.asyncProperty(requests, async (all) => {
      await Promise.all(all.map(send));
    }),
    // Shrinking would send thousands more requests, so failures are reported unchanged.
    { numRuns: Math.ceil(REQUESTS / AT_ONCE), seed: SEED, endOnFailure: true },
  );
  expect(statuses.get(200)).toBeGreaterThan(REQUESTS / 8);
  expect((await server.fetch("/healthz")).status).toBe(200);
}, 900_000);

afterAll(() => {
  const counts = [...statuses].sort().map(([status, count]) => `${status}: ${count}`);
  const all = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  console.log(`seed ${SEED}, ${all} requests; answers ${counts.join(", ")}`);
  const errors = server.getLogs().filter(({ level }) => level === "error");
  expect(errors).toEqual([]);
});
