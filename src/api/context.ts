import type { Trace } from "../tracing/trace.ts";
import type { Pass } from "./guard/admission.ts";
import type { Budget } from "./guard/budget.ts";
import type { Parts } from "./parts.ts";

/**
 * Hono's environment for every handler: bindings, and the variables that middleware sets. Each access of `c.var` copies
 * all variables, so code that runs in every request reads a single one with `c.get`.
 */
export type App = {
  Bindings: Env;
  Variables: {
    /** The request's id, which is also the id of its receipt. */
    id: string;
    parts: Parts;
    /** Arrival of the request in milliseconds since the epoch; simulated time in a simulation. */
    now: number;
    /** Arrival of the request by the real clock, in milliseconds since the epoch. */
    startedMs: number;
    isSimulated: boolean;
    /** The place in the request's trace to which a handler adds spans. */
    trace: Trace;
    /** Public id of the caller's API key. */
    keyId?: string | undefined;
    pass?: Pass | undefined;
    /** Shared by the documents of one request, if it has several. */
    budget?: Budget | undefined;
    /** Keeps work running after the response has begun. */
    following?: Promise<unknown> | undefined;
  };
};
