import * as z from "zod";

/** The formats of a table of figures. The parameter wins over the Accept header, because a link cannot set a header. */
const format = z.enum(["json", "csv", "ndjson"]).optional();
const time = z.union([z.iso.datetime({ offset: true }), z.iso.date()], {
  error: "must be a time or a date of ISO 8601, such as 2026-11-23T12:00:00Z",
});

/** The dimensions by which the ledger keeps sums. */
export const DIMENSIONS = [
  "hour",
  "region",
  "zone",
  "model",
  "placement",
  "weight",
  "key",
  "route",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Maximum number of receipts on one page. */
export const MAX_PAGE = 1000;

/** The query of `GET /v1/emissions`. */
export const emissionsQuery = z.strictObject({
  from: time.optional(),
  to: time.optional(),
  group_by: z.enum(["day", ...DIMENSIONS]).default("hour"),
  format,
});

export type ParsedEmissionsQuery = z.infer<typeof emissionsQuery>;

/** The query of `GET /v1/emissions/requests`. */
export const requestsQuery = z.strictObject({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(100),
  region: z.string().optional().describe('A region id, or "edge".'),
  colo: z.string().optional().describe("Cloudflare location where the request arrived."),
  zone: z.string().optional(),
  weight: z.enum(["light", "heavy"]).optional(),
  ran: z.enum(["edge", "region"]).optional(),
  model: z.string().optional(),
  from: time.optional(),
  to: time.optional(),
  format,
});
