import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Source } from "../../src/grid/source.ts";
import { json, type ProviderServer, startProvider } from "./provider-server.ts";
import { fixture, NOW_MS, STORIES, type Story } from "./provider-stories.ts";

let server: ProviderServer;
beforeAll(async () => {
  server = await startProvider(json({}));
});
afterAll(() => server.close());

async function fetchFrom(source: Source, zones: string[]) {
  server.requests.length = 0;
  const signal = AbortSignal.timeout(5_000);
  return source.fetchIntensities(zones, { fetch, nowMs: NOW_MS, signal });
}

async function good(name: string) {
  const story = STORIES[name] as Story;
  server.answer(story.play(fixture(story.fixture)));
  return fetchFrom(story.source(server.url), [story.zone]);
}

describe("a good answer is read whole", () => {
  test("Energy-Charts: the last measured quarter hour, and the forecast from now on", async () => {
    const { intensities, refused } = await good("energy-charts");
    expect(refused).toEqual([]);
    expect(server.requests[0]?.url).toBe("/co2eq?country=de");
    expect(intensities[0]).toEqual({
      zone: "DE",
      gramsPerKwh: 325,
      kind: "live",
      signal: "average",
      validFrom: "2026-11-23T11:15:00.000Z",
      validTo: "2026-11-23T11:30:00.000Z",
      source: "energy-charts",
      isEstimated: false,
    });
    expect(intensities[1]).toMatchObject({
      kind: "forecast",
      gramsPerKwh: 335,
      validFrom: "2026-11-23T12:00:00.000Z",
      isEstimated: true,
    });
    expect(intensities).toHaveLength(1 + 48);
  });

  test.each([
    ["times out of order", "unix_seconds", (times: number[]) => times.toReversed()],
    ["a value short", "co2eq", (values: number[]) => values.slice(1)],
    ["a forecast short", "co2eq_forecast", (values: number[]) => values.slice(1)],
  ])("Energy-Charts with %s is refused", async (_, field, bend) => {
    const body = fixture("energy-charts");
    body[field] = bend(body[field]);
    server.answer(json(body));
    const source = (STORIES["energy-charts"] as Story).source(server.url);
    const { intensities, refused } = await fetchFrom(source, ["DE"]);
    expect(intensities).toEqual([]);
    expect(refused[0]?.why).toContain("arrays of one length and times in order");
  });

  test("NESO: the last closed half hour, and the forecast from now on", async () => {
    const { intensities } = await good("neso");
    expect(server.requests[0]?.url).toBe("/intensity/2026-11-23T11:07Z/fw24h");
    expect(intensities[0]).toMatchObject({
      zone: "GB",
      kind: "live",
      gramsPerKwh: 149,
      validTo: "2026-11-23T12:00:00.000Z",
    });
    expect(intensities[1]).toMatchObject({
      kind: "forecast",
      gramsPerKwh: 142,
      validFrom: "2026-11-23T12:00:00.000Z",
    });
  });

  test("NESO without any actual figure still forecasts, and calls it that", async () => {
    const body = fixture("neso");
    for (const half of body.data) half.intensity.actual = null;
    server.answer(json(body));
    const { intensities } = await fetchFrom((STORIES.neso as Story).source(server.url), ["GB"]);
    expect(intensities.length).toBeGreaterThan(40);
    expect(new Set(intensities.map((one) => one.kind))).toEqual(new Set(["forecast"]));
  });

  test("Electricity Maps: a plan without forecasts gives the live figure alone", async () => {
    const { intensities, refused } = await good("electricity-maps");
    expect(refused).toEqual([]);
    expect(server.requests.map(({ headers }) => headers["auth-token"])).toEqual(["a-key", "a-key"]);
    expect(server.requests[0]?.url).toContain("shouldUseFallbackCallerLookup=false");
    expect(intensities).toEqual([
      {
        zone: "SE-SE1",
        gramsPerKwh: 19,
        kind: "live",
        signal: "average",
        validFrom: "2026-11-23T12:00:00.000Z",
        validTo: "2026-11-23T13:00:00.000Z",
        source: "electricity-maps",
        isEstimated: true,
      },
    ]);
  });

  test("Electricity Maps: a bad forecast is refused, the live figure kept", async () => {
    const story = STORIES["electricity-maps"] as Story;
    const forecast = fixture("electricity-maps-forecast");
    const play = () =>
      server.answer((request, response) =>
        json(request.url?.includes("/forecast") ? forecast : fixture(story.fixture))(
          request,
          response,
        ),
      );
    play();
    const source = story.source(server.url);
    expect((await fetchFrom(source, ["SE-SE1"])).intensities).toHaveLength(1 + 24);
    forecast.forecast[7].carbonIntensity = -1;
    const { intensities, refused } = await fetchFrom(source, ["SE-SE1"]);
    expect(intensities.map((one) => one.kind)).toEqual(["live"]);
    expect(refused).toHaveLength(1);
  });

  test("WattTime: pounds a megawatt hour become grams a kilowatt hour, marginal", async () => {
    const { intensities } = await good("watttime");
    expect(intensities[0]).toMatchObject({
      zone: "US-CAL-CISO",
      kind: "forecast",
      signal: "marginal",
      validFrom: "2026-11-23T12:05:00.000Z",
      validTo: "2026-11-23T12:10:00.000Z",
    });
    expect(intensities[0]?.gramsPerKwh).toBeCloseTo(408.233, 3);
    expect(server.requests[0]?.headers.authorization).toBe(`Basic ${btoa("someone:a secret")}`);
    expect(server.requests[1]?.headers.authorization).toBe("Bearer a-token-for-thirty-minutes");
  });

  test("WattTime: the token is kept, and renewed once when it is withdrawn", async () => {
    const story = STORIES.watttime as Story;
    let token = "first";
    server.answer((request, response) => {
      if (request.url === "/login") json({ token })(request, response);
      else if (request.headers.authorization === `Bearer ${token}`)
        json(fixture(story.fixture))(request, response);
      else json({ error: "expired" }, 401)(request, response);
    });
    const source = story.source(server.url);
    const paths = () => server.requests.map(({ url }) => url.split("?")[0]);
    await fetchFrom(source, ["US-CAL-CISO"]);
    expect(paths()).toEqual(["/login", "/v3/forecast"]);
    await fetchFrom(source, ["US-CAL-CISO"]);
    expect(paths()).toEqual(["/v3/forecast"]);
    token = "second";
    expect((await fetchFrom(source, ["US-CAL-CISO"])).refused).toEqual([]);
    expect(paths()).toEqual(["/v3/forecast", "/login", "/v3/forecast"]);
  });

  test("EIA: the newest whole hour, weighed by fuel, storage left out", async () => {
    const { intensities } = await good("eia");
    const mwhGrams = 6_000 * 490 + 2_000 * 12 + 1_000 * 24 + 1_000 * 11;
    expect(intensities).toEqual([
      {
        zone: "US-CAL-CISO",
        gramsPerKwh: mwhGrams / 10_000,
        kind: "live",
        signal: "average",
        validFrom: "2026-11-23T10:00:00.000Z",
        validTo: "2026-11-23T11:00:00.000Z",
        source: "eia",
        isEstimated: true,
      },
    ]);
    const query = new URL(server.requests[0]?.url ?? "", server.url).searchParams;
    expect(query.getAll("facets[respondent][]")).toEqual(["CISO"]);
    expect(query.get("start")).toBe("2026-11-23T04");
  });

  test("EIA: a fuel without a factor refuses its zone alone", async () => {
    const body = fixture("eia");
    const other = structuredClone(body.response.data);
    for (const row of other) row.respondent = "ERCO";
    other[2].fueltype = other[10].fueltype = other[16].fueltype = "XXX";
    body.response.data.push(...other);
    server.answer(json(body));
    const source = (STORIES.eia as Story).source(server.url);
    const { intensities, refused } = await fetchFrom(source, ["US-CAL-CISO", "US-TEX-ERCO"]);
    expect(intensities.map((one) => one.zone)).toEqual(["US-CAL-CISO"]);
    expect(refused.map((one) => one.zone)).toEqual(["US-TEX-ERCO"]);
  });
});
