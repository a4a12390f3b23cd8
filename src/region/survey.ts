import { fromWhereResponse } from "./answers.ts";
import type { Backend } from "./backend.ts";
import { WHERE_PATH } from "./protocol.ts";

const TIMEOUT_MS = 5_000;

/**
 * Asks objects for their actual locations. A Durable Object is created at the place that its first caller's hint
 * selects, so the first survey also creates the pool. An object that does not answer within `timeoutMs` is left out.
 */
export async function survey(
  instances: readonly { instance: string; backend: () => Backend }[],
  timeoutMs = TIMEOUT_MS,
): Promise<Record<string, string>> {
  const found = await Promise.allSettled(
    instances.map(async ({ instance, backend }) => {
      const signal = AbortSignal.timeout(timeoutMs);
      const request = new Request(`https://region${WHERE_PATH}`, { signal, redirect: "manual" });
      const response = await backend().fetch(request);
      const { colo } = await fromWhereResponse(instance, response, { signal });
      return colo === null ? [] : [[instance, colo] as const];
    }),
  );
  return Object.fromEntries(found.flatMap((one) => (one.status === "fulfilled" ? one.value : [])));
}
