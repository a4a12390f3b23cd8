import { z } from "zod";
import type { PageLanguage } from "../../contract/language.ts";
import type { Window } from "./window.ts";

/** The page's query parameters, which hold the whole state of the page. */
export const analyticsQuery = z.object({
  lang: z.string().optional(),
  range: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  weight: z.enum(["light", "heavy"]).optional().catch(undefined),
  ran: z.enum(["edge", "region"]).optional().catch(undefined),
  model: z.string().min(1).max(64).optional().catch(undefined),
  colo: z.string().min(1).max(8).optional().catch(undefined),
  region: z.string().min(1).max(64).optional().catch(undefined),
  receipt: z.string().max(64).optional().catch(undefined),
  cursor: z.string().max(2048).optional().catch(undefined),
});

export type AnalyticsQuery = z.infer<typeof analyticsQuery>;

/** The filters of the receipts. */
export const FILTERS = ["weight", "ran", "model", "colo", "region"] as const;
export type Filters = Pick<AnalyticsQuery, (typeof FILTERS)[number]>;

export const PATH = "/analytics";
export const RECEIPTS_ANCHOR = "#receipts-title";

/** The page's address with some parameters changed; undefined removes a parameter. */
export function addressWith(
  query: AnalyticsQuery,
  changes: { [Key in keyof AnalyticsQuery]: AnalyticsQuery[Key] | PageLanguage | undefined },
): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...query, ...changes })) {
    if (value) parameters.set(key, value);
  }
  return parameters.size > 0 ? `${PATH}?${parameters}` : PATH;
}

/** The API's address for the series of a window. */
export function seriesAddress({ from, to, groupBy }: Window): string {
  const parameters = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    group_by: groupBy,
  });
  return `/v1/emissions?${parameters}`;
}

/** The API's address for the latest receipts of a window that match the filters. */
export function receiptsAddress(filters: Filters, { from, to }: Window): string {
  const parameters = new URLSearchParams({
    limit: "1000",
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  });
  for (const name of FILTERS) {
    const value = filters[name];
    if (value) parameters.set(name, value);
  }
  return `/v1/emissions/requests?${parameters}`;
}
