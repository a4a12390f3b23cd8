import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { momentOf, wallClock } from "../../src/grid/operators/wall-clock.ts";
import type { Source } from "../../src/grid/source.ts";
import { json, type ProviderServer, startProvider } from "./provider-server.ts";
import { type Bendable, fixture, NOW_MS, STORIES, type Story } from "./provider-stories.ts";

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

  test("NESO: the newest mix with life-cycle factors, and the forecast raised by as much", async () => {
    const { intensities, refused } = await good("neso");
    expect(refused).toEqual([]);
    expect(server.requests.map(({ url }) => url)).toEqual([
      "/generation/2026-11-23T10:07Z/2026-11-23T12:07Z",
      "/intensity/2026-11-23T10:07Z/fw24h",
    ]);
    const parts = { biomass: 6, gas: 33, nuclear: 14, hydro: 2, solar: 3, wind: 32 };
    const factors = { biomass: 230, gas: 490, nuclear: 12, hydro: 24, solar: 48, wind: 11 };
    const names = Object.keys(parts) as (keyof typeof parts)[];
    const mean = names.reduce((sum, name) => sum + parts[name] * factors[name], 0) / 90;
    expect(intensities[0]).toMatchObject({
      zone: "GB",
      kind: "live",
      validFrom: "2026-11-23T11:30:00.000Z",
      validTo: "2026-11-23T12:00:00.000Z",
    });
    expect(intensities[0]?.gramsPerKwh).toBeCloseTo(mean, 9);
    expect(intensities[1]).toMatchObject({
      kind: "forecast",
      validFrom: "2026-11-23T12:00:00.000Z",
    });
    // Of the half hour of the mix 149 g/kWh of direct emissions were measured, 142 are forecast now.
    expect(intensities[1]?.gramsPerKwh).toBeCloseTo((142 * mean) / 149, 9);
  });

  test("NESO without a forecast that can be used still has its mix", async () => {
    const story = STORIES.neso as Story;
    const bent = fixture("neso");
    for (const half of bent.data) half.intensity.forecast = -3;
    server.answer((request, response) =>
      json(request.url?.startsWith("/generation") ? fixture(story.fixture) : bent)(
        request,
        response,
      ),
    );
    const { intensities, refused } = await fetchFrom(story.source(server.url), ["GB"]);
    expect(intensities.map(({ kind }) => kind)).toEqual(["live"]);
    expect(refused).toHaveLength(1);
  });

  const OPERATORS: [string, string, string, string][] = [
    ["caiso", "/outlook/current/fuelsource.csv", "2026-11-23T12:05:00.000Z", "12:10"],
    ["nyiso", "/public/csv/rtfuelmix/20261123rtfuelmix.csv", "2026-11-23T12:05:00.000Z", "12:10"],
    [
      "spp",
      "/file-browser-api/download/generation-mix-historical?path=/SPP/GenMix2Hour_SPP.csv",
      "2026-11-23T12:05:00.000Z",
      "12:10",
    ],
    ["miso", "/api/FuelMix", "2026-11-23T12:05:00.000Z", "12:10"],
    ["ercot", "/api/1/services/read/dashboards/fuel-mix.json", "2026-11-23T12:05:56.000Z", "12:10"],
    [
      "hydro-quebec",
      "/data/documents-donnees/donnees-ouvertes/json/production.json",
      "2026-11-23T11:30:00.000Z",
      "11:45",
    ],
  ];
  /** Megawatts by factor, worked out by hand from the newest interval of each fixture. */
  const MIXES: Record<string, [megawatts: number, factor: number][]> = {
    caiso: [
      [1_049, 11],
      [700, 38],
      [300, 230],
      [1_750, 24],
      [2_250, 12],
      [9_049, 490],
    ],
    nyiso: [
      [5_500 + 2 * 85, 490],
      [3_300 + 85, 12],
      [85, 650],
      [250 + 85, 230],
      [900 + 85, 11],
      [2_800 + 85, 24],
    ],
    spp: [
      [8_000 + 48, 820],
      [5 + 24, 650],
      [1_200 + 48, 24],
      [7_500 + 48, 490],
      [1_900 + 24, 12],
      [15 + 48, 230],
      [11_000 + 48, 11],
      [50 + 24, 700],
    ],
    miso: [
      [21_000, 820],
      [25_000, 490],
      [11_000, 12],
      [14_000, 11],
      [10, 48],
      [2_000, 700],
    ],
    ercot: [
      [9_000.5 + 73, 820],
      [50 + 73, 24],
      [5_000.25 + 73, 12],
      [20 + 73, 700],
      [73, 48],
      [16_000 + 73, 11],
      [18_000 + 73, 490],
    ],
    "hydro-quebec": [
      [22_026, 24],
      [2_500, 11],
      [60, 230],
      [40, 490],
    ],
  };
  test.each(OPERATORS)(
    "%s: the newest whole interval, storage and imports left out",
    async (...row) => {
      const [name, path, validFrom, until] = row;
      const { intensities, refused } = await good(name);
      expect(refused).toEqual([]);
      expect(server.requests.map(({ url }) => url)).toEqual([path]);
      expect(intensities).toHaveLength(1);
      expect(intensities[0]).toMatchObject({
        zone: STORIES[name]?.zone,
        source: name,
        kind: "live",
        signal: "average",
        validFrom,
        isEstimated: true,
      });
      expect(intensities[0]?.validTo).toContain(`T${until}`);
      const mix = MIXES[name] ?? [];
      const power = mix.reduce((sum, [megawatts]) => sum + megawatts, 0);
      const grams = mix.reduce((sum, [megawatts, factor]) => sum + megawatts * factor, 0);
      expect(intensities[0]?.gramsPerKwh).toBeCloseTo(grams / power, 6);
    },
  );

  test("CAISO: what a file of yesterday says is of yesterday", async () => {
    const story = STORIES.caiso as Story;
    server.answer(story.play(fixture(story.fixture)));
    // 00:03 in California: the file ends at 04:05, which cannot be today's.
    const nowMs = Date.parse("2026-11-23T08:03:00Z");
    const signal = AbortSignal.timeout(5_000);
    const { intensities } = await story
      .source(server.url)
      .fetchIntensities(["US-CAL-CISO"], { fetch, nowMs, signal });
    expect(intensities[0]?.validFrom).toBe("2026-11-22T12:05:00.000Z");
  });

  test("a wall clock is read with the offset of its day, winter or summer", () => {
    const wall = (month: number, day: number, hour: number) => ({
      year: 2026,
      month,
      day,
      hour,
      minute: 30,
    });
    const at = (month: number, day: number, hour: number) =>
      new Date(momentOf(wall(month, day, hour), "America/Los_Angeles")).toISOString();
    expect(at(7, 1, 4)).toBe("2026-07-01T11:30:00.000Z");
    expect(at(12, 1, 4)).toBe("2026-12-01T12:30:00.000Z");
    expect(at(11, 1, 0)).toBe("2026-11-01T07:30:00.000Z");
    expect(at(11, 1, 3)).toBe("2026-11-01T11:30:00.000Z");
    expect(at(3, 8, 1)).toBe("2026-03-08T09:30:00.000Z");
    expect(at(3, 8, 3)).toBe("2026-03-08T10:30:00.000Z");
    for (const ms of [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1, 23, 59)])
      expect(momentOf(wallClock(ms, "America/Montreal"), "America/Montreal")).toBe(ms);
  });

  test("ENTSO-E: the newest hour that every type of plant has, points that repeat filled in", async () => {
    const { intensities, refused } = await good("entsoe");
    expect(refused).toEqual([]);
    const query = new URL(server.requests[0]?.url ?? "", server.url).searchParams;
    expect(Object.fromEntries(query)).toEqual({
      documentType: "A75",
      processType: "A16",
      in_Domain: "10Y1001A1001A46L",
      periodStart: "202611230700",
      periodEnd: "202611231300",
      securityToken: "a-token-of-mine",
    });
    expect(intensities).toEqual([
      {
        zone: "SE-SE3",
        gramsPerKwh: (4_400 * 24 + 5_000 * 12 + 2_500 * 11) / (4_400 + 5_000 + 2_500),
        kind: "live",
        signal: "average",
        validFrom: "2026-11-23T11:00:00.000Z",
        validTo: "2026-11-23T12:00:00.000Z",
        source: "entsoe",
        isEstimated: true,
      },
    ]);
  });

  test("ENTSO-E: an hour that lacks a type of plant is left out; no data is refused with its reason", async () => {
    const story = STORIES.entsoe as Story;
    const main = fixture(story.fixture);
    main.text = main.text.replace(
      /(<psrType>B19.*?)<end>2026-11-23T12:00Z<\/end>(.*?)<Point><position>5.*?<\/Point>/,
      "$1<end>2026-11-23T11:00Z</end>$2",
    );
    server.answer(story.play(main));
    const source = story.source(server.url);
    const { intensities } = await fetchFrom(source, ["SE-SE3"]);
    expect(intensities[0]?.validTo).toBe("2026-11-23T11:00:00.000Z");
    const none =
      "<Acknowledgement_MarketDocument><Reason><code>999</code><text>No matching data found</text></Reason></Acknowledgement_MarketDocument>";
    server.answer(story.play({ text: none }));
    const { refused } = await fetchFrom(source, ["SE-SE3"]);
    expect(refused[0]?.why).toContain("No matching data found");
  });

  test.each(["electricity-maps-forecast", "energy-charts", "neso", "watttime-forecast"])(
    "one null in a forecast costs one point of it: %s",
    async (name) => {
      const holes: Record<string, [string, (main: Bendable) => void, string]> = {
        "electricity-maps-forecast": [
          "electricity-maps",
          (main) => {
            main.forecast[7].carbonIntensity = null;
          },
          "/forecast",
        ],
        "energy-charts": [
          "energy-charts",
          (main) => {
            main.co2eq_forecast[60] = null;
          },
          "/co2eq",
        ],
        neso: [
          "neso",
          (main) => {
            main.data[9].intensity.forecast = null;
          },
          "/intensity",
        ],
        "watttime-forecast": [
          "watttime",
          (main) => {
            main.data[3].value = null;
          },
          "/v3/forecast",
        ],
      };
      const [story, bend, path] = holes[name] ?? expect.unreachable();
      const read = async (main: Bendable) => {
        const played = STORIES[story] as Story;
        const others = played.play(fixture(played.fixture));
        server.answer((request, response) =>
          (request.url?.includes(path) ? json(main) : others)(request, response),
        );
        const found = await fetchFrom(played.source(server.url), [played.zone]);
        expect(found.refused).toEqual([]);
        return found.intensities.filter(({ kind }) => kind === "forecast").length;
      };
      const whole = await read(fixture(name));
      const bent = fixture(name);
      bend(bent);
      expect(await read(bent)).toBe(whole - 1);
    },
  );

  test("Electricity Maps: a plan without forecasts gives the live figure alone", async () => {
    const { intensities, refused } = await good("electricity-maps");
    expect(refused).toEqual([]);
    expect(server.requests.map(({ headers }) => headers["auth-token"])).toEqual(["a-key", "a-key"]);
    expect(server.requests[0]?.url).toMatch(/^\/v4\/carbon-intensity\/.*disableCallerLookup=true/);
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

  test("EIA: the mean of the newest whole day, labelled as that, storage left out", async () => {
    const { intensities } = await good("eia");
    const mwhGrams = 6_000 * 490 + 2_000 * 12 + 1_000 * 24 + 1_000 * 11;
    expect(intensities).toEqual([
      {
        zone: "US-CAL-CISO",
        gramsPerKwh: mwhGrams / 10_000,
        kind: "daily",
        signal: "average",
        validFrom: "2026-11-21T17:00:00.000Z",
        validTo: "2026-11-22T17:00:00.000Z",
        source: "eia",
        isEstimated: true,
      },
    ]);
    const query = new URL(server.requests[0]?.url ?? "", server.url).searchParams;
    expect(query.getAll("facets[respondent][]")).toEqual(["CISO"]);
    expect(query.get("start")).toBe("2026-11-21T00");
  });

  test("EIA: a fuel without a factor refuses its zone alone", async () => {
    const body = fixture("eia");
    const other = structuredClone(body.response.data);
    for (const row of other) row.respondent = "ERCO";
    for (const row of other) if (row.fueltype === "SUN") row.fueltype = "XXX";
    body.response.data.push(...other);
    server.answer(json(body));
    const source = (STORIES.eia as Story).source(server.url);
    const { intensities, refused } = await fetchFrom(source, ["US-CAL-CISO", "US-TEX-ERCO"]);
    expect(intensities.map((one) => one.zone)).toEqual(["US-CAL-CISO"]);
    expect(refused.map((one) => one.zone)).toEqual(["US-TEX-ERCO"]);
  });
});
