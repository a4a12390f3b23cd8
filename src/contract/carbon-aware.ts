import * as z from "zod";
import { kind } from "./emissions.ts";

/** Answers in the format of the Carbon Aware SDK. */

export const emissionsData = z.array(
  z
    .strictObject({
      location: z.string(),
      time: z.iso.datetime().describe("The start."),
      rating: z.number().describe("g/kWh."),
      duration: z.string().describe("A .NET TimeSpan, such as 00:15:00."),
      source: z.string(),
      kind,
    })
    .meta({ id: "EmissionsData" }),
);

const point = z
  .strictObject({
    location: z.string(),
    timestamp: z.iso.datetime(),
    duration: z.number().describe("Minutes."),
    value: z.number().describe("g/kWh."),
  })
  .meta({ id: "ForecastPoint" });

export const emissionsForecasts = z.array(
  z
    .strictObject({
      generatedAt: z.iso.datetime(),
      requestedAt: z.iso.datetime(),
      location: z.string(),
      dataStartAt: z.iso.datetime(),
      dataEndAt: z.iso.datetime(),
      windowSize: z.number().describe("Minutes."),
      optimalDataPoints: z.array(point),
      forecastData: z.array(point),
      source: z.string(),
      kind: z.literal("forecast"),
    })
    .meta({ id: "EmissionsForecast" }),
);
