import robotsParser from "robots-parser";
import packageJson from "../../../../package.json" with { type: "json" };

/** By this name robots.txt may turn us away. */
export const AGENT = "greengist";
export const USER_AGENT = `${AGENT}/${packageJson.version} (summarizes one page when its user asks)`;

const KEPT_MS = 3_600_000;
const MAX_KEPT = 200;
/** RFC 9309 asks that at least 500 KiB are read. */
export const MAX_ROBOTS_BYTES = 512_000;

type Rules = "all" | "none" | { isAllowed(url: string, agent?: string): boolean | undefined };

/** What an origin answered when it was asked for its robots.txt. */
export interface RobotsAnswer {
  status: number;
  text: string;
}

/** Whether origins let us read their pages (RFC 9309); asks each once an hour. */
export class Robots {
  readonly #kept = new Map<string, { rules: Rules; untilMs: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** `ask` gets the robots.txt of the URL's origin; what it throws counts as no answer. */
  async allows(url: URL, ask: (robots: URL) => Promise<RobotsAnswer>): Promise<boolean> {
    const kept = this.#kept.get(url.origin);
    const rules =
      kept && kept.untilMs > this.#now() ? kept.rules : await this.#ask(url.origin, ask);
    if (typeof rules === "string") return rules === "all";
    return rules.isAllowed(url.href, AGENT) ?? true;
  }

  async #ask(origin: string, ask: (robots: URL) => Promise<RobotsAnswer>): Promise<Rules> {
    const address = new URL("/robots.txt", origin);
    const answer = await ask(address).catch(() => undefined);
    const rules = rulesOf(address, answer);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    // An origin that was down is asked again next time.
    if (answer && answer.status < 500)
      this.#kept.set(origin, { rules, untilMs: this.#now() + KEPT_MS });
    return rules;
  }
}

/** No file, no rules; no answer, no reading: 2.3.1.3 and 2.3.1.4 of the RFC. */
function rulesOf(address: URL, answer: RobotsAnswer | undefined): Rules {
  if (!answer || answer.status >= 500) return "none";
  if (answer.status >= 400) return "all";
  return robotsParser(address.href, answer.text);
}
