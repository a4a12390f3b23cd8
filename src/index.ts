import { app } from "./app.ts";

export { RegionObject } from "./placement/region-object.ts";

export default { fetch: app.fetch } satisfies ExportedHandler<Env>;
