import * as z from "zod";

/** Answers in the shapes of the Carbon Aware SDK, whose schemas allow no other members. */

const time = z.iso.datetime();

export const emissionsData = z
  .strictObject({
    location: z.string(),
    time: time.describe("The start. A yearly mean is answered as the year that it is."),
    rating: z.number().describe("g/kWh."),
    duration: z.string().describe("A .NET TimeSpan, such as 00:15:00."),
  })
  .meta({ id: "EmissionsData" });

const point = z
  .strictObject({
    location: z.string(),
    timestamp: time,
    duration: z.int().describe("Minutes."),
    value: z.number().describe("g/kWh."),
  })
  .meta({ id: "EmissionsDataDTO" });

export const emissionsForecast = z
  .strictObject({
    generatedAt: time.describe("When the source was last asked, for a blend the longest ago."),
    requestedAt: time,
    location: z.string(),
    dataStartAt: time,
    dataEndAt: time,
    windowSize: z.int().describe("Minutes, as asked for; 0 where it was not."),
    optimalDataPoints: z
      .array(point)
      .describe("Every window of the least mean; empty where forecastData is."),
    forecastData: z.array(point).describe("In order of time; empty where no window fits."),
  })
  .meta({ id: "EmissionsForecastDTO" });

export const carbonIntensity = z
  .strictObject({
    location: z.string(),
    startTime: time,
    endTime: time,
    carbonIntensity: z.number().describe("g/kWh."),
  })
  .meta({ id: "CarbonIntensityDTO" });

export const locations = z
  .record(
    z.string(),
    z
      .strictObject({
        latitude: z.number().nullable(),
        longitude: z.number().nullable(),
        name: z.string(),
      })
      .meta({ id: "Location" }),
  )
  .describe("Every name that the other calls know, beside the ids of this deployment's regions.");
