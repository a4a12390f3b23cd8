import * as z from "zod";
import { kind } from "./emissions.ts";

/** Where work runs, and what there is to choose from. */

const placementMembers = {
  weight: z.enum(["light", "heavy"]),
  ran: z.enum(["edge", "region"]),
  region: z.string().nullable(),
  zone: z.string(),
  reason: z.string().describe("One plain sentence."),
  candidates: z
    .array(
      z
        .strictObject({
          region: z.string(),
          zone: z.string(),
          grams_per_kwh: z.number().nullable(),
          expected_grams: z.number().nullable(),
          added_latency_ms: z.number(),
          eligible: z.boolean(),
          why: z.string(),
        })
        .meta({ id: "Candidate" }),
    )
    .describe("Best first; empty for light work."),
};

/** As it was decided: `GET /v1/placement`. */
export const foreseenPlacement = z
  .strictObject({
    model: z.strictObject({ name: z.string(), reason: z.string() }).optional(),
    ...placementMembers,
  })
  .meta({ id: "ForeseenPlacement", description: "What would become of a request." });

/** As it came out. */
export const placement = z
  .strictObject({ ...placementMembers, colo: z.string().nullable() })
  .meta({ id: "Placement", description: "Where the work was done, and why." });

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
          colo: z.string().nullable().describe("Where it said that it runs."),
          zone: z.string(),
          basis: z.enum(["colo", "country", "hint"]).describe("What the zone was told from."),
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
        .meta({ id: "Standing", description: "One object of a region, as it stands now." }),
    ),
  })
  .meta({ id: "Regions" });

export type PlacementJson = z.infer<typeof placement>;
export type ForeseenPlacementJson = z.infer<typeof foreseenPlacement>;
export type RegionsJson = z.infer<typeof regions>;
export type StandingJson = RegionsJson["regions"][number];
