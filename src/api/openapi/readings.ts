import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { emissionsData, emissionsForecasts } from "../../contract/carbon-aware.ts";
import { calibration, receipt, receipts, totalsReport } from "../../contract/emissions.ts";
import { emissionsQuery, requestsQuery } from "../../contract/ledger-queries.ts";
import { foreseenPlacement, regions } from "../../contract/placement.ts";
import { placementQuery } from "../../contract/request.ts";
import { health } from "../../contract/service.ts";
import { best, byLocation, forecasts } from "../dialects/carbon-aware-query.ts";
import { OPENMETRICS } from "../metrics.ts";
import { ADMIN, answered, json, refusals } from "./parts.ts";

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
        ...refusals([401, 422]),
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
        ...refusals([401, 422]),
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
      responses: { 200: answered("The receipt.", json(receipt)), ...refusals([401, 404]) },
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
        ...refusals([401]),
      },
    },
  },
  "/metrics": {
    get: {
      operationId: "metrics",
      tags: ["Emissions"],
      summary: "Totals of the current day, for Prometheus",
      security: ADMIN,
      responses: {
        200: answered("OpenMetrics.", { [OPENMETRICS]: { schema: { type: "string" } } }),
        ...refusals([401]),
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
      responses: { 200: answered("The regions.", json(regions)) },
    },
  },
  "/v1/placement": {
    get: {
      operationId: "placement",
      tags: ["Placement"],
      summary: "Preview the placement decision for a request of a given size",
      requestParams: { query: placementQuery },
      responses: {
        200: answered("The decision and its reason.", json(foreseenPlacement)),
        ...refusals([422]),
      },
    },
  },
};

const NO_DATA = { description: "No data for that location and time." };

export const CARBON_AWARE_PATHS: ZodOpenApiPathsObject = {
  "/emissions/bylocations/best": {
    get: {
      operationId: "bestLocation",
      tags: ["Carbon Aware SDK"],
      summary: "The cleanest of several locations",
      requestParams: { query: best },
      responses: {
        200: answered("The lowest carbon intensity.", json(emissionsData)),
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
      requestParams: { query: byLocation },
      responses: {
        200: answered("Intensities, in order of time.", json(emissionsData)),
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
      requestParams: { query: forecasts },
      responses: {
        200: answered("The forecasts.", json(emissionsForecasts)),
        ...refusals([400, 501]),
      },
    },
  },
};

export const SERVICE_PATHS: ZodOpenApiPathsObject = {
  "/healthz": {
    get: {
      operationId: "health",
      tags: ["Service"],
      summary: "Health, versions and memory",
      responses: { 200: answered("The service is healthy.", json(health)) },
    },
  },
  "/openapi.json": {
    get: {
      operationId: "openapi",
      tags: ["Service"],
      summary: "This document",
      responses: { 200: answered("OpenAPI 3.1.", json(z.looseObject({ openapi: z.string() }))) },
    },
  },
};
