import { describe, expect, it } from "vitest";
import { startWorker } from "./worker.ts";

const server = startWorker();

/** The rows of a call, with the status that came with them. */
async function call(path: string) {
  const response = await server.fetch(path);
  return { status: response.status, body: response.status === 204 ? null : await response.json() };
}

describe("the calls of the Carbon Aware SDK", () => {
  it("name the best of several locations, in the SDK's shape", async () => {
    const { status, body } = await call(
      "/emissions/bylocations/best?location=PL&location=SE-SE3&location=DE",
    );
    expect(status).toBe(200);
    expect(body).toEqual([
      {
        location: "SE-SE3",
        time: "2025-01-01T00:00:00.000Z",
        rating: expect.any(Number),
        duration: "365.00:00:00",
        source: "electricity-maps-yearly-2025",
        kind: "yearly",
      },
    ]);
  });

  it("know regions by their ids, as the blend of their zones", async () => {
    const { body } = await call("/emissions/bylocation?location=weur");
    expect(body).toMatchObject([{ location: "weur", rating: expect.any(Number) }]);
  });

  it("say that nothing is forecast where nothing is", async () => {
    const { status, body } = await call("/emissions/forecasts/current?location=DE");
    expect(status).toBe(501);
    expect(body).toMatchObject({ type: "urn:greengist:problem:no-forecast", field: "location" });
  });

  it.each([
    ["location", "/emissions/bylocations/best"],
    ["location", "/emissions/bylocation?location=Atlantis"],
    ["time", "/emissions/bylocations/best?location=DE&time=yesterday"],
    ["windowSize", "/emissions/forecasts/current?location=DE&windowSize=-5"],
  ])("refuse a bad %s", async (field, path) => {
    const { status, body } = await call(path);
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: 400, field });
  });
});
