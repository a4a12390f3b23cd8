import { Tally } from "./tally.ts";

const tally = new Tally();

/** The Tail Worker: called after each invocation of greengist with the CPU time that the invocation actually used. */
export default {
  async tail(traces, env) {
    await tally.take(traces, env.EMISSIONS, Date.now());
  },
} satisfies ExportedHandler<Pick<Env, "EMISSIONS">>;
