import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refresh } from "../../src/grid/refresh.ts";
import { resolve } from "../../src/grid/snapshot.ts";
import { GridStore } from "../../src/grid/store.ts";
import { FakeKv } from "./fake-kv.ts";
import { BROKEN, json, type ProviderServer, startProvider } from "./provider-server.ts";
import { type Bendable, fixture, NOW_MS, STORIES, type Story } from "./provider-stories.ts";

const HOUR_MS = 3_600_000;

let server: ProviderServer;
beforeAll(async () => {
  server = await startProvider(json({}));
});
afterAll(() => server.close());

/** A good refresh, then a bad one five minutes later; the figure must still be the good one. */
async function goodThenBad(story: Story, bad: () => void) {
  let nowMs = NOW_MS;
  const store = new GridStore(new FakeKv(), () => nowMs);
  const tools = {
    fetch,
    now: () => nowMs,
    sleep: async () => undefined,
  };
  const source = story.source(server.url);
  server.answer(story.play(fixture(story.fixture)));
  await refresh([story.zone], [source], store, tools);
  const before = await store.read();
  nowMs += 2 * 60_000;
  bad();
  const policy = { timeoutMs: 250, attempts: 2 };
  const report = await refresh([story.zone], [source], store, { ...tools, policy });
  const stood = resolve(await store.read(), story.zone, nowMs, source.signal);
  return { report, stood, expected: resolve(before, story.zone, nowMs, source.signal) };
}

/** Modified so that the answer cannot be true, or does not answer the request. */
const UNTRUE: Record<string, (story: Story, main: Bendable) => void> = {
  "a negative figure": (story, main) => story.set(main, -1_000),
  "nulls only": (story, main) => story.set(main, null),
  "text for a figure": (story, main) => story.set(main, "lots"),
  "a clock a day ahead": (story, main) => story.shift?.(main, 9 * 24 * HOUR_MS),
  "a clock days behind": (story, main) => story.shift?.(main, -96 * HOUR_MS),
  "another unit": (story, main) => story.wrongUnit(main),
};

describe.each(Object.entries(STORIES))("%s", (_, story) => {
  test.each(Object.keys(UNTRUE).filter((fault) => story.shift || !fault.includes("clock")))(
    "%s is refused and reported, the last good one stands",
    async (fault) => {
      const { report, stood, expected } = await goodThenBad(story, () => {
        const main = fixture(story.fixture);
        UNTRUE[fault]?.(story, main);
        server.answer(story.play(main));
      });
      expect(report.sources[0]).toMatchObject({ readings: 0, asked: [story.zone] });
      expect(report.sources[0]?.refused[0]?.why).toBeTruthy();
      expect(stood).toEqual(expected);
      expect(stood?.kind).not.toBe("yearly");
    },
  );

  test.each(Object.keys(BROKEN))(
    "%s is refused and reported, the last good one stands",
    async (fault) => {
      const { report, stood, expected } = await goodThenBad(story, () =>
        server.answer(BROKEN[fault] ?? json({})),
      );
      expect(report.sources[0]).toMatchObject({ readings: 0, asked: [story.zone] });
      expect(report.sources[0]?.refused[0]?.why).toBeTruthy();
      expect(stood).toEqual(expected);
      expect(stood?.kind).not.toBe("yearly");
    },
  );
});

const NAMING_ZONES = Object.entries(STORIES).filter(([, story]) => story.wrongZone);
test.each(NAMING_ZONES)("%s answering for another zone is refused", async (_, story) => {
  const { report, stood, expected } = await goodThenBad(story, () => {
    const main = fixture(story.fixture);
    story.wrongZone?.(main);
    server.answer(story.play(main));
  });
  expect(report.sources[0]?.readings).toBe(0);
  expect(stood).toEqual(expected);
});

test.each([2_001, 1e308, 0.35, 0])("%d g/kWh is refused as an average", async (value) => {
  const story = STORIES["electricity-maps"] as Story;
  const { report, stood } = await goodThenBad(story, () => {
    const main = fixture(story.fixture);
    story.set(main, value);
    server.answer(story.play(main));
  });
  expect(report.sources[0]?.readings).toBe(0);
  expect(stood?.gramsPerKwh).toBe(19);
});

test("no report holds a key", async () => {
  for (const name of ["electricity-maps", "eia", "watttime", "entsoe"]) {
    for (const broken of Object.values(BROKEN)) {
      const { report } = await goodThenBad(STORIES[name] as Story, () => server.answer(broken));
      expect(JSON.stringify(report)).not.toMatch(/a-key|a secret|api_key|a-token-of-mine/);
    }
  }
});
