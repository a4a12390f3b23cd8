import * as z from "zod";

/** Emissions as the API reports them: schemas for the OpenAPI document, the types and the tests. */

const grams = (description: string) => z.number().describe(description);

/** A figure with the bounds that result from the uncertainty of published constants. */
export const range = z.strictObject({ value: z.number(), min: z.number(), max: z.number() }).meta({
  id: "Range",
  description: "A figure with the bounds that result from the uncertainty of published constants.",
});

export const kind = z
  .enum(["live", "forecast", "daily", "yearly"])
  .describe("Measured now, predicted, or the mean of the newest day or of a year.");

export const usage = z
  .strictObject({ input_tokens: z.int().min(0), output_tokens: z.int().min(0) })
  .meta({ id: "Usage", description: "Tokens of the model's own tokenizer." });

const gridIntensity = z
  .strictObject({
    zone: z.string().describe("Electricity Maps zone."),
    grams_per_kwh: grams("CO2e per kWh."),
    source: z.string(),
    kind,
    as_of: z.iso.datetime(),
  })
  .meta({ id: "GridIntensity" });

/** The classes of multiply-accumulates that a request's time is predicted from, each with a rate of its own. */
export const PRODUCT_KINDS = ["read", "reread", "encode", "decode", "attend"] as const;
export type ProductKind = (typeof PRODUCT_KINDS)[number];

const inputs = z
  .strictObject({
    cpu_seconds: z
      .strictObject({ edge: z.number(), region: z.number(), stayed: z.number() })
      .describe("Busy time of one vCPU: at the edge, in the region, and if the work had stayed."),
    cpu_basis: z
      .strictObject({
        characters: z.int(),
        seconds_per_character: z.number(),
        products: z.array(
          z.strictObject({
            kind: z
              .enum(PRODUCT_KINDS)
              .describe(
                "Reading every sentence, rereading the best, and a writer's encoder, decoder and attention.",
              ),
            gmac: z.number().describe("Billions of multiply-accumulates."),
            seconds_per_gmac: z.number(),
          }),
        ),
      })
      .optional()
      .describe(
        "What cpu_seconds.stayed was predicted from: characters and multiply-accumulates at their rates. The rest is the same for every request, or is due to very short sentences, a page's markup, or work done twice. Absent in older receipts.",
      ),
    memory_gb: z.strictObject({
      edge: z.number(),
      region: z.number().nullable(),
      stayed: z.number(),
    }),
    pue: z.strictObject({ edge: z.number(), region: z.number().nullable() }),
    bytes: z
      .strictObject({ access: z.int(), backbone: z.int() })
      .describe("Between caller and edge, and between edge and regions, both directions."),
    edge_grid: gridIntensity.describe("Grid of the edge that received the request."),
    coefficients: z
      .strictObject({
        watts_per_vcpu: range,
        memory_kwh_per_gb_hour: range,
        backbone_kwh_per_gb: range,
        access_kwh_per_gb: range,
        embodied_g_per_vcpu_second: range,
      })
      .nullable()
      .describe("Constants of the method; null for a method that is no longer in use."),
  })
  .meta({
    id: "EmissionsInputs",
    description: "The inputs that a receipt's figures were computed from.",
  });

export const emissions = z
  .strictObject({
    energy_kwh: range,
    grid: gridIntensity.describe("Grid of the place where the work ran."),
    operational_g: grams("CO2e of the electricity, in grams."),
    embodied_g: grams("Share of the emissions of making the hardware."),
    network_g: grams("CO2e of the bytes sent, over both legs."),
    access_g: grams(
      "The part of network_g between caller and edge, the same wherever the work runs; null in old receipts.",
    ).nullable(),
    total_g: range,
    counterfactual_g: grams("Emissions if the work had stayed at the edge."),
    saved_g: grams("Negative if the placement emitted more than staying."),
    method: z.string(),
    inputs: inputs.nullable().describe("Null in receipts from before v2 of the method."),
  })
  .meta({ id: "Emissions", description: "The carbon receipt, in grams of CO2e." });

