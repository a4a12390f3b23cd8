import packageJson from "../../../../package.json" with { type: "json" };
import { allows, type Rules, rulesFor } from "./robots-rules.ts";

/** The name under which a robots.txt may refuse greengist. */
export const AGENT = "greengist";
export const USER_AGENT = `${AGENT}/${packageJson.version} (summarizes one page when its user asks)`;

const KEPT_MS = 3_600_000;
/** Maximum size of all cached rules, in UTF-16 code units. */
const MAX_KEPT_SIZE = 500_000;
/** RFC 9309 requires that at least 500 KiB are read. */
export const MAX_ROBOTS_BYTES = 512_000;

/** The answer of an origin to a request for its robots.txt. */
export interface RobotsAnswer {
  status: number;
  /** At most the first `MAX_ROBOTS_BYTES` of it. */
  text: string;
}

/** `unknown` if the origin's server failed; RFC 9309 does not allow to read its pages in that case, either. */
export type Permission = "allowed" | "refused" | "unknown";

/** Whether origins allow their pages to be read (RFC 9309). Each origin is asked once an hour. */
export class Robots {
  /** In order of the last request, the oldest first. */
  readonly #kept = new Map<string, { rules: Rules; untilMs: number }>();
  readonly #now: () => number;
  #size = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** `ask` fetches the robots.txt of the URL's origin; its errors are passed on. */
  async permission(url: URL, ask: (robots: URL) => Promise<RobotsAnswer>): Promise<Permission> {
    const kept = this.#kept.get(url.origin);
    if (kept && kept.untilMs > this.#now()) return permissionOf(kept.rules, url);
    this.#forget(url.origin);
    const { status, text } = await ask(new URL("/robots.txt", url.origin));
    // An origin that was down is asked again next time.
    if (status >= 500) return "unknown";
    const rules = rulesFor(AGENT, status >= 400 ? "" : text);
    this.#keep(url.origin, rules);
    return permissionOf(rules, url);
  }

  #keep(origin: string, rules: Rules): void {
    this.#forget(origin);
    this.#kept.set(origin, { rules, untilMs: this.#now() + KEPT_MS });
    this.#size += origin.length + rules.size;
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= MAX_KEPT_SIZE || oldest === origin) break;
      this.#forget(oldest);
    }
  }

  #forget(origin: string): void {
    const kept = this.#kept.get(origin);
    if (!kept) return;
    this.#kept.delete(origin);
    this.#size -= origin.length + kept.rules.size;
  }

  /** Size of all cached rules, in UTF-16 code units. */
  get size(): number {
    return this.#size;
  }
}

const permissionOf = (rules: Rules, url: URL): Permission =>
  allows(rules, url) ? "allowed" : "refused";
