import { loadNano } from "../summarizer/models/nano.ts";

/**
 * Opens nano while an isolate starts, because it would take most of the isolate's first request. Cloudflare starts an
 * isolate during the TLS handshake, and allows 1 s of CPU time for it:
 * https://developers.cloudflare.com/workers/platform/limits/#worker-startup-time. A pinned region keeps no ledger and
 * seldom needs nano, so it opens it at first use. If opening fails, the first request tries again and reports it.
 */
export async function startUp({ EMISSIONS }: Partial<Env>): Promise<void> {
  if (EMISSIONS) await loadNano().catch(() => {});
}
