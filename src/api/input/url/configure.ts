import { SettingError, switchOf } from "../../../settings.ts";
import { dnsOverHttps, type Lookup } from "./lookup.ts";
import { PageReader } from "./page.ts";

/** The variables that configure `url` as input; all are optional. */
export interface UrlConfig {
  /** "on" lets callers name pages to read; off by default. */
  URL_INPUT?: string | undefined;
  /** The operator's own hosts that may be read although they are not public, with ports: "10.0.0.7:8080, wiki.lan". */
  URL_HOSTS?: string | undefined;
  /** A resolver with a JSON API, used to check whether names of pages and callbacks lead to public addresses. */
  DNS_OVER_HTTPS?: string | undefined;
}

/**
 * Returns undefined if the input is switched off.
 * @throws SettingError
 */
export function configurePages(config: UrlConfig, fetcher: typeof fetch): PageReader | undefined {
  const { URL_INPUT, URL_HOSTS = "" } = config;
  const lookup = configureLookup(config, fetcher);
  if (!switchOf("URL_INPUT", URL_INPUT, false)) return undefined;
  return new PageReader({
    fetch: fetcher,
    lookup,
    allowed: new Set(URL_HOSTS.split(/[\s,]+/).filter(Boolean)),
  });
}

/**
 * Returns undefined if there is no resolver.
 * @throws SettingError
 */
export function configureLookup(
  { DNS_OVER_HTTPS }: UrlConfig,
  fetcher: typeof fetch,
): Lookup | undefined {
  if (!DNS_OVER_HTTPS) return undefined;
  if (!URL.canParse(DNS_OVER_HTTPS)) {
    throw new SettingError("DNS_OVER_HTTPS", DNS_OVER_HTTPS, "a URL");
  }
  return dnsOverHttps(DNS_OVER_HTTPS, fetcher);
}
