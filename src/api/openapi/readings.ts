import * as z from "zod";
import type { ZodOpenApiPathsObject, ZodOpenApiResponseObject } from "zod-openapi";
import {
  carbonIntensity,
  emissionsData,
  emissionsForecast,
  locations,
} from "../../contract/carbon-aware.ts";
import { calibration, receipt, receipts, totalsReport } from "../../contract/emissions.ts";
import { emissionsQuery, requestsQuery } from "../../contract/ledger-queries.ts";
import { foreseenPlacement, regions } from "../../contract/placement.ts";
import { placementQuery } from "../../contract/request.ts";
import { health } from "../../contract/service.ts";
import {
  average,
  averageBatch,
  byLocation,
  byLocations,
  forecastBatch,
  forecasts,
} from "../dialects/carbon-aware/query.ts";
import { OPENMETRICS, PROMETHEUS } from "../metrics.ts";
import { ADMIN, ANYONE, answered, json, refusals } from "./parts.ts";

const tables = {
  "text/csv": { schema: { type: "string" as const } },
  "application/x-ndjson": { schema: { type: "string" as const } },
};

export const EMISSIONS_PATHS: ZodOpenApiPathsObject = {
  "/v1/emissions": {
    get: {
      operationId: "emissions",
      tags: ["Emissions"],
      summary: "Totals and series",
      description: "The last day by default; at most 366 days, widened to whole hours.",
      security: ADMIN,
      requestParams: { query: emissionsQuery },
      responses: {
        200: answered("Totals, and one row for each group.", { ...json(totalsReport), ...tables }),
        ...refusals([401, 422, 429]),
      },
    },
  },
  "/v1/emissions/requests": {
    get: {
      operationId: "receipts",
      tags: ["Emissions"],
      summary: "Receipts, newest first",
      description: "The header `Link` with `rel=next` and `cursor` lead to the next page.",
      security: ADMIN,
      requestParams: { query: requestsQuery },
      responses: {
        200: answered("A page of receipts.", { ...json(receipts), ...tables }),
        ...refusals([401, 422, 429]),
      },
    },
  },
  "/v1/emissions/requests/{id}": {
    get: {
      operationId: "receipt",
      tags: ["Emissions"],
      summary: "One receipt",
      security: ADMIN,
      requestParams: {
        path: z.object({ id: z.string().describe("As in X-Request-Id, a UUID of version 7.") }),
      },
      responses: { 200: answered("The receipt.", json(receipt)), ...refusals([401, 404, 429]) },
    },
  },
  "/v1/emissions/calibration": {
    get: {
      operationId: "calibration",
      tags: ["Emissions"],
      summary: "Prediction of CPU time, and its accuracy",
      security: ADMIN,
      responses: {
        200: answered("Calibration and error band.", json(calibration)),
        ...refusals([401, 429]),
      },
    },
  },
  "/metrics": {
    get: {
      operationId: "metrics",
      tags: ["Emissions"],
      summary: "Counters and histograms for Prometheus",
      security: ADMIN,
      responses: {
        200: answered("The text of Prometheus, or OpenMetrics if the caller prefers it.", {
          [PROMETHEUS]: { schema: { type: "string" } },
          [OPENMETRICS]: { schema: { type: "string" } },
        }),
        ...refusals([401, 429, 503]),
      },
    },
  },
};

export const PLACEMENT_PATHS: ZodOpenApiPathsObject = {
  "/v1/regions": {
    get: {
      operationId: "regions",
      tags: ["Placement"],
      summary: "All regions now, cleanest first",
      security: ANYONE,
      responses: { 200: answered("The regions.", json(regions)) },
    },
  },
  "/v1/placement": {
    get: {
      operationId: "placement",
      tags: ["Placement"],
      summary: "Preview the placement decision for a request of a given size",
      security: ANYONE,
      requestParams: { query: placementQuery },
      responses: {
        200: answered("The decision and its reason.", json(foreseenPlacement)),
        ...refusals([422]),
      },
    },
  },
};

