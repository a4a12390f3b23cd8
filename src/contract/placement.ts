import * as z from "zod";
import { kind } from "./emissions.ts";

/** The place where work runs, and the candidates for it. */

const placementMembers = {
  weight: z.enum(["light", "heavy"]),
  ran: z.enum(["edge", "region"]),
  region: z.string().nullable(),
  zone: z.string(),
  reason: z.string().describe("One sentence."),
  candidates: z
    .array(
      z
        .strictObject({
          region: z.string(),
          zone: z.string(),
          grams_per_kwh: z.number().nullable(),
          expected_grams: z
            .number()
            .nullable()
            .describe("CO2e of the request there, without the network between caller and edge."),
          added_latency_ms: z.number(),
          eligible: z.boolean(),
          why: z.string(),
        })
        .meta({ id: "Candidate" }),
    )
    .describe("Best first; empty for light work."),
};

/** The decision: `GET /v1/placement`. */
export const foreseenPlacement = z
  .strictObject({
    model: z.strictObject({ name: z.string(), reason: z.string() }).optional(),
    ...placementMembers,
    staying_grams: z
      .number()
      .nullable()
      .optional()
      .describe("CO2e of the request at the edge, without the network between caller and edge."),
  })
  .meta({
    id: "ForeseenPlacement",
    description: "Placement decision for a request of a given size.",
  });

/** The outcome, which differs from the decision if a region failed. */
export const placement = z
  .strictObject({ ...placementMembers, colo: z.string().nullable() })
  .meta({ id: "Placement", description: "The place where the work was done, and the reason." });

export const regions = z
  .strictObject({
    as_of: z.iso.datetime(),
    regions: z.array(
      z
        .strictObject({
          region: z.string(),
          instance: z.string().nullable(),
          kind: z.enum(["durable-object", "service", "url"]),
          state: z.enum(["ready", "overloaded", "broken"]),
          colo: z
            .string()
            .nullable()
            .describe("Cloudflare location where it reported that it runs."),
          zone: z.string(),
          basis: z.enum(["colo", "country", "hint"]).describe("The source of the zone."),
          pue: z.number(),
          grams_per_kwh: z.number().nullable(),
          intensity: z
            .strictObject({
              source: z.string(),
              kind,
              signal: z.enum(["average", "marginal"]),
              is_estimated: z.boolean(),
              valid_from: z.iso.datetime(),
              valid_to: z.iso.datetime(),
              age_seconds: z.int(),
            })
            .nullable(),
        })
        .meta({ id: "Standing", description: "The current state of one object of a region." }),
    ),
  })
  .meta({ id: "Regions" });

export type PlacementJson = z.infer<typeof placement>;
export type ForeseenPlacementJson = z.infer<typeof foreseenPlacement>;
export type RegionsJson = z.infer<typeof regions>;
export type StandingJson = RegionsJson["regions"][number];