const considered = z
  .strictObject({
    region: z.string(),
    zone: z.string().describe("Electricity Maps zone."),
    grams_per_kwh: z.number().nullable(),
    expected_grams: z
      .number()
      .nullable()
      .describe("CO2e of the request there, without the network between caller and edge."),
    added_latency_ms: z.number().nullable(),
    verdict: z
      .enum(["eligible", "far", "dirtier", "network", "unable"])
      .describe(
        "Eligible, beyond the latency limit, dirtier than staying, cleaner only if the network takes little energy, or unable to take the work.",
      ),
  })
  .meta({ id: "ConsideredRegion", description: "A region as the placement decision saw it." });

export const receipt = z
  .strictObject({
    id: z.string(),
    at: z.iso.datetime(),
    model: z.string(),
    language: z.string(),
    weight: z.enum(["light", "heavy"]),
    ran: z.enum(["edge", "region"]),
    region: z.string().nullable(),
    colo: z.string(),
    holdout: z
      .boolean()
      .describe("Control group: would have moved, but was kept at the edge to measure the saving."),
    latency_ms: z.number(),
    forced: z.boolean().describe("The caller named the place."),
    simulated: z.boolean(),
    key: z.string().nullable().describe("Public id of the caller's API key."),
    usage,
    candidates: z
      .array(considered)
      .describe("The regions that the decision compared, best first; empty for light work."),
    emissions,
  })
  .meta({ id: "Receipt", description: "Emissions of one summary; contains none of its text." });

export const receipts = z
  .strictObject({
    requests: z.array(receipt),
    cursor: z.string().nullable().describe("Cursor of the next page; null at the end."),
  })
  .meta({ id: "ReceiptPage" });

const figure = z.number().nullable();

export const totals = z
  .strictObject({
    requests: z.int(),
    heavy: z.int(),
    moved: z.int(),
    holdouts: z.int(),
    simulated: z.int(),
    share_moved: figure,
    input_tokens: z.int(),
    output_tokens: z.int(),
    energy_kwh: range,
    operational_g: z.number(),
    embodied_g: z.number(),
    network_g: z.number(),
    total_g: range,
    counterfactual_g: z.number(),
    saved_g: z.number(),
    p50_g: figure,
    p90_g: figure,
    p99_g: figure,
    p50_ms: figure,
    p90_ms: figure,
    p99_ms: figure,
    saving_g_per_1000_tokens: z.strictObject({
      modelled: figure,
      measured: figure.describe("From the control group of requests kept at the edge at random."),
    }),
  })
  .meta({ id: "Totals" });

export const totalsReport = z
  .strictObject({
    from: z.iso.datetime().describe("Widened to whole hours."),
    to: z.iso.datetime(),
    group_by: z.string(),
    totals,
    groups: z.array(totals.extend({ key: z.string() }).meta({ id: "GroupTotals" })),
    is_complete: z.boolean(),
    kv_operations: z.int(),
  })
  .meta({ id: "TotalsReport" });

const rates = z.strictObject({
  model: z.string(),
  version: z.string(),
  seconds_per_request: z.number(),
  seconds_per_thousand_characters: z.number(),
  seconds_per_gmac: z.number(),
  machine: z.string().nullable(),
  command: z.string().nullable(),
});

export const calibration = z
  .strictObject({
    calibration: rates.describe("Calibration of the default model."),
    models: z
      .array(rates)
      .describe("Calibration of each model, in addition to the smaller models that it runs."),
    measured: z.array(
      z.strictObject({
        model: z.string(),
        requests: z.int(),
        predicted_cpu_seconds: z.number(),
        measured_cpu_seconds: z.number(),
        ratio: z.number(),
        p5: figure,
        p50: figure,
        p95: figure,
      }),
    ),
  })
  .meta({ id: "Calibration" });

export type EmissionsJson = z.infer<typeof emissions>;
export type ReceiptJson = z.infer<typeof receipt>;
export type ReceiptsJson = z.infer<typeof receipts>;
export type TotalsJson = z.infer<typeof totals>;
export type TotalsReportJson = z.infer<typeof totalsReport>;
