import { describe, expect, it } from "vitest";
import { expectAsOfSdk } from "./carbon-aware-sdk.ts";
import { sharedWorker } from "./worker.ts";

const server = sharedWorker();

/** A call's answer, held to the SDK's own OpenAPI. */
async function call(address: string, batch?: unknown) {
  const response = await server.fetch(address, {
    ...(batch !== undefined && {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(batch),
    }),
  });
  const { status } = response;
  const body = status === 204 ? null : await response.json();
  const path = address.split("?")[0] ?? "";
  expectAsOfSdk(batch === undefined ? "get" : "post", path, status, body);
  return { status, body, source: response.headers.get("carbon-intensity-source") };
}

const YEAR = { time: "2025-01-01T00:00:00.000Z", duration: "365.00:00:00" };

describe("the calls of the Carbon Aware SDK", () => {
  it("name the best of several locations, and in a header what that rests on", async () => {
    const { status, body, source } = await call(
      "/emissions/bylocations/best?location=PL&location=SE-SE3&location=DE",
    );
    expect(status).toBe(200);
    expect(body).toEqual([{ location: "SE-SE3", rating: expect.any(Number), ...YEAR }]);
    expect(source).toBe('"electricity-maps-yearly-2025";kind=yearly');
  });

  // As its quickstart and its page on the Web API write them, but for the year: nothing is kept of 2022.
  it.each([
    "/emissions/bylocation?location=westus&time=2025-08-23T14%3A00&toTime=2025-08-23T14%3A30",
    "/emissions/bylocations/best?location=westus&location=eastus&location=westus3&time=2025-08-23T00%3A00&toTime=2025-08-23T23%3A59",
    "/emissions/bylocations?locations=eastus&locations=westus&time=2025-01-01&toTime=2025-05-17",
    "/emissions/bylocations/best?location=northeurope&time=2025-05-25&toTime=2025-05-26&durationMinutes=0",
    "/emissions/average-carbon-intensity?location=eastus&startTime=2025-07-19T14:00:00Z&endTime=2025-07-19T18:00:00Z",
    "/locations",
  ])("answer %s", async (address) => {
    expect((await call(address)).status).toBe(200);
  });

  it.each([
    ["/Emissions/ByLocation?Location=westus", "/emissions/bylocation?location=westus"],
    ["/EMISSIONS/ByLocations?Location=westus", "/emissions/bylocations?location=westus"],
    ["/Locations/", "/locations"],
  ])("answer %s as %s", async (address, same) => {
    const { body } = await call(same);
    expect(await (await server.fetch(address)).json()).toEqual(body);
  });

  it("answer batches of averages", async () => {
    const day = (month: string) => ({
      location: "eastus",
      startTime: `2025-${month}-01T14:00:00`,
      endTime: `2025-${month}-01T18:00:00`,
    });
    const path = "/emissions/average-carbon-intensity/batch";
    const { status, body } = await call(path, [day("05"), day("06")]);
    expect(status).toBe(200);
    expect(body).toMatchObject([
      { startTime: "2025-05-01T14:00:00.000Z", carbonIntensity: expect.any(Number) },
      { startTime: "2025-06-01T14:00:00.000Z" },
    ]);
  });

  it("answer 204 for a time of which nothing is known, as the SDK does", async () => {
    const { status } = await call(
      "/emissions/bylocation?location=westus&time=2022-08-23T14%3A00&toTime=2022-08-23T14%3A30",
    );
    expect(status).toBe(204);
  });

  it("know regions of clouds, locations of Cloudflare and regions of this deployment", async () => {
    const ratings = await Promise.all(
      ["westeurope", "WestEurope", "gcp:europe-west4", "AMS", "NL", "azure:westeurope"].map(
        async (location) => {
          const { body } = await call(`/emissions/bylocation?location=${location}`);
          return (body as { rating: number }[])[0]?.rating;
        },
      ),
    );
    expect(new Set(ratings).size).toBe(1);
    const { body } = await call("/emissions/bylocation?location=weur");
    expect(body).toMatchObject([{ location: "weur", rating: expect.any(Number) }]);
  });

  it("list the names that they know", async () => {
    const { body } = await call("/locations");
    expect(body).toMatchObject({
      eastus: { latitude: 37.37, longitude: -79.82, name: "eastus" },
      "aws:eu-north-1": { name: "aws:eu-north-1" },
      FRA: { name: "FRA" },
      "SE-SE3": { latitude: null, longitude: null },
    });
  });

  it("say that nothing is forecast where nothing is", async () => {
    const { status, body } = await call("/emissions/forecasts/current?location=DE");
    expect(status).toBe(501);
    expect(body).toMatchObject({ type: "urn:greengist:problem:no-forecast", field: "location" });
    const batch = [{ location: "DE", requestedAt: "2025-06-01T12:01:00Z", windowSize: 30 }];
    expect((await call("/emissions/forecasts/batch", batch)).status).toBe(501);
  });

  it.each([
    ["location", "/emissions/bylocations/best"],
    ["location", "/emissions/bylocation?location=Atlantis"],
    ["time", "/emissions/bylocations/best?location=DE&time=yesterday"],
    ["windowSize", "/emissions/forecasts/current?location=DE&windowSize=-5"],
    ["startTime", "/emissions/average-carbon-intensity?location=DE"],
  ])("refuse a bad %s", async (field, path) => {
    const { status, body } = await call(path);
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: 400, field });
  });

  it("refuse a batch that is none", async () => {
    const { status, body } = await call("/emissions/average-carbon-intensity/batch", { a: 1 });
    expect(status).toBe(400);
    expect(body).toMatchObject({ field: "body" });
  });
});
