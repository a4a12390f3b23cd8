import type { Pass } from "./guard/admission.ts";
import type { Parts } from "./parts.ts";

/** Hono's environment for every handler: bindings, and the variables that middleware sets. */
export type App = {
  Bindings: Env;
  Variables: {
    /** The request's id, also that of its receipt. */
    id: string;
    parts: Parts;
    /** When the request came in, in milliseconds since the epoch; simulated in a simulation. */
    now: number;
    /** The same by the real clock. */
    startedMs: number;
    isSimulated: boolean;
    /** Public id of the caller's API key. */
    keyId?: string | undefined;
    pass?: Pass | undefined;
    /** Work that goes on after the response has begun. */
    following?: Promise<unknown> | undefined;
  };
};
