import ipaddr from "ipaddr.js";
import { RefusedError } from "../../../contract/refused.ts";

/** An address that must not be read; `why` completes the sentence "url: …". */
export class ForbiddenAddressError extends RefusedError {
  constructor(why: string) {
    super("forbidden-address", `url: ${why}.`, { field: "url" });
  }
}

const PORTS: Readonly<Record<string, readonly string[]>> = {
  "http:": ["", "80"],
  "https:": ["", "443"],
};

/** Names that resolve inside a network, or not at all (RFC 6761, RFC 6762, RFC 8375, RFC 9476 and common use). */
const LOCAL_NAMES =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa|test|invalid|example|onion|alt)$/;

/** Third-party services whose names resolve to loopback, or to any address that is written in the name. */
const LOOPBACK_NAMES =
  /(?:^|\.)(?:nip\.io|sslip\.io|xip\.io|traefik\.me|localtest\.me|lvh\.me|vcap\.me|lacolhost\.com)$/;

/** An IPv4 address inside any other name: "app-10-0-0-7.example.org". */
const EMBEDDED_IPV4 = /(?:^|[.-])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})(?=$|[.-])/g;

/** Addresses in a public range that a cloud uses for services to its own machines. */
const PLATFORM_ADDRESSES = new Set(["168.63.129.16"]);

/**
 * Refuses a URL that does not clearly name a public web server. The URL parser has already normalized decimal, octal
 * and hexadecimal addresses. `allowed` lists the operator's own hosts with their ports ("10.0.0.7:8080").
 * @throws ForbiddenAddressError
 */
export function requirePublic(url: URL, allowed: ReadonlySet<string> = new Set()): void {
  if (!Object.hasOwn(PORTS, url.protocol))
    throw new ForbiddenAddressError("only http and https are read");
  if (url.username !== "" || url.password !== "") {
    throw new ForbiddenAddressError("it must not hold a user name or a password");
  }
  if (allowed.has(url.host)) return;
  if (!PORTS[url.protocol]?.includes(url.port)) {
    throw new ForbiddenAddressError("only the usual ports, 80 and 443, are read");
  }
  const host = url.hostname.toLowerCase().replace(/\.$/, "");
  const literal = host.startsWith("[") ? host.slice(1, -1) : host;
  if (ipaddr.isValid(literal)) {
    if (!isPublicAddress(literal)) throw new ForbiddenAddressError("it is no public address");
  } else if (!isPublicName(host)) {
    throw new ForbiddenAddressError("it is no public name");
  }
}

/** Whether an IPv4 or IPv6 address is globally routed. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || PLATFORM_ADDRESSES.has(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  if (parsed.kind() === "ipv4") return true;
  // Of IPv6 only 2000::/3 is allocated; `unicast` is the remaining class for addresses without a more specific one.
  const [first = 0] = parsed.toByteArray();
  return first >> 5 === 1;
}

/** Whether a name may belong to a public server. `lookup.ts` checks the addresses that it resolves to. */
export function isPublicName(name: string): boolean {
  if (!name.includes(".") || LOCAL_NAMES.test(name) || LOOPBACK_NAMES.test(name)) return false;
  for (const [, ...octets] of name.matchAll(EMBEDDED_IPV4)) {
    const address = octets.map(Number).join(".");
    if (ipaddr.IPv4.isValid(address) && !isPublicAddress(address)) return false;
  }
  return true;
}
