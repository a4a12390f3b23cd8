import { resolve } from "node:path";
import { afterAll, beforeAll } from "vitest";
import {
  createTestHarness,
  type TestHarness,
  type TestHarnessOptions,
  unstable_readConfig,
} from "wrangler";
import { BUNDLE } from "./bundle.ts";

type Vars = Record<string, string>;

/** Nothing listens there, so an object learns immediately that its location is unknown. */
export const NO_TRACE = "http://127.0.0.1:1/trace";

const started = new WeakMap<TestHarness, TestHarnessOptions>();

/** Starts new isolates without any state in memory, with some variables changed; the contents of KV stay. */
export const restart = (server: TestHarness, vars: Vars = {}): Promise<void> =>
  server.update((current) => {
    const first = started.get(server) ?? current;
    started.set(server, first);
    const workers = first.workers.map((worker) =>
      "config" in worker ? worker : { ...worker, vars: { ...worker.vars, ...vars } },
    );
    return { ...first, workers };
  });

/** A copy of the bundle under its own name, or a Worker of the test. */
export interface Copy {
  name: string;
  vars: Vars;
  /** The test's Worker; the bundle if omitted. */
  main?: string;
  /** Whether it has the static assets, with the weights of models. */
  hasAssets?: boolean;
  /** Binding name to the name of another copy. */
  services?: Record<string, string>;
}

/** Wrangler's configuration of the bundle, apart from its name and variables. */
export function bundled(hasAssets = false) {
  const {
    rules,
    compatibility_date = "",
    compatibility_flags,
    kv_namespaces,
    durable_objects,
    migrations,
    assets,
  } = unstable_readConfig({ config: "wrangler.toml" });
  return {
    main: resolve(BUNDLE, "index.js"),
    no_bundle: true,
    find_additional_modules: true,
    rules: [...rules, { type: "CompiledWasm" as const, globs: ["**/*.wasm"] }],
    compatibility_date,
    compatibility_flags,
    kv_namespaces,
    durable_objects,
    migrations,
    ...(hasAssets &&
      assets && { assets: { ...assets, directory: resolve(assets.directory ?? "") } }),
  };
}

/** Runs the real bundle several times side by side; the first copy receives the requests. */
export function startCopies(...copies: Copy[]): TestHarness {
  const bound = (services: Record<string, string> = {}) =>
    Object.entries(services).map(([binding, service]) => ({ binding, service }));
  const workers = copies.map(({ name, vars, services, main, hasAssets }) => {
    const { compatibility_date, ...rest } = bundled(hasAssets);
    const common = { name, compatibility_date, services: bound(services) };
    return {
      config: main
        ? { ...common, main, vars }
        : { ...common, ...rest, vars: { TRACE_URL: NO_TRACE, ...vars } },
    };
  });
  const server = createTestHarness({ workers });
  beforeAll(() => server.listen());
  afterAll(() => server.close());
  return server;
}
