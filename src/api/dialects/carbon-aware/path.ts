import { getPathNoStrict } from "hono/utils/url";

const OWN_PATHS = /^\/(?:emissions\/|locations$)/i;

/** The path of a request by which routes are found. Those of the SDK are found in any case, as ASP.NET finds them. */
export function pathOf(request: Request): string {
  const path = getPathNoStrict(request);
  return OWN_PATHS.test(path) ? path.toLowerCase() : path;
}