/** An answer whose figures' sources are in a header: the SDK's shapes have no place for them. */
const known = (description: string, schema: z.ZodType): ZodOpenApiResponseObject => ({
  description,
  headers: z.object({
    "Carbon-Intensity-Source": z
      .string()
      .optional()
      .meta({ description: 'Sources and kinds, as `"energy-charts";kind=live`.' }),
  }),
  content: json(schema),
});

const NO_DATA = { description: "No data for that location and time." };

export const CARBON_AWARE_PATHS: ZodOpenApiPathsObject = {
  "/emissions/bylocations/best": {
    get: {
      operationId: "bestLocation",
      tags: ["Carbon Aware SDK"],
      summary: "The cleanest of several locations",
      security: ANYONE,
      requestParams: { query: byLocations },
      responses: {
        200: known("The lowest carbon intensity.", z.array(emissionsData)),
        204: NO_DATA,
        ...refusals([400]),
      },
    },
  },
  "/emissions/bylocations": {
    get: {
      operationId: "locationsEmissions",
      tags: ["Carbon Aware SDK"],
      summary: "Carbon intensity of several locations",
      security: ANYONE,
      requestParams: { query: byLocations },
      responses: {
        200: known("Intensities, each location's in order of time.", z.array(emissionsData)),
        204: NO_DATA,
        ...refusals([400]),
      },
    },
  },
  "/emissions/bylocation": {
    get: {
      operationId: "locationEmissions",
      tags: ["Carbon Aware SDK"],
      summary: "Carbon intensity of a location",
      security: ANYONE,
      requestParams: { query: byLocation },
      responses: {
        200: known("Intensities, in order of time.", z.array(emissionsData)),
        204: NO_DATA,
        ...refusals([400]),
      },
    },
  },
  "/emissions/forecasts/current": {
    get: {
      operationId: "currentForecasts",
      tags: ["Carbon Aware SDK"],
      summary: "Forecasts of several locations, and their cleanest windows",
      security: ANYONE,
      requestParams: { query: forecasts },
      responses: {
        200: known("The forecasts.", z.array(emissionsForecast)),
        ...refusals([400, 501]),
      },
    },
  },
  "/emissions/forecasts/batch": {
    post: {
      operationId: "forecastBatch",
      tags: ["Carbon Aware SDK"],
      summary: "Several forecasts, each as it was known at a time",
      security: ANYONE,
      description: "Only the newest forecast is kept: one from before it is a 501.",
      requestBody: { required: true, content: json(forecastBatch) },
      responses: {
        200: known("The forecasts.", z.array(emissionsForecast)),
        ...refusals([400, 408, 413, 415, 501, 503]),
      },
    },
  },
  "/emissions/average-carbon-intensity": {
    get: {
      operationId: "averageCarbonIntensity",
      tags: ["Carbon Aware SDK"],
      summary: "Mean carbon intensity of a location over a stretch of time",
      security: ANYONE,
      requestParams: { query: average },
      responses: { 200: known("The mean.", carbonIntensity), ...refusals([400]) },
    },
  },
  "/emissions/average-carbon-intensity/batch": {
    post: {
      operationId: "averageCarbonIntensityBatch",
      tags: ["Carbon Aware SDK"],
      summary: "Several such means",
      security: ANYONE,
      requestBody: { required: true, content: json(averageBatch) },
      responses: {
        200: known("The means.", z.array(carbonIntensity)),
        ...refusals([400, 408, 413, 415, 503]),
      },
    },
  },
  "/locations": {
    get: {
      operationId: "locations",
      tags: ["Carbon Aware SDK"],
      summary: "Names of locations",
      security: ANYONE,
      responses: { 200: answered("The locations.", json(locations)) },
    },
  },
};

export const SERVICE_PATHS: ZodOpenApiPathsObject = {
  "/healthz": {
    get: {
      operationId: "health",
      tags: ["Service"],
      summary: "Health, versions and memory",
      security: ANYONE,
      responses: { 200: answered("The service is healthy.", json(health)) },
    },
  },
  "/openapi.json": {
    get: {
      operationId: "openapi",
      tags: ["Service"],
      summary: "This document",
      security: ANYONE,
      responses: { 200: answered("OpenAPI 3.1.", json(z.looseObject({ openapi: z.string() }))) },
    },
  },
};
